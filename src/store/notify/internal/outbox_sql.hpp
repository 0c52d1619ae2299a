// SQL that the files of the outbox share. Private to store.
#pragma once

#include <string_view>

namespace cs2::store {

// The state of a delivery that is wanted again: a target that refuses us is not asked for its sake.
inline constexpr std::string_view waiting_again = R"(
    CASE WHEN EXISTS (SELECT 1 FROM target t WHERE t.id = delivery.target_id AND t.blocked_at IS NOT NULL)
         THEN 'blocked' ELSE 'waiting' END)";

}  // namespace cs2::store
