#include "store/identity/evidence.hpp"

#include "store/database/internal/transaction.hpp"
#include "store/identity/internal/identity_tables.hpp"

namespace cs2::store {
namespace {

// Its matches `m`; each takes the id twice.
std::string_view matches_of(EntityKind entity) {
  switch (entity) {
    case EntityKind::team:
      return "m.retired_at IS NULL AND (m.first_team_id = :id_1 OR m.second_team_id = :id_2)";
    case EntityKind::player:
      return "m.retired_at IS NULL AND m.id IN "
             "(SELECT match_id FROM line_up WHERE player_id = :id_1 OR player_id = :id_2)";
    case EntityKind::tournament:
      return "m.retired_at IS NULL AND m.tournament_id = :id_1 AND m.tournament_id = :id_2";
    case EntityKind::match:
      return "m.id = :id_1 AND m.id = :id_2";
  }
  return "1 = 0";
}

class Loader {
 public:
  Loader(Sql& sql, EntityKind entity, std::int64_t id, int count)
      : sql_(sql), entity_(entity), id_(id), count_(count) {}

  Evidence load() {
    evidence_.name = describe(sql_, entity_, id_);
    load_names();
    load_matches();
    load_events();
    if (entity_ == EntityKind::team) load_opponents();
    if (entity_ == EntityKind::team) load_line_up();
    if (entity_ == EntityKind::player) load_teams();
    return std::move(evidence_);
  }

 private:
  void load_names() {
    for (auto& [name] : sql_.select<Row<std::string>>(
             "SELECT name FROM alias WHERE kind = :kind AND ours = :id ORDER BY folded LIMIT :count",
             name(entity_), id_, count_)) {
      if (name != evidence_.name) evidence_.names.push_back(std::move(name));
    }
    for (auto& [provider, external] : sql_.select<Row<std::string, std::string>>(
             "SELECT provider, external FROM external_id WHERE kind = :kind AND ours = :id "
             "ORDER BY provider, external LIMIT :count",
             name(entity_), id_, count_)) {
      if (const auto known = parse_provider(provider))
        evidence_.sources.push_back({.provider = *known, .external_id = std::move(external)});
    }
  }

  void load_matches() {
    using Span = Row<std::int64_t, std::optional<Timestamp>, std::optional<Timestamp>>;
    if (const auto span = sql_.select_one<Span>(
            fmt::format("SELECT COUNT(*), MIN(m.calendar_at), MAX(m.calendar_at) FROM match m WHERE {}",
                        matches_of(entity_)),
            id_, id_))
      std::tie(evidence_.matches, evidence_.first_at, evidence_.last_at) = *span;
    using Played = Row<std::optional<Timestamp>, int, std::string, std::string, std::optional<int>,
                       std::optional<int>, std::string>;
    for (auto& [at, is_exact, first, second, first_score, second_score, event] : sql_.select<Played>(
             fmt::format("SELECT m.calendar_at, m.time_is_exact, m.first_name, m.second_name, m.first_score, "
                         "m.second_score, COALESCE(tournament.name, '') "
                         "FROM match m LEFT JOIN tournament ON tournament.id = m.tournament_id "
                         "WHERE {} ORDER BY m.calendar_at DESC, m.id LIMIT :count",
                         matches_of(entity_)),
             id_, id_, count_)) {
      evidence_.last.push_back({.at = at,
                                .time_is_exact = is_exact != 0,
                                .first = std::move(first),
                                .second = std::move(second),
                                .score = {},
                                .event = std::move(event)});
      if (first_score && second_score) evidence_.last.back().score = Score{*first_score, *second_score};
    }
  }

  void load_events() {
    for (auto& [event, count] : sql_.select<Row<std::string, int>>(
             fmt::format(
                 "SELECT tournament.name, COUNT(*) AS played "
                 "FROM match m JOIN tournament ON tournament.id = m.tournament_id WHERE {} "
                 "GROUP BY tournament.id, tournament.name ORDER BY played DESC, tournament.name LIMIT :count",
                 matches_of(entity_)),
             id_, id_, count_))
      evidence_.events.emplace_back(std::move(event), count);
  }

  void load_opponents() {
    for (auto& [opponent, count] : sql_.select<Row<std::string, int>>(
             fmt::format("SELECT team.name, COUNT(*) AS played FROM match m JOIN team ON team.id IN "
                         "(m.first_team_id, m.second_team_id) AND team.id <> :self WHERE {} "
                         "GROUP BY team.id, team.name ORDER BY played DESC, team.name LIMIT :count",
                         matches_of(entity_)),
             id_, id_, id_, count_))
      evidence_.opponents.emplace_back(std::move(opponent), count);
  }

  void load_line_up() {
    for (auto& [nickname] : sql_.select<Row<std::string>>(R"(
        SELECT player.nickname FROM roster_entry JOIN player ON player.id = roster_entry.player_id
        WHERE roster_entry.until IS NULL AND roster_entry.role NOT IN ('coach', 'staff')
              AND roster_entry.team_id = :id ORDER BY player.nickname)",
                                                          id_))
      evidence_.line_up.push_back(std::move(nickname));
    if (!evidence_.line_up.empty()) return;
    const auto last = sql_.select_one<Row<std::int64_t, int>>(R"(
        SELECT m.id, line_up.slot FROM match m
        JOIN line_up ON line_up.match_id = m.id AND line_up.position = 1
             AND line_up.slot = CASE WHEN m.first_team_id = :id_1 THEN 0 ELSE 1 END
        WHERE m.retired_at IS NULL AND (m.first_team_id = :id_2 OR m.second_team_id = :id_3)
        ORDER BY m.calendar_at DESC, m.id LIMIT 1)",
                                                              id_, id_, id_);
    if (last) {
      const auto& [match, slot] = *last;
      for (auto& [nickname] : sql_.select<Row<std::string>>(
               "SELECT player.nickname FROM line_up JOIN player ON player.id = line_up.player_id "
               "WHERE line_up.match_id = :match AND line_up.slot = :slot ORDER BY line_up.position",
               match, slot))
        evidence_.line_up.push_back(std::move(nickname));
    }
    if (!evidence_.line_up.empty()) return;
    if (const auto ranked = sql_.select_one<Row<std::string>>(
            "SELECT ranking_row.line_up FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id "
            "WHERE ranking_row.team_id = :id ORDER BY ranking.published DESC, ranking_row.position LIMIT 1",
            id_))
      evidence_.line_up = parse_json_texts(std::get<0>(*ranked));
  }

  void load_teams() {
    for (auto& [team] : sql_.select<Row<std::string>>(R"(
        SELECT DISTINCT team.name FROM team WHERE team.id IN (
          SELECT team_id FROM roster_entry WHERE player_id = :id_1
          UNION
          SELECT CASE line_up.slot WHEN 0 THEN match.first_team_id ELSE match.second_team_id END
          FROM line_up JOIN match ON match.id = line_up.match_id WHERE line_up.player_id = :id_2)
        ORDER BY team.name LIMIT :count)",
                                                      id_, id_, count_))
      evidence_.teams.push_back(std::move(team));
  }

  Sql& sql_;
  EntityKind entity_;
  std::int64_t id_;
  int count_;
  Evidence evidence_;
};

}  // namespace

Evidence load_evidence(Store& store, EntityKind entity, std::int64_t id, int count) {
  Reading reading{store};
  return Loader{reading.sql(), entity, id, count}.load();
}

}  // namespace cs2::store
