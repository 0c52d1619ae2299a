#include "bot/interaction_deduplicator.hpp"

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"

namespace cs2::bot {

Arrival InteractionDeduplicator::note(discord::Snowflake id, Timestamp now) {
  if (!seen_.insert(id.value).second) return Arrival::duplicate;
  order_.push_back(id.value);
  while (order_.size() > limits::interactions_remembered ||
         now - discord::created_at({order_.front()}) > limits::interaction_token_life) {
    seen_.erase(order_.front());
    order_.pop_front();
    if (order_.empty()) break;
  }
  const auto age = now - discord::created_at(id);
  const bool stale = age > limits::interaction_stale_after && age <= limits::interaction_token_life;
  return stale ? Arrival::stale : Arrival::fresh;
}

}  // namespace cs2::bot
