// Issues as rows of their table. Private to store.
#pragma once

#include <string>

#include "model/issue.hpp"
#include "store/store.hpp"

namespace cs2::store {

inline std::string_view provider_cell(const IssueKey& key) {
  return key.provider ? name(*key.provider) : std::string_view{};
}

inline IssueKey issue_key(const std::string& kind, const std::string& provider, std::string subject,
                          std::string rule) {
  const auto known = parse_issue_kind(kind);
  if (!known) throw DatabaseError("issue kind " + kind + " is unknown");
  return {.kind = *known,
          .provider = parse_provider(provider),
          .subject = std::move(subject),
          .rule = std::move(rule)};
}

}  // namespace cs2::store
