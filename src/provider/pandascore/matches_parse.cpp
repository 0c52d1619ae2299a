#include <algorithm>

#include "provider/pandascore/match.hpp"
#include "provider/pandascore/tournament.hpp"

namespace cs2::provider {
namespace {

using namespace pandascore;

// Who feeds a match: the winner or the loser of an earlier one.
struct Feeder {
  std::string match;
  bool winner = true;
};

std::vector<Feeder> parse_feeders(const JsonFields& fields) {
  std::vector<Feeder> feeders;
  const auto* previous = fields.list("previous_matches");
  if (!previous) return feeders;
  for (const auto& element : *previous) {
    const auto* object = element.if_object();
    if (!object || feeders.size() == 2) continue;
    std::string complaint;
    const JsonFields entry{*object, complaint};
    const auto id = entry.integer("match_id");
    const auto type = entry.text("type").value_or("");
    if (id && (type == "winner" || type == "loser"))
      feeders.push_back({.match = std::to_string(*id), .winner = type == "winner"});
  }
  return feeders;
}

// Whether this team comes out of that match.
bool is_fed(const MatchReport& match, const std::string& team) {
  return std::ranges::any_of(match.opponents, [&](const OpponentReport& one) { return one.team == team; });
}

// The words of the source, put together: "Winner of Semifinal 1". Empty where the match has no label.
std::string describe(const Feeder& feeder, const std::string& label) {
  if (label.empty()) return {};
  return fmt::format("{} of {}", feeder.winner ? "Winner" : "Loser", label);
}

class Bracket {
 public:
  void note(const JsonFields& fields, std::int64_t id) {
    const auto key = std::to_string(id);
    labels_[key] = label_of(fields.text("name").value_or(""));
    feeders_[key] = parse_feeders(fields);
  }

  void name_undecided_sides(Report& report) const {
    std::map<std::string, const MatchReport*> matches;
    for (const auto& match : report.matches) matches.emplace(match.external_id, &match);
    for (auto& match : report.matches) {
      const auto known = feeders_.find(match.external_id);
      if (known != feeders_.end()) name_sides(match, known->second, matches);
    }
  }

 private:
  // A team that is known came out of one of the matches; the side that is not waits for the others.
  void name_sides(MatchReport& match, std::vector<Feeder> feeders,
                  const std::map<std::string, const MatchReport*>& matches) const {
    for (const auto& opponent : match.opponents) {
      if (!opponent.team) continue;
      const auto from = std::ranges::find_if(feeders, [&](const Feeder& feeder) {
        const auto found = matches.find(feeder.match);
        return found != matches.end() && is_fed(*found->second, *opponent.team);
      });
      if (from != feeders.end()) feeders.erase(from);
    }
    const auto undecided =
        std::ranges::count_if(match.opponents, [](const OpponentReport& one) { return !one.team; });
    // One side, two matches: which of them is anybody's guess.
    if (static_cast<std::size_t>(undecided) < feeders.size()) return;
    auto feeder = feeders.begin();
    for (auto& opponent : match.opponents) {
      if (opponent.team || feeder == feeders.end()) continue;
      const auto label = labels_.find(feeder->match);
      if (label != labels_.end()) opponent.name = describe(*feeder, label->second);
      ++feeder;
    }
  }

  std::map<std::string, std::string> labels_;  // of a match
  std::map<std::string, std::vector<Feeder>> feeders_;
};

void read_deletion(const std::string& type, std::int64_t id, const std::optional<JsonFields>& object,
                   Findings& found) {
  const auto game = object ? object->integer("videogame_id") : std::nullopt;
  if (game && *game != counter_strike) return found.skip(fmt::format("{} {}", type, id), "another game");
  if (type == "match") return found.add_gone(std::to_string(id));
  // "Model deleted", "Merged with 3428": a team without matches harms nobody.
  const auto reason = object ? object->text("reason").value_or("") : "";
  found.skip(fmt::format("{} {}", type, id), fmt::format("the source has deleted it: {}", reason));
}

void read_incident(const JsonFields& fields, std::int64_t id, Findings& found) {
  const auto type = fields.text("type").value_or("");
  const auto change = fields.text("change_type").value_or("");
  const auto object = fields.object("object");
  if (change == "deletion") return read_deletion(type, id, object, found);
  if (change != "creation" && change != "update")
    return fields.add_error(fmt::format("unknown change \"{}\"", change));
  if (!object) return fields.add_error("no object");
  if (const auto game = other_game(*object))
    return found.skip(fmt::format("{} {}", type, id), "another game: " + *game);

  if (type == "match") return read_match(*object, id, found);
  if (type == "tournament") return (void)read_tournament(*object, found);
  if (type == "serie") return read_serie(*object, found);
  if (type == "team") return read_team(*object, found);
  if (type == "player") return read_player(*object, found);
  // Its name reaches us with the series.
  if (type == "league") return;
  fields.add_error(fmt::format("unknown type \"{}\"", type));
}

}  // namespace

Result<PandascorePage> parse_pandascore_matches(std::string_view text, Timestamp observed_at) {
  const auto rows = parse_list(text, "matches");
  if (!rows) return failed(rows);
  return read_rows(
      *rows, observed_at, "match",
      [](const JsonFields& fields, std::int64_t id, Findings& found) { read_match(fields, id, found); });
}

Result<PandascorePage> parse_pandascore_brackets(std::string_view text, Timestamp observed_at,
                                                 const PandascoreStage& stage) {
  const auto rows = parse_list(text, "matches");
  if (!rows) return failed(rows);
  Bracket bracket;
  const auto read = [&](const JsonFields& fields, std::int64_t id, Findings& found) {
    bracket.note(fields, id);
    read_match(fields, id, found, &stage);
  };
  auto page = read_rows(*rows, observed_at, "match", read);
  if (page) bracket.name_undecided_sides(page->report);
  return page;
}

Result<PandascorePage> parse_pandascore_incidents(std::string_view text, Timestamp observed_at) {
  const auto rows = parse_list(text, "incidents");
  if (!rows) return failed(rows);
  return read_rows(*rows, observed_at, "incident", read_incident);
}

void add_line_ups(std::span<MatchReport> matches, const PandascoreLineUps& line_ups) {
  for (auto& match : matches) {
    for (auto& opponent : match.opponents) {
      if (!opponent.team || !opponent.line_up.empty()) continue;
      if (const auto known = line_ups.find(*opponent.team); known != line_ups.end())
        opponent.line_up = known->second;
    }
  }
}

}  // namespace cs2::provider
