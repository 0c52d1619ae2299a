#include "store/cache/shared_slots.hpp"

#include "base/digest.hpp"
#include "base/number.hpp"
#include "base/random.hpp"
#include "store/cache/internal/redis_connection.hpp"

namespace cs2::store {
namespace {

// KEYS: next free slot, processes, what is used up. ARGV: count, spacing in microseconds, who asks, the last
// that he heard, then bucket, resource and milliseconds of each that he has used up.
// Gives: microseconds until the first slot, processes, the last report, and the reports, three by three.
// Lua's numbers would be written with an exponent; %.0f keeps all digits.
constexpr std::string_view script = R"lua(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local me, heard = ARGV[3], ARGV[4]

local from = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
redis.call('SET', KEYS[1], string.format('%.0f', from + ARGV[1] * ARGV[2]), 'PX', 60000)

redis.call('ZADD', KEYS[2], string.format('%.0f', now), me)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - 10000000))
redis.call('PEXPIRE', KEYS[2], 60000)

for i = 5, #ARGV, 3 do
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', '1000', '*', 'by', me, 'bucket', ARGV[i],
             'resource', ARGV[i + 1], 'until', string.format('%.0f', now + ARGV[i + 2] * 1000))
end
redis.call('PEXPIRE', KEYS[3], 600000)

local reported = {}
for _, entry in ipairs(redis.call('XRANGE', KEYS[3], heard == '' and '-' or '(' .. heard, '+', 'COUNT', 500)) do
  heard = entry[1]
  local by, bucket, resource, full_until = entry[2][2], entry[2][4], entry[2][6], tonumber(entry[2][8])
  if by ~= me and full_until > now then
    reported[#reported + 1] = bucket
    reported[#reported + 1] = resource
    reported[#reported + 1] = string.format('%.0f', math.ceil((full_until - now) / 1000))
  end
end
return {string.format('%.0f', from - now), redis.call('ZCARD', KEYS[2]), heard, reported}
)lua";

std::string_view text_of(const redisReply& reply) {
  return {reply.str, reply.len};
}

std::uint64_t number_of(std::string_view text) {
  return take_number<std::uint64_t>(text).value_or(0);
}

// What the script gives, or nothing when it is something else.
bool fits(const redisReply& reply) {
  return reply.type == REDIS_REPLY_ARRAY && reply.elements == 4 &&
         reply.element[0]->type == REDIS_REPLY_STRING && reply.element[1]->type == REDIS_REPLY_INTEGER &&
         reply.element[2]->type == REDIS_REPLY_STRING && reply.element[3]->type == REDIS_REPLY_ARRAY;
}

std::vector<SharedSlots::Full> read_full(const redisReply& shared_news) {
  std::vector<SharedSlots::Full> full;
  for (std::size_t i = 0; i + 2 < shared_news.elements; i += 3) {
    const auto wait = number_of(text_of(*shared_news.element[i + 2]));
    full.push_back({.bucket = std::string{text_of(*shared_news.element[i])},
                    .resource = number_of(text_of(*shared_news.element[i + 1])),
                    .wait = milliseconds{static_cast<std::int64_t>(wait)}});
  }
  return full;
}

}  // namespace

SharedSlots::SharedSlots(const std::string& redis_url, const std::string& name, Metrics& metrics)
    : redis_(std::make_unique<RedisConnection>(redis_url, metrics, [](bool) {})),
      slots_key_(name + ":slots"),
      processes_key_(name + ":processes"),
      full_key_(name + ":full"),
      me_(hex(random_bits())) {}

SharedSlots::~SharedSlots() = default;

std::optional<SharedSlots::Block> SharedSlots::reserve(int count, std::chrono::microseconds spacing,
                                                       const std::vector<Full>& full) {
  const std::lock_guard one_at_a_time{mutex_};
  std::vector<std::string> texts{std::to_string(count), std::to_string(spacing.count())};
  for (const auto& each : full) {
    texts.push_back(each.bucket);
    texts.push_back(std::to_string(each.resource));
    texts.push_back(std::to_string(each.wait.count()));
  }
  std::vector<std::string_view> words{"EVAL",    script,   "3",      slots_key_, processes_key_,
                                      full_key_, texts[0], texts[1], me_,        heard_};
  words.insert(words.end(), texts.begin() + 2, texts.end());

  const auto reply = redis_->call(words);
  if (!reply || !fits(*reply)) return std::nullopt;
  heard_ = text_of(*reply->element[2]);
  return Block{
      .first_in =
          std::chrono::microseconds{static_cast<std::int64_t>(number_of(text_of(*reply->element[0])))},
      .processes = static_cast<int>(std::max<long long>(1, reply->element[1]->integer)),
      .full = read_full(*reply->element[3])};
}

}  // namespace cs2::store
