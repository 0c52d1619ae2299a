#include "model/json.hpp"

#include <boost/json.hpp>

#include "model/change.hpp"

namespace cs2 {
namespace {

namespace json = boost::json;

// ---- writing: what is unknown is left out

void put(json::object& object, std::string_view key, const std::optional<std::string>& value) {
  if (value) object[key] = *value;
}
void put(json::object& object, std::string_view key, std::optional<int> value) {
  if (value) object[key] = *value;
}
void put(json::object& object, std::string_view key, std::optional<Timestamp> value) {
  if (value) object[key] = unix_milliseconds(*value);
}
void put(json::object& object, std::string_view key, std::optional<Score> value) {
  if (value) object[key] = json::array{value->first, value->second};
}
template <class T>
void put_list(json::object& object, std::string_view key, const std::vector<T>& values);

json::value write(const Half& half) {
  json::object object{{"rounds", json::array{half.rounds.first, half.rounds.second}}};
  if (half.first_side) object["side"] = *half.first_side == Side::ct ? "ct" : "t";
  if (half.overtime) object["overtime"] = true;
  return object;
}

json::value write(const VetoStep& step) {
  json::object object{{"action", name(step.action)}, {"map", step.map}};
  put(object, "by", step.by);
  return object;
}

json::value write(const Stream& stream) {
  json::object object{{"url", stream.url}};
  put(object, "language", stream.language);
  if (stream.official) object["official"] = true;
  if (stream.main) object["main"] = true;
  return object;
}

json::value write(const Link& link) {
  return json::object{{"kind", link.kind}, {"url", link.url}};
}

json::value write(const MapResult& map) {
  json::object object{{"number", map.number}, {"status", name(map.status)}};
  put(object, "name", map.name);
  put(object, "score", map.score);
  put(object, "winner", map.winner);
  put(object, "picked_by", map.picked_by);
  put_list(object, "halves", map.halves);
  if (map.forfeit) object["forfeit"] = true;
  put(object, "started_at", map.started_at);
  put(object, "ended_at", map.ended_at);
  if (map.duration) object["duration"] = map.duration->count();
  return object;
}

template <class T>
void put_list(json::object& object, std::string_view key, const std::vector<T>& values) {
  if (values.empty()) return;
  json::array array;
  array.reserve(values.size());
  for (const auto& value : values) array.push_back(write(value));
  object[key] = std::move(array);
}

json::object write(const Match& match) {
  json::object object{
      {"id", match.id.value}, {"revision", match.revision}, {"tournament", match.tournament.value}};
  json::array opponents;
  for (const auto& opponent : match.opponents)
    opponents.push_back(json::object{{"team", opponent.team.value}, {"name", opponent.name}});
  object["opponents"] = std::move(opponents);
  object["stage"] = match.stage;
  object["status"] = name(match.status);
  put(object, "best_of", match.best_of);
  put(object, "scheduled_at", match.scheduled_at);
  if (!match.time_is_exact) object["time_is_exact"] = false;
  put(object, "original_scheduled_at", match.original_scheduled_at);
  put(object, "started_at", match.started_at);
  put(object, "ended_at", match.ended_at);
  put(object, "score", match.score);
  put(object, "winner", match.winner);
  if (match.draw) object["draw"] = true;
  if (match.forfeit) object["forfeit"] = true;
  put_list(object, "maps", match.maps);
  put_list(object, "veto", match.veto);
  put_list(object, "streams", match.streams);
  put_list(object, "links", match.links);
  return object;
}

json::object write(const Team& team) {
  json::object object{{"id", team.id.value}, {"name", team.name}};
  put(object, "acronym", team.acronym);
  put(object, "country", team.country);
  put(object, "logo_url", team.logo_url);
  return object;
}

json::object write(const Tournament& tournament) {
  json::object object{{"id", tournament.id.value}, {"name", tournament.name}};
  if (tournament.tier) object["tier"] = name(*tournament.tier);
  put(object, "region", tournament.region);
  put(object, "country", tournament.country);
  if (tournament.venue) object["venue"] = name(*tournament.venue);
  put(object, "prize", tournament.prize);
  put(object, "starts_at", tournament.starts_at);
  put(object, "ends_at", tournament.ends_at);
  put(object, "logo_url", tournament.logo_url);
  return object;
}

json::object write(const MatchDetails& details) {
  json::object object{{"match", write(details.match)}};
  if (details.tournament) object["tournament"] = write(*details.tournament);
  json::array teams;
  for (const auto& team : details.teams) teams.push_back(team ? json::value(write(*team)) : json::value());
  object["teams"] = std::move(teams);
  json::array sources;
  for (const auto& source : details.sources) {
    sources.push_back(json::object{{"provider", name(source.provider)},
                                   {"url", source.url},
                                   {"seen_at", unix_milliseconds(source.seen_at)}});
  }
  object["sources"] = std::move(sources);
  return object;
}

template <class T>
std::string list_to_json(const std::vector<T>& values) {
  json::array array;
  array.reserve(values.size());
  for (const auto& value : values) array.push_back(write(value));
  return json::serialize(array);
}

// ---- reading: a missing or null key leaves the default, a wrong type is an error

// Collects the first mistake, so that reading a struct stays a list of lines.
class Reader {
 public:
  explicit Reader(const json::value& value) : object_(value.if_object()) {
    if (object_ == nullptr) fault("not an object");
  }

  const json::value* find(std::string_view key) const {
    if (object_ == nullptr) return nullptr;
    const auto* value = object_->if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  void read(std::string_view key, std::string& into) {
    if (const auto* value = find(key)) {
      if (const auto* text = value->if_string())
        into = std::string{text->data(), text->size()};
      else
        fault(key);
    }
  }
  void read(std::string_view key, std::int64_t& into) {
    if (const auto* value = find(key)) {
      if (const auto* number = value->if_int64())
        into = *number;
      else
        fault(key);
    }
  }
  void read(std::string_view key, int& into) {
    std::int64_t wide = into;
    read(key, wide);
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
      fault(key);
    else
      into = static_cast<int>(wide);
  }
  void read(std::string_view key, bool& into) {
    if (const auto* value = find(key)) {
      if (const auto* truth = value->if_bool())
        into = *truth;
      else
        fault(key);
    }
  }
  void read(std::string_view key, seconds& into) {
    std::int64_t count = 0;
    read(key, count);
    into = seconds{count};
  }
  void read(std::string_view key, Timestamp& into) {
    std::int64_t at = 0;
    read(key, at);
    into = from_unix_milliseconds(at);
  }
  void read(std::string_view key, Score& into) {
    const auto* value = find(key);
    const auto* pair = value == nullptr ? nullptr : value->if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_int64() || !(*pair)[1].is_int64())
      return fault(key);
    into = {static_cast<int>((*pair)[0].get_int64()), static_cast<int>((*pair)[1].get_int64())};
  }
  template <class T>
  void read(std::string_view key, std::optional<T>& into) {
    if (find(key) == nullptr) return;
    T value{};
    read(key, value);
    into = std::move(value);
  }
  // `parse` gives an optional of an enumeration.
  template <class E, class Parse>
  void read_name(std::string_view key, E& into, Parse parse) {
    std::string text;
    read(key, text);
    if (text.empty()) return;
    if (const auto value = parse(text))
      into = *value;
    else
      fault(key);
  }
  template <class T, class Read>
  void read_list(std::string_view key, std::vector<T>& into, Read read_element) {
    const auto* value = find(key);
    if (value == nullptr) return;
    const auto* array = value->if_array();
    if (array == nullptr) return fault(key);
    for (const auto& element : *array) into.push_back(read_element(element, *this));
  }

  void fault(std::string_view key) {
    if (!fault_) fault_ = std::string{key};
  }
  void adopt(const Reader& inner) {
    if (inner.fault_) fault(*inner.fault_);
  }
  const std::optional<std::string>& fault() const { return fault_; }

 private:
  const json::object* object_;
  std::optional<std::string> fault_;
};

Half read_half(const json::value& value, Reader& outer) {
  Reader reader{value};
  Half half;
  reader.read("rounds", half.rounds);
  std::string side;
  reader.read("side", side);
  if (side == "ct") half.first_side = Side::ct;
  if (side == "t") half.first_side = Side::t;
  reader.read("overtime", half.overtime);
  outer.adopt(reader);
  return half;
}

VetoStep read_veto_step(const json::value& value, Reader& outer) {
  Reader reader{value};
  VetoStep step;
  reader.read_name("action", step.action, parse_veto_action);
  reader.read("by", step.by);
  reader.read("map", step.map);
  outer.adopt(reader);
  return step;
}

Stream read_stream(const json::value& value, Reader& outer) {
  Reader reader{value};
  Stream stream;
  reader.read("url", stream.url);
  reader.read("language", stream.language);
  reader.read("official", stream.official);
  reader.read("main", stream.main);
  outer.adopt(reader);
  return stream;
}

Link read_link(const json::value& value, Reader& outer) {
  Reader reader{value};
  Link link;
  reader.read("kind", link.kind);
  reader.read("url", link.url);
  outer.adopt(reader);
  return link;
}

MapResult read_map(const json::value& value, Reader& outer) {
  Reader reader{value};
  MapResult map;
  reader.read("number", map.number);
  reader.read("name", map.name);
  reader.read_name("status", map.status, parse_map_status);
  reader.read("score", map.score);
  reader.read("winner", map.winner);
  reader.read("picked_by", map.picked_by);
  reader.read_list("halves", map.halves, read_half);
  reader.read("forfeit", map.forfeit);
  reader.read("started_at", map.started_at);
  reader.read("ended_at", map.ended_at);
  reader.read("duration", map.duration);
  outer.adopt(reader);
  return map;
}

Match read_match(const json::value& value, Reader& outer) {
  Reader reader{value};
  Match match;
  reader.read("id", match.id.value);
  reader.read("revision", match.revision);
  reader.read("tournament", match.tournament.value);
  std::vector<Opponent> opponents;
  reader.read_list("opponents", opponents, [](const json::value& element, Reader& list) {
    Reader inner{element};
    Opponent opponent;
    inner.read("team", opponent.team.value);
    inner.read("name", opponent.name);
    list.adopt(inner);
    return opponent;
  });
  if (opponents.size() == 2)
    match.opponents = {opponents[0], opponents[1]};
  else
    reader.fault("opponents");
  reader.read("stage", match.stage);
  reader.read_name("status", match.status, parse_match_status);
  reader.read("best_of", match.best_of);
  reader.read("scheduled_at", match.scheduled_at);
  reader.read("time_is_exact", match.time_is_exact);
  reader.read("original_scheduled_at", match.original_scheduled_at);
  reader.read("started_at", match.started_at);
  reader.read("ended_at", match.ended_at);
  reader.read("score", match.score);
  reader.read("winner", match.winner);
  reader.read("draw", match.draw);
  reader.read("forfeit", match.forfeit);
  reader.read_list("maps", match.maps, read_map);
  reader.read_list("veto", match.veto, read_veto_step);
  reader.read_list("streams", match.streams, read_stream);
  reader.read_list("links", match.links, read_link);
  outer.adopt(reader);
  return match;
}

Team read_team(const json::value& value, Reader& outer) {
  Reader reader{value};
  Team team;
  reader.read("id", team.id.value);
  reader.read("name", team.name);
  reader.read("acronym", team.acronym);
  reader.read("country", team.country);
  reader.read("logo_url", team.logo_url);
  outer.adopt(reader);
  return team;
}

Tournament read_tournament(const json::value& value, Reader& outer) {
  Reader reader{value};
  Tournament tournament;
  reader.read("id", tournament.id.value);
  reader.read("name", tournament.name);
  if (reader.find("tier") != nullptr) reader.read_name("tier", tournament.tier.emplace(), parse_tier);
  reader.read("region", tournament.region);
  reader.read("country", tournament.country);
  if (reader.find("venue") != nullptr) reader.read_name("venue", tournament.venue.emplace(), parse_venue);
  reader.read("prize", tournament.prize);
  reader.read("starts_at", tournament.starts_at);
  reader.read("ends_at", tournament.ends_at);
  reader.read("logo_url", tournament.logo_url);
  outer.adopt(reader);
  return tournament;
}

MatchDetails read_details(const json::value& value, Reader& outer) {
  Reader reader{value};
  MatchDetails details;
  if (const auto* match = reader.find("match"))
    details.match = read_match(*match, reader);
  else
    reader.fault("match");
  if (const auto* tournament = reader.find("tournament"))
    details.tournament = read_tournament(*tournament, reader);
  const auto* teams = reader.find("teams");
  if (teams != nullptr && teams->is_array() && teams->get_array().size() == 2) {
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto& team = teams->get_array()[slot];
      if (!team.is_null()) details.teams[slot] = read_team(team, reader);
    }
  }
  reader.read_list("sources", details.sources, [](const json::value& element, Reader& list) {
    Reader inner{element};
    MatchSource source{.provider = ProviderName::sample, .url = {}, .seen_at = {}};
    inner.read_name("provider", source.provider, parse_provider);
    inner.read("url", source.url);
    inner.read("seen_at", source.seen_at);
    list.adopt(inner);
    return source;
  });
  outer.adopt(reader);
  return details;
}

Result<json::value> parse_value(std::string_view text) {
  boost::system::error_code error;
  auto value = json::parse(text, error);
  if (error) return invalid("stored JSON: {}", error.message());
  return value;
}

template <class T, class Read>
Result<std::vector<T>> parse_list(std::string_view text, Read read_element) {
  auto value = parse_value(text);
  if (!value) return failed(value);
  const json::object wrapped{{"list", std::move(*value)}};
  const json::value holder = wrapped;
  Reader reader{holder};
  std::vector<T> list;
  reader.read_list("list", list, read_element);
  if (reader.fault()) return invalid("stored JSON: {} is not as expected", *reader.fault());
  return list;
}

}  // namespace

std::string to_json(const Match& match) {
  return json::serialize(write(match));
}
std::string to_json(const std::vector<MatchDetails>& matches) {
  return list_to_json(matches);
}
std::string to_json(const std::vector<Half>& halves) {
  return list_to_json(halves);
}
std::string to_json(const std::vector<VetoStep>& veto) {
  return list_to_json(veto);
}
std::string to_json(const std::vector<Stream>& streams) {
  return list_to_json(streams);
}
std::string to_json(const std::vector<Link>& links) {
  return list_to_json(links);
}

Result<Match> parse_match(std::string_view text) {
  const auto value = parse_value(text);
  if (!value) return failed(value);
  Reader outer{*value};
  auto match = read_match(*value, outer);
  if (outer.fault()) return invalid("stored JSON: {} is not as expected", *outer.fault());
  return match;
}

Result<std::vector<MatchDetails>> parse_match_details(std::string_view text) {
  return parse_list<MatchDetails>(text, read_details);
}
Result<std::vector<Half>> parse_halves(std::string_view text) {
  return parse_list<Half>(text, read_half);
}
Result<std::vector<VetoStep>> parse_veto(std::string_view text) {
  return parse_list<VetoStep>(text, read_veto_step);
}
Result<std::vector<Stream>> parse_streams(std::string_view text) {
  return parse_list<Stream>(text, read_stream);
}
Result<std::vector<Link>> parse_links(std::string_view text) {
  return parse_list<Link>(text, read_link);
}

// ---- changes

namespace {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

}  // namespace

std::string_view name(const What& what) {
  return std::visit(Overloaded{[](const MatchAnnounced&) { return "match_announced"; },
                               [](const OpponentsDecided&) { return "opponents_decided"; },
                               [](const MatchRescheduled&) { return "match_rescheduled"; },
                               [](const MatchStarted&) { return "match_started"; },
                               [](const MapFinished&) { return "map_finished"; },
                               [](const MatchFinished&) { return "match_finished"; },
                               [](const MatchPostponed&) { return "match_postponed"; },
                               [](const MatchCancelled&) { return "match_cancelled"; },
                               [](const ResultCorrected&) { return "result_corrected"; }},
                    what);
}

std::string what_to_json(const What& what) {
  json::object object;
  if (const auto* moved = std::get_if<MatchRescheduled>(&what)) {
    put(object, "from", moved->from);
    put(object, "to", moved->to);
  }
  if (const auto* map = std::get_if<MapFinished>(&what)) object["number"] = map->number;
  if (const auto* corrected = std::get_if<ResultCorrected>(&what)) {
    put(object, "score_before", corrected->score_before);
    put(object, "winner_before", corrected->winner_before);
  }
  return json::serialize(object);
}

Result<What> parse_what(std::string_view kind, std::string_view text) {
  const auto value = parse_value(text);
  if (!value) return failed(value);
  Reader reader{*value};
  What what;
  if (kind == "match_announced") {
    what = MatchAnnounced{};
  } else if (kind == "opponents_decided") {
    what = OpponentsDecided{};
  } else if (kind == "match_rescheduled") {
    MatchRescheduled moved;
    reader.read("from", moved.from);
    reader.read("to", moved.to);
    what = moved;
  } else if (kind == "match_started") {
    what = MatchStarted{};
  } else if (kind == "map_finished") {
    MapFinished map;
    reader.read("number", map.number);
    what = map;
  } else if (kind == "match_finished") {
    what = MatchFinished{};
  } else if (kind == "match_postponed") {
    what = MatchPostponed{};
  } else if (kind == "match_cancelled") {
    what = MatchCancelled{};
  } else if (kind == "result_corrected") {
    ResultCorrected corrected;
    reader.read("score_before", corrected.score_before);
    reader.read("winner_before", corrected.winner_before);
    what = corrected;
  } else {
    return invalid("no change is called {}", kind);
  }
  if (reader.fault()) return invalid("change {}: {} is not as expected", kind, *reader.fault());
  return what;
}

}  // namespace cs2
