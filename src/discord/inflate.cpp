#include "discord/inflate.hpp"
#include "base/limits/discord.hpp"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

namespace cs2::discord {
namespace {

constexpr std::string_view flush_mark{"\x00\x00\xFF\xFF", 4};
constexpr std::size_t room_least = 16 * 1024;

}  // namespace

struct Inflater::State {
  explicit State(std::size_t payload_bytes_max) : payload_bytes_max(payload_bytes_max) {
    if (inflateInit(&stream) != Z_OK) throw std::runtime_error("zlib: no memory for a stream");
  }
  ~State() { inflateEnd(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void begin_payload();
  Result<void> inflate_all(std::string_view bytes);
  Result<void> grow();
  bool at_mark(std::string_view bytes);

  z_stream stream{};
  std::size_t payload_bytes_max;
  std::string payload;  // with room behind `used`
  std::size_t used = 0;
  std::string last_four;  // of the input: the mark may be cut
  bool ended = true;      // the payload was handed out, the next one starts
  bool lost = false;
};

void Inflater::State::begin_payload() {
  used = 0;
  ended = false;
  if (payload.capacity() <= limits::gateway_kept_bytes) return;
  payload.clear();
  payload.shrink_to_fit();
}

Result<void> Inflater::State::grow() {
  if (used >= payload_bytes_max) return fail(ErrorKind::too_large, "more than {} bytes in one payload", used);
  payload.resize(std::min(payload_bytes_max, std::max(room_least, payload.size() * 2)));
  return {};
}

Result<void> Inflater::State::inflate_all(std::string_view bytes) {
  // zlib promises not to write through next_in, but takes it without const in older headers.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  while (true) {
    if (used == payload.size()) {
      if (const auto grown = grow(); !grown) return grown;
    }
    stream.next_out = reinterpret_cast<Bytef*>(payload.data() + used);
    stream.avail_out = static_cast<uInt>(payload.size() - used);
    const int outcome = inflate(&stream, Z_SYNC_FLUSH);
    used = payload.size() - stream.avail_out;

    // Z_BUF_ERROR only says that there was nothing left to do.
    if (outcome != Z_OK && outcome != Z_BUF_ERROR) return invalid("zlib-stream: zlib says {}", outcome);
    if (stream.avail_in == 0 && stream.avail_out > 0) return {};
  }
}

bool Inflater::State::at_mark(std::string_view bytes) {
  const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), flush_mark.size()));
  last_four.append(tail);
  if (last_four.size() > flush_mark.size()) last_four.erase(0, last_four.size() - flush_mark.size());
  return last_four == flush_mark;
}

Inflater::Inflater(std::size_t payload_bytes_max) : state_(std::make_unique<State>(payload_bytes_max)) {}
Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;

Result<std::optional<std::string_view>> Inflater::push(std::string_view bytes) {
  if (state_->lost) return invalid("zlib-stream: already lost");
  if (state_->ended) state_->begin_payload();
  const auto inflated = state_->inflate_all(bytes);
  if (!inflated) {
    state_->lost = true;
    return failed(inflated);
  }
  if (!state_->at_mark(bytes)) return std::nullopt;
  state_->ended = true;
  return std::string_view{state_->payload}.substr(0, state_->used);
}

}  // namespace cs2::discord
