#include "sim/playground/page.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/embedded.hpp"
#include "base/text.hpp"
#include "io/http.hpp"

namespace cs2::sim {

std::span<const EmbeddedFile> embedded_page();

namespace {

constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

std::string_view content_type(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  return "text/javascript; charset=utf-8";
}

std::string compress(std::string_view text) {
  constexpr int gzip_window = 15 + 16;
  z_stream stream = {};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in{text};
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

struct PageFile {
  std::string_view plain;
  std::string compressed;
  std::string tag;
};

const std::map<std::string, PageFile, std::less<>>& page_files() {
  static const auto files = [] {
    std::map<std::string, PageFile, std::less<>> all;
    for (const auto& [name, contents] : embedded_page()) {
      all[name == "index.html" ? "/" : fmt::format("/{}", name)] = {
          .plain = contents,
          .compressed = compress(contents),
          .tag = fmt::format("\"{}\"", hex(digest(contents)))};
    }
    return all;
  }();
  return files;
}

}  // namespace

io::ServerResponse answer_page(const io::ServerRequest& request) {
  if (request.method != "GET" && request.method != "HEAD")
    return {.status = 405, .headers = {{"Allow", "GET, HEAD"}}};
  const auto path = request.target.substr(0, request.target.find('?'));
  const auto found = page_files().find(path);
  if (found == page_files().end()) return {.status = 404};
  const auto& file = found->second;

  io::ServerResponse response{
      .headers = {{"Content-Type", std::string{content_type(path == "/" ? ".html" : path)}},
                  {"Content-Security-Policy", std::string{content_policy}},
                  {"X-Content-Type-Options", "nosniff"},
                  {"Referrer-Policy", "no-referrer"},
                  {"Cross-Origin-Opener-Policy", "same-origin"},
                  {"Cache-Control", "no-cache"},
                  {"Vary", "Accept-Encoding"},
                  {"ETag", file.tag}}};
  if (io::header(request.headers, "If-None-Match").contains(file.tag)) {
    response.status = 304;
    return response;
  }
  if (io::header(request.headers, "Accept-Encoding").contains("gzip")) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = file.compressed;
  } else {
    response.body = file.plain;
  }
  return response;
}

bool is_same_origin(const io::ServerRequest& request) {
  const auto origin = io::header(request.headers, "Origin");
  const auto host = io::header(request.headers, "Host");
  if (origin.empty()) return true;
  const auto begin = origin.find("://");
  return begin != std::string_view::npos && !host.empty() && origin.substr(begin + 3) == host;
}

}  // namespace cs2::sim
