// `locale check`: what is wrong with a translation.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "locale/check_translation.hpp"
#include "locale/language.hpp"

namespace cs2::app {
namespace {

// How many mistakes; advice is printed, yet it is none. Nothing where the file cannot be read.
std::optional<std::size_t> check(const std::string& path, const EmbeddedFile& source) {
  std::ifstream stream{path, std::ios::binary};
  const std::string contents{std::istreambuf_iterator<char>{stream}, {}};
  if (!stream) return std::nullopt;
  const auto name = std::filesystem::path{path}.filename().string();
  const auto findings = locale::check_translation({.name = name, .contents = contents}, source);
  for (const auto& finding : findings) fmt::print("{}\n", locale::to_text(finding, name));
  return static_cast<std::size_t>(std::ranges::count(findings, false, &locale::Finding::is_advice));
}

}  // namespace

int check_locales(const std::vector<std::string>& paths) {
  const auto files = locale::embedded_catalogues();
  const auto source = std::ranges::find(files, "en-US.toml", &EmbeddedFile::name);
  if (source == files.end()) return report_error({.kind = ErrorKind::not_found, .detail = "no en-US.toml"});
  std::size_t mistakes = 0;
  for (const auto& path : paths) {
    const auto found = check(path, *source);
    if (!found)
      return report_error({.kind = ErrorKind::not_found, .detail = fmt::format("cannot read {}", path)});
    mistakes += *found;
  }
  return mistakes == 0 ? 0 : 1;
}

}  // namespace cs2::app
