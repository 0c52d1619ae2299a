#include "store/facts/internal/application.hpp"
#include "store/facts/internal/issue_rows.hpp"

namespace cs2::store {

// Few and seldom: an issue is written when it opens, and about once an hour while it lasts.
void Application::write_issues() {
  for (const auto& [key, detail] : batch_.issues) {
    sql_.run(R"(
        INSERT INTO issue (kind, provider, subject, rule, detail, digest, first_seen_at, last_seen_at)
        VALUES (:kind, :provider, :subject, :rule, :detail, :digest, :first, :last)
        ON CONFLICT (kind, provider, subject, rule) WHERE settled_at IS NULL DO UPDATE
        SET detail = excluded.detail, digest = excluded.digest, last_seen_at = excluded.last_seen_at)",
             name(key.kind), provider_cell(key), key.subject, key.rule, detail, batch_.raw_digest,
             batch_.observed_at, batch_.observed_at);
  }
  for (const auto& key : batch_.settled) {
    sql_.run(R"(
        UPDATE issue SET settled_at = :at, settled_reason = 'no longer so'
        WHERE kind = :kind AND provider = :provider AND subject = :subject AND rule = :rule
              AND settled_at IS NULL)",
             batch_.observed_at, name(key.kind), provider_cell(key), key.subject, key.rule);
  }
}

}  // namespace cs2::store
