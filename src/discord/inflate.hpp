// Discord's transport compression, zlib-stream: one zlib stream for the life of a connection.
//
// A payload ends where the bytes end in 00 00 FF FF (a sync flush), and may be spread over several WebSocket
// messages. The output of one payload is bounded, because a few bytes can inflate to gigabytes.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits/websocket.hpp"
#include "base/result.hpp"

namespace cs2::discord {

class Inflater {
 public:
  explicit Inflater(std::size_t payload_bytes_max = limits::websocket_message_bytes_max);
  ~Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;

  // A whole payload once the bytes end one, valid until the next call; nothing while more must come.
  // invalid: no zlib stream; too_large. After either the stream is lost, and the connection with it.
  Result<std::optional<std::string_view>> push(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cs2::discord
