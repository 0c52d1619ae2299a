#include "discord/multipart.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/random.hpp"

namespace cs2::discord {
namespace {

// As browsers do it: what would end the quotes or the line is percent-encoded.
std::string quoted_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    switch (c) {
      case '"':
        out += "%22";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      default:
        out += c;
        break;
    }
  }
  return out;
}

std::string_view content_type(std::string_view name) {
  if (name.ends_with(".png")) return "image/png";
  if (name.ends_with(".txt")) return "text/plain; charset=utf-8";
  return "application/octet-stream";
}

}  // namespace

std::string make_boundary() {
  return "cs2results-" + hex(random_bits()) + hex(random_bits());
}

std::string to_multipart(std::string_view payload_json, const std::vector<File>& files,
                         std::string_view boundary) {
  constexpr std::size_t head_bytes = 256;
  std::size_t bytes = payload_json.size() + head_bytes;
  for (const auto& file : files) bytes += file.contents.size() + file.name.size() + head_bytes;

  std::string body;
  body.reserve(bytes);
  const auto out = std::back_inserter(body);
  fmt::format_to(out, "--{}\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n", boundary);
  fmt::format_to(out, "Content-Type: application/json\r\n\r\n{}\r\n", payload_json);
  for (std::size_t i = 0; i < files.size(); ++i) {
    fmt::format_to(out, "--{}\r\nContent-Disposition: form-data; name=\"files[{}]\"; filename=\"{}\"\r\n",
                   boundary, i, quoted_name(files[i].name));
    fmt::format_to(out, "Content-Type: {}\r\n\r\n", content_type(files[i].name));
    body += files[i].contents;
    body += "\r\n";
  }
  fmt::format_to(out, "--{}--\r\n", boundary);
  return body;
}

}  // namespace cs2::discord
