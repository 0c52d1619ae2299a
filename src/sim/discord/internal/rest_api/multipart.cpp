#include "sim/discord/internal/rest_api/multipart.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace cs2::sim {
namespace {

// The value of `name="…"` in a header; empty when absent.
std::string parameter(std::string_view header, std::string_view name) {
  const auto wanted = std::string(name) + '=';
  std::size_t at = 0;
  while ((at = header.find(wanted, at)) != std::string_view::npos) {
    const bool whole_word = at == 0 || header[at - 1] == ' ' || header[at - 1] == ';';
    auto value = header.substr(at + wanted.size());
    at += wanted.size();
    if (!whole_word) continue;
    if (!value.starts_with('"')) return std::string(value.substr(0, value.find_first_of("; \r\n")));
    value.remove_prefix(1);
    return std::string(value.substr(0, value.find('"')));
  }
  return {};
}

std::optional<Part> parse_part(std::string_view text) {
  const auto end = text.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  Part part{.name = {}, .filename = {}, .contents = text.substr(end + 4)};
  for (const auto line : split(text.substr(0, end), '\n')) {
    auto lower = std::string(line.substr(0, 20));
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (!lower.starts_with("content-disposition:")) continue;
    part.name = parameter(line, "name");
    part.filename = parameter(line, "filename");
  }
  if (part.name.empty()) return std::nullopt;
  return part;
}

}  // namespace

std::optional<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = parameter(content_type, "boundary");
  if (boundary.empty()) return std::nullopt;
  const auto separator = "--" + boundary;
  std::vector<Part> parts;
  if (!body.starts_with(separator)) return std::nullopt;
  body.remove_prefix(separator.size());
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
    const auto end = body.find("\r\n" + separator);
    if (end == std::string_view::npos) return std::nullopt;
    auto part = parse_part(body.substr(0, end));
    if (!part) return std::nullopt;
    parts.push_back(std::move(*part));
    body.remove_prefix(end + 2 + separator.size());
  }
  return parts;
}

}  // namespace cs2::sim
