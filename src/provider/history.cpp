#include "provider/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>
#include <utility>

#include "base/digest.hpp"
#include "base/enum_names.hpp"
#include "base/limits/history.hpp"
#include "base/text.hpp"
#include "model/validate.hpp"
#include "provider/history/csv.hpp"
#include "provider/history/json.hpp"
#include "provider/history/row.hpp"
#include "provider/valve/matchdata_parse.hpp"
#include "provider/valve/standings_parse.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t beginning_bytes = 4096;  // enough to distinguish the formats
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return text;
}

std::string_view without_blanks(std::string_view text) {
  text = without_mark(text);
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

bool is_whole_page(HistoryFormat format) {
  return format == HistoryFormat::valve_standings || format == HistoryFormat::valve_team ||
         format == HistoryFormat::valve_matchdata;
}

std::unique_ptr<HistoryReader> make_reader(HistoryFormat format, std::vector<MappedColumn> mapped) {
  if (format == HistoryFormat::csv) return std::make_unique<HistoryCsv>(std::move(mapped));
  const bool is_list = format == HistoryFormat::json_list;
  return std::make_unique<HistoryJson>(is_list ? HistoryJson::Form::list : HistoryJson::Form::lines);
}

// Whether the first object is one around a list of them, and no row: a row stands on one line.
bool has_list_inside(std::string_view text) {
  ListFinder finder;
  for (const char letter : text) {
    if (letter == '\n' || finder.step(letter)) return true;
    if (finder.has_ended()) return false;
  }
  return false;
}

// Moves what a part speaks of out of what the whole report brought along.
template <class EntityKind>
class Brought {
 public:
  explicit Brought(std::vector<EntityKind> entities) {
    for (auto& entity : entities) by_id_.emplace(entity.external_id, std::move(entity));
  }
  void give(const std::string& external_id, std::vector<EntityKind>& to, std::set<std::string>& given) {
    const auto found = by_id_.find(external_id);
    if (found != by_id_.end() && given.insert(external_id).second) to.push_back(found->second);
  }

 private:
  std::map<std::string, EntityKind> by_id_;
};

}  // namespace

std::string_view name(HistoryFormat format) {
  static constexpr auto names =
      names_of<HistoryFormat>({{HistoryFormat::csv, "CSV"},
                               {HistoryFormat::json_lines, "JSON lines"},
                               {HistoryFormat::json_list, "JSON"},
                               {HistoryFormat::valve_standings, "Valve's standings"},
                               {HistoryFormat::valve_team, "a team page of Valve standings"},
                               {HistoryFormat::valve_matchdata, "Valve ranking model input"}});
  return name_in(names, format);
}

std::optional<HistoryFormat> recognise_history(std::string_view beginning) {
  const auto text = without_blanks(beginning);
  if (text.empty()) return std::nullopt;
  if (text.starts_with("### Roster Details")) return HistoryFormat::valve_team;
  if (text.starts_with("### ")) return HistoryFormat::valve_standings;
  if (text.starts_with('[')) return HistoryFormat::json_list;
  if (!text.starts_with('{')) return HistoryFormat::csv;
  if (without_blanks(text.substr(1)).empty()) return std::nullopt;
  for (const std::string_view key : {"\"matchStartTime\"", "\"eventId\""}) {
    if (text.contains(key)) return HistoryFormat::valve_matchdata;
  }
  return has_list_inside(text) ? HistoryFormat::json_list : HistoryFormat::json_lines;
}

// The older half is forgotten as a whole.
bool RememberedIds::add(std::string_view id) {
  const auto key = digest(id);
  if (older_.contains(key) || !newer_.insert(key).second) return false;
  if (newer_.size() >= half_) {
    older_ = std::move(newer_);
    newer_ = {};
  }
  return true;
}

HistoryParser::HistoryParser(std::string source, Timestamp now, std::vector<MappedColumn> mapped)
    : source_(std::move(source)),
      now_(now),
      mapped_(std::move(mapped)),
      ids_(limits::history_ids_remembered) {}
HistoryParser::~HistoryParser() = default;

Result<void> HistoryParser::feed(std::string_view bytes) {
  if (reader_) {
    const auto read = reader_->feed(bytes);
    take_records();
    return read;
  }
  kept_ += bytes;
  if (kept_.size() > limits::history_page_bytes_max)
    return fail(ErrorKind::too_large, "Valve file larger than {} bytes", kept_.size());
  const bool is_early = kept_.size() < beginning_bytes || !recognise_history(kept_);
  return format_ || is_early ? Result<void>{} : begin();
}

Result<void> HistoryParser::finish() {
  if (!format_) {
    if (auto begun = begin(); !begun) return begun;
  }
  const auto read = reader_ ? reader_->finish() : read_page();
  take_records();
  if (part_.rows > 0) end_part();
  return read;
}

Result<void> HistoryParser::begin() {
  format_ = recognise_history(kept_);
  if (!format_) return fail(ErrorKind::drift, "the file is empty");
  if (is_whole_page(*format_) && mapped_.empty()) return {};
  if (!mapped_.empty() && format_ != HistoryFormat::csv)
    return invalid("--map is for CSV; this file is {}", name(*format_));
  reader_ = make_reader(*format_, mapped_);
  const auto beginning = std::exchange(kept_, {});
  return feed(without_mark(beginning));
}

Result<void> HistoryParser::read_page() {
  if (format_ == HistoryFormat::valve_matchdata) {
    auto report = parse_valve_matchdata(kept_, now_);
    if (!report) return failed(report);
    add_page(std::move(*report));
  } else if (format_ == HistoryFormat::valve_team) {
    auto details = parse_valve_details(kept_, now_);
    if (!details) return failed(details);
    add_page(std::move(details->report));
  } else {
    auto report = parse_valve_standings({&kept_, 1}, now_);
    if (!report) return failed(report);
    add_page(std::move(*report));
  }
  return {};
}

void HistoryParser::add_page(Report report) {
  for (auto& [what, reason, rule] : std::exchange(report.skipped, {}))
    part_.rejects.push_back({.line = 0, .reason = std::move(reason), .raw = std::move(what)});
  std::erase_if(report.matches, [&](const MatchReport& match) {
    const auto violations = validate(match, now_);
    if (violations.empty()) return false;
    part_.rejects.push_back(
        {.line = 0, .reason = violations.front().detail, .raw = "match " + match.external_id});
    return true;
  });
  part_.rows = std::ssize(part_.rejects);
  for (const auto& ranking : report.rankings) part_.rows += std::ssize(ranking.places);
  for (auto& part : split_report(std::move(report), limits::import_rows_per_batch)) {
    part_.rows += std::ssize(part.matches);
    part_.report = std::move(part);
    end_part();
  }
}

void HistoryParser::take_records() {
  if (!reader_) return;
  for (auto& record : reader_->take()) take_record(std::move(record));
}

void HistoryParser::take_record(HistoryRecord record) {
  ++part_.rows;
  const auto reject = [&](std::string reason) {
    part_.rejects.push_back({.line = record.line, .reason = std::move(reason), .raw = std::move(record.raw)});
  };
  if (record.complaint.empty()) {
    auto match = read_history_row(record.row, source_, now_);
    if (!match)
      reject(std::move(match.error().detail));
    else if (!ids_.add(match->match.external_id))
      reject("duplicate match in this file; add an id or a number");
    else
      add_match(std::move(*match));
  } else {
    reject(std::move(record.complaint));
  }
  if (part_.rows >= static_cast<std::int64_t>(limits::import_rows_per_batch)) end_part();
}

void HistoryParser::add_match(HistoryMatch read) {
  for (const auto& opponent : read.match.opponents) {
    if (!named_.insert("team " + *opponent.team).second) continue;
    TeamReport team;
    team.external_id = *opponent.team;
    team.team.name = opponent.name;
    part_.report.teams.push_back(std::move(team));
  }
  if (read.tournament && named_.insert("tournament " + *read.match.tournament).second) {
    TournamentReport tournament;
    tournament.external_id = *read.match.tournament;
    tournament.tournament = std::move(*read.tournament);
    part_.report.tournaments.push_back(std::move(tournament));
  }
  part_.report.matches.push_back(std::move(read.match));
}

void HistoryParser::end_part() {
  if (reader_) part_.report.provider = ProviderName::imported;
  part_.report.observed_at = now_;
  part_.report.is_history = true;
  parts_.push_back(std::exchange(part_, {}));
  named_.clear();
}

std::optional<HistoryPart> HistoryParser::next() {
  if (parts_.empty()) return std::nullopt;
  auto part = std::move(parts_.front());
  parts_.pop_front();
  return part;
}

std::string HistoryParser::describe_columns() const {
  const auto* csv = dynamic_cast<const HistoryCsv*>(reader_.get());
  return csv ? csv->describe_columns() : std::string{};
}

std::string HistoryParser::rejects_heading() const {
  const auto* csv = dynamic_cast<const HistoryCsv*>(reader_.get());
  return csv ? fmt::format("line{0}reason{0}{1}", csv->separator(), csv->heading()) : std::string{};
}

std::string HistoryParser::render(const HistoryReject& reject) const {
  if (const auto* csv = dynamic_cast<const HistoryCsv*>(reader_.get())) {
    std::string reason;
    for (const char letter : reject.reason) reason += letter == '"' ? '\'' : letter;
    return fmt::format("{0}{1}\"{2}\"{1}{3}", reject.line, csv->separator(), reason, reject.raw);
  }
  boost::json::object line;
  if (reject.line > 0) line["line"] = reject.line;
  line["reason"] = sanitize(reject.reason);
  boost::system::error_code error;
  auto row =
      reader_ ? boost::json::parse({reject.raw.data(), reject.raw.size()}, error) : boost::json::value{};
  const bool is_row = reader_ && !error && row.is_object();
  line["row"] = is_row ? std::move(row) : boost::json::value(sanitize(reject.raw));
  return boost::json::serialize(line);
}

std::vector<Report> split_report(Report report, std::size_t matches_max) {
  std::vector<MatchReport> matches = std::exchange(report.matches, {});
  if (matches.size() <= matches_max) {
    report.matches = std::move(matches);
    return {std::move(report)};
  }
  Brought<TeamReport> teams{report.teams};
  Brought<PlayerReport> players{report.players};
  Brought<TournamentReport> tournaments{report.tournaments};

  std::vector<Report> parts;
  for (std::size_t begin = 0; begin < matches.size(); begin += matches_max) {
    Report part{.provider = report.provider, .observed_at = report.observed_at, .is_history = true};
    std::set<std::string> given_teams, given_players, given_tournaments;
    for (std::size_t at = begin; at < std::min(begin + matches_max, matches.size()); ++at) {
      auto& match = matches[at];
      for (const auto& side : match.opponents) {
        teams.give(side.team.value_or(""), part.teams, given_teams);
        for (const auto& player : side.line_up) players.give(player, part.players, given_players);
      }
      tournaments.give(match.tournament.value_or(""), part.tournaments, given_tournaments);
      part.matches.push_back(std::move(match));
    }
    parts.push_back(std::move(part));
  }
  if (report.rankings.empty() && report.rosters.empty()) return parts;
  parts.insert(parts.begin(), std::move(report));
  return parts;
}

}  // namespace cs2::provider
