// Discord's end of a zlib-stream: one stream, flushed after each payload.
#pragma once

#include <zlib.h>

#include <string>

namespace cs2::discord {

class Deflater {
 public:
  Deflater() { deflateInit(&stream_, Z_DEFAULT_COMPRESSION); }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string payload(std::string text) {
    std::string out(compressBound(text.size()) + 64, '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(text.data());
    stream_.avail_in = static_cast<uInt>(text.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    deflate(&stream_, Z_SYNC_FLUSH);
    out.resize(out.size() - stream_.avail_out);
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace cs2::discord
