#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/limits/providers.hpp"
#include "base/text.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "provider/liquipedia/wikitext.hpp"
#include "provider/shared/country.hpp"
#include "provider/shared/html.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

constexpr double readable_min = 0.8;  // share of rows that must be understood
constexpr auto over_for = days{30};   // the lists go back for years; what was over longer ago is history

struct Days {
  Timestamp first, last;
};

// "Nov 24" and "2025", "Dec 14" and "2025".
std::optional<Timestamp> day_of(std::string_view month_and_day, std::string_view year) {
  const auto date = parse_wiki_date(fmt::format("{}, {}", month_and_day, year));
  return date ? std::optional{date->at} : std::nullopt;
}

// "Jun 20, 2026", "Apr 02–03, 2026", "Mar 22 – Apr 03, 2026", "Dec 28, 2026 - Jan 5, 2027"
std::optional<Days> parse_days(std::string text) {
  for (const std::string_view dash : {"–", "—"}) {
    if (const auto at = text.find(dash); at != std::string::npos) text.replace(at, dash.size(), "-");
  }
  const auto dash = text.find('-');
  const auto begin = trim(std::string_view{text}.substr(0, dash));
  const auto end = dash == std::string::npos ? begin : trim(std::string_view{text}.substr(dash + 1));
  const auto comma = end.rfind(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto last_year = trim(end.substr(comma + 1));
  const auto last_day = trim(end.substr(0, comma));
  const auto first_comma = begin.rfind(',');
  const auto first_day = trim(begin.substr(0, first_comma));
  const auto first_year =
      first_comma == std::string_view::npos ? last_year : trim(begin.substr(first_comma + 1));
  const auto month = first_day.substr(0, first_day.find(' '));
  const bool names_month = !last_day.empty() && (last_day[0] < '0' || last_day[0] > '9');
  const auto first = day_of(first_day, first_year);
  const auto last =
      day_of(names_month ? std::string{last_day} : fmt::format("{} {}", month, last_day), last_year);
  if (!first || !last || *last < *first) return std::nullopt;
  return Days{.first = *first, .last = *last};
}

// The cells of a row that we read, in whichever of the two forms the wiki lists tournaments.
struct Cells {
  std::optional<HtmlElement> name, date, location, prize;
};

// Each cell says by its class what it is.
Cells cells_of_grid(const HtmlElement& row) {
  return {.name = row.find_by_class("Tournament"),
          .date = row.find_by_class("Date"),
          .location = row.find_by_class("Location"),
          .prize = row.find_by_class("Prize")};
}

// The words above the columns say what they are.
Cells cells_of_table(const HtmlElement& row, const std::vector<std::string>& columns) {
  const auto cells = row.list_by_tag("td");
  const auto find = [&](std::string_view word) -> std::optional<HtmlElement> {
    const auto column =
        std::ranges::find_if(columns, [&](const auto& each) { return each.starts_with(word); });
    const auto place = static_cast<std::size_t>(column - columns.begin());
    if (place >= cells.size()) return std::nullopt;
    return cells[place];
  };
  return {
      .name = find("tournament"), .date = find("date"), .location = find("location"), .prize = find("prize")};
}

class ListParser {
 public:
  ListParser(Tier tier, Timestamp now) : tier_(tier), now_(now) {
    report_.provider = ProviderName::liquipedia;
    report_.observed_at = now;
  }

  void add(const Cells& cells) {
    ++rows_;
    const auto shown = cells.name ? find_named_link(*cells.name) : std::nullopt;
    if (!shown) return skip("a tournament", "no link");
    const auto& page = shown->link.page;
    // "Postponed" is written in place of the days.
    const auto written = cells.date ? cells.date->text() : std::string{};
    const auto at = parse_days(written);
    if (!at && fold(written) != "postponed") return skip(page, "no days: " + written);
    ++read_;
    if (at && at->last + over_for < now_) {
      ++past_;
      return;
    }
    if (report_.tournaments.size() == limits::provider_rows_max) return skip(page, "the list is too long");
    TournamentReport reported{
        .external_id = page, .tournament = {.name = shown->text}, .url = page_url(page)};
    reported.tournament.tier = tier_;
    if (at) {
      reported.tournament.starts_at = at->first;
      reported.tournament.ends_at = at->last + days{1} - seconds{1};
    }
    if (cells.location) take_location(*cells.location, reported.tournament);
    if (auto prize = cells.prize ? cells.prize->text() : std::string{}; prize.starts_with('$'))
      reported.tournament.prize = std::move(prize);
    if (known_.insert(page).second) report_.tournaments.push_back(std::move(reported));
  }

  Result<Report> take() {
    if (rows_ == 0) return fail(ErrorKind::drift, "no tournaments on the list of a tier");
    if (read_ < readable_min * rows_)
      return fail(ErrorKind::drift, "only {} of {} tournaments can be read; the first failure: {}", read_,
                  rows_, report_.skipped.front().reason);
    if (past_ > 0) skip(fmt::format("{} tournaments", past_), "over for more than 30 days");
    return std::move(report_);
  }

 private:
  // A flag with a city or a country is a LAN; "Online" and regions are not.
  static void take_location(const HtmlElement& cell, Tournament& tournament) {
    const auto text = cell.text();
    if (fold(text) == "online") {
      tournament.venue = Venue::online;
      return;
    }
    const auto flag = cell.find_by_tag("img");
    const auto country = flag ? find_country(flag->attribute("title")) : std::nullopt;
    if (!country) return;
    tournament.venue = Venue::lan;
    tournament.country = country;
    if (!text.empty() && find_country(text) != country) tournament.city = text;
  }

  void skip(std::string what, std::string reason) {
    report_.skipped.push_back({std::move(what), std::move(reason)});
  }

  const Tier tier_;
  const Timestamp now_;
  Report report_;
  std::set<std::string> known_;
  int rows_ = 0;
  int read_ = 0;
  int past_ = 0;
};

std::vector<std::string> columns_of(const HtmlElement& table) {
  std::vector<std::string> columns;
  const auto head = table.find_by_class("table2__row--head");
  if (!head) return columns;
  for (const auto& cell : head->list_by_tag("th")) columns.push_back(fold(cell.text()));
  return columns;
}

}  // namespace

Result<Report> parse_liquipedia_list(std::string_view html, Tier tier, Timestamp now) {
  const auto page = HtmlPage::parse(std::string{html});
  if (!page) return failed(page);
  ListParser parser{tier, rendered_at(html, now)};
  for (const auto& row : page->root().list_by_class("gridRow")) parser.add(cells_of_grid(row));
  for (const auto& table : page->root().list_by_class("table2__table")) {
    const auto columns = columns_of(table);
    // A table of something else has no tournaments to name.
    if (std::ranges::none_of(columns, [](const auto& each) { return each.starts_with("tournament"); }))
      continue;
    for (const auto& row : table.list_by_class("table2__row--body")) parser.add(cells_of_table(row, columns));
  }
  return parser.take();
}

}  // namespace cs2::provider
