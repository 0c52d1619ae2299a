#include <algorithm>

#include "base/limits/providers.hpp"
#include "base/text.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "provider/shared/country.hpp"
#include "provider/shared/html.hpp"
#include "provider/shared/wiki_moves.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

constexpr double readable_min = 0.8;  // share of elements that must be understood

// "(Coach)" → "Coach"
std::string role_in(const HtmlElement& cell) {
  const auto text = cell.text();
  const auto open = text.find('(');
  const auto close = text.find(')', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return {};
  return text.substr(open + 1, close - open - 1);
}

class FrontParser {
 public:
  explicit FrontParser(Timestamp now) : now_(now) {
    report_.provider = ProviderName::liquipedia;
    report_.observed_at = now;
  }

  void add_tournament(const HtmlElement& item) {
    ++elements_;
    const auto name = item.find_by_class("tournaments-list-name");
    const auto shown = name ? find_named_link(*name) : std::nullopt;
    if (!shown) return skip("a tournament", "no link");
    ++read_;
    const auto& page = shown->link.page;
    if (std::ranges::find(report_.tournaments, page, &TournamentReport::external_id) !=
        report_.tournaments.end())
      return;
    report_.tournaments.push_back(
        {.external_id = page, .tournament = {.name = shown->text}, .url = page_url(page)});
  }

  void add_transfer(const HtmlElement& row) {
    ++elements_;
    const auto date = row.find_by_class("Date");
    const auto who = row.find_by_class("Name");
    const auto from = row.find_by_class("OldTeam");
    const auto to = row.find_by_class("NewTeam");
    if (!date || !who || !from || !to) return skip("a transfer", "a column is missing");
    const auto on = parse_iso8601(date->text().substr(0, 10) + "T00:00:00Z");
    if (!on || *on > now_ + days{1}) return skip("a transfer of " + who->text(), "no day");
    auto players = players_in(*who);
    if (players.empty()) return skip("a transfer on " + to_iso8601(*on), "no player");
    ++read_;
    Move move{.player = {},
              .from = team_in(*from),
              .to = team_in(*to),
              .role_before = role_in(*from),
              .role_after = role_in(*to),
              .on = *on};
    for (auto& player : players) {
      move.player = player;
      if (!add_move(report_, move)) skip("a transfer of " + player, "from no team to no team");
    }
  }

  Result<Report> take() {
    if (elements_ == 0) return fail(ErrorKind::drift, "neither tournaments nor transfers on the front page");
    if (read_ < readable_min * elements_)
      return fail(ErrorKind::drift, "only {} of {} entries can be read; the first failure: {}", read_,
                  elements_, report_.skipped.front().reason);
    return std::move(report_);
  }

 private:
  void skip(std::string what, std::string reason) {
    report_.skipped.push_back({std::move(what), std::move(reason)});
  }

  std::vector<std::string> players_in(const HtmlElement& cell) {
    const auto flags = cell.list_by_class("flag");
    std::vector<std::string> players;
    for (const auto& [link, nickname, title] : links_in(cell)) {
      if (nickname.empty()) continue;
      const auto place = players.size();
      players.push_back(link.page);
      if (std::ranges::find(report_.players, link.page, &PlayerReport::external_id) != report_.players.end())
        continue;
      PlayerReport player{.external_id = link.page,
                          .player = {.id = {}, .nickname = nickname},
                          .aliases = {},
                          .url = page_url(link.page)};
      if (place < flags.size()) {
        if (const auto image = flags[place].find_by_tag("img"))
          player.player.nationality = find_country(image->attribute("title"));
      }
      report_.players.push_back(std::move(player));
    }
    return players;
  }

  // Empty where there is no team: "None", "Retired".
  std::string team_in(const HtmlElement& cell) {
    const auto links = links_in(cell);
    if (links.empty()) return {};
    const auto& [link, text, title] = links.front();
    if (std::ranges::find(report_.teams, link.page, &TeamReport::external_id) == report_.teams.end())
      report_.teams.push_back({.external_id = link.page,
                               .team = {.id = {}, .name = title},
                               .aliases = {},
                               .url = page_url(link.page)});
    return link.page;
  }

  const Timestamp now_;
  Report report_;
  int elements_ = 0;
  int read_ = 0;
};

}  // namespace

Result<Report> parse_liquipedia_front(std::string_view html, Timestamp now) {
  const auto page = HtmlPage::parse(std::string{html});
  if (!page) return failed(page);
  const auto tournaments = page->root().list_by_class("tournaments-list-item");
  const auto rows = page->root().list_by_class("divRow");
  if (tournaments.size() + rows.size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} tournaments and {} transfers", tournaments.size(), rows.size());
  FrontParser parser{rendered_at(html, now)};
  for (const auto& item : tournaments) parser.add_tournament(item);
  for (const auto& row : rows) parser.add_transfer(row);
  return parser.take();
}

}  // namespace cs2::provider
