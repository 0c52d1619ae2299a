#include "store/queries/lookup_candidates.hpp"

#include <chrono>

#include "store/database/internal/sql.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

constexpr days behind{1};
constexpr days ahead{7};

constexpr std::string_view teams_around =
    "SELECT first_team_id FROM match WHERE retired_at IS NULL AND calendar_at BETWEEN :from_1 AND :to_1 "
    "UNION "
    "SELECT second_team_id FROM match WHERE retired_at IS NULL AND calendar_at BETWEEN :from_2 AND :to_2";

// A subquery of our ids, with its values.
struct Around {
  std::string text;
  std::vector<Cell> values;
};

Around entities_around(EntityKind entity, Timestamp now) {
  const auto from = to_cell(now - behind);
  const auto to = to_cell(now + ahead);
  switch (entity) {
    case EntityKind::match:
      return {
          "SELECT id FROM match WHERE retired_at IS NULL AND status IN ('live', 'finished') "
          "AND calendar_at BETWEEN :from AND :to",
          {from, to_cell(now)}};
    case EntityKind::tournament:
      return {
          "SELECT tournament_id FROM match WHERE retired_at IS NULL AND calendar_at BETWEEN :from AND :to",
          {from, to}};
    case EntityKind::team:
      return {std::string{teams_around}, {from, to, from, to}};
    case EntityKind::player:
      return {fmt::format("SELECT player_id FROM roster_entry WHERE until IS NULL AND team_id IN ({})",
                          teams_around),
              {from, to, from, to}};
  }
  return {};
}

// Without dates, as of a tournament in a list: worth asking about once.
constexpr std::string_view undated_tournaments =
    "SELECT id FROM tournament WHERE retired_at IS NULL AND starts_at IS NULL";

}  // namespace

std::vector<std::string> list_subjects(Store& store, const SubjectQuery& query) {
  auto around = entities_around(query.entity, query.now);
  std::vector<Cell> values{to_cell(query.feed), to_cell(name(query.provider)), to_cell(name(query.entity))};
  values.insert(values.end(), std::make_move_iterator(around.values.begin()),
                std::make_move_iterator(around.values.end()));
  values.push_back(to_cell(query.asked_before));
  values.push_back(to_cell(query.count));
  const auto once =
      query.entity == EntityKind::tournament
          ? fmt::format(" OR (subject.asked_at IS NULL AND external_id.ours IN ({}))", undated_tournaments)
          : std::string{};
  const auto text = fmt::format(R"(
        SELECT external_id.external, COALESCE(subject.asked_at, 0) AS last
        FROM external_id LEFT JOIN subject ON subject.provider = external_id.provider AND subject.feed = :feed
                                              AND subject.external = external_id.external
        WHERE external_id.provider = :provider AND external_id.kind = :kind
              AND ((external_id.ours IN ({}) AND (subject.asked_at IS NULL OR subject.asked_at < :asked_before)){})
        ORDER BY last, external_id.external LIMIT :count)",
                                around.text, once);
  std::vector<std::string> subjects;
  for (auto& [external, last] :
       store.sql().read()->select_bound<Row<std::string, Timestamp>>(text, std::move(values)))
    subjects.push_back(std::move(external));
  return subjects;
}

void note_asked(Store& store, ProviderName provider, const std::string& feed,
                const std::vector<std::string>& subjects, Timestamp at) {
  Writing writing{store};
  for (const auto& subject : subjects) {
    writing.sql().run(R"(
        INSERT INTO subject (provider, feed, external, asked_at) VALUES (:provider, :feed, :external, :asked_at)
        ON CONFLICT (provider, feed, external) DO UPDATE SET asked_at = excluded.asked_at)",
                      name(provider), feed, subject, at);
  }
  writing.commit();
}

}  // namespace cs2::store
