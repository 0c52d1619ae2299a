// `locale`: what is wrong with a translation, and who has read it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "locale/check_translation.hpp"
#include "locale/language.hpp"
#include "locale/review.hpp"

namespace cs2::app {
namespace {

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  std::string contents{std::istreambuf_iterator<char>{stream}, {}};
  return stream ? std::optional{std::move(contents)} : std::nullopt;
}

int cannot_read(const std::string& path) {
  return report_error({.kind = ErrorKind::not_found, .detail = fmt::format("cannot read {}", path)});
}

// How many mistakes; advice is printed, yet it is none.
std::int64_t check(const EmbeddedFile& file, const EmbeddedFile& source) {
  const auto findings = locale::check_translation(file, source);
  for (const auto& finding : findings) fmt::print("{}\n", locale::to_text(finding, file.name));
  return std::ranges::count(findings, false, &locale::Finding::is_advice);
}

}  // namespace

int check_locales(const std::vector<std::string>& paths) {
  const auto files = locale::embedded_catalogues();
  const auto source = std::ranges::find(files, "en-US.toml", &EmbeddedFile::name);
  if (source == files.end()) return report_error({.kind = ErrorKind::not_found, .detail = "no en-US.toml"});
  std::int64_t mistakes = 0;
  for (const auto& path : paths) {
    const auto contents = read_file(path);
    if (!contents) return cannot_read(path);
    const auto name = std::filesystem::path{path}.filename().string();
    mistakes += check({.name = name, .contents = *contents}, *source);
  }
  return mistakes == 0 ? 0 : 1;
}

int review_locale(const LocaleReviewOptions& options) {
  const std::filesystem::path path{options.file};
  const auto source_path = path.parent_path() / "en-US.toml";
  const auto reviews_path = path.parent_path() / "reviewed.toml";
  const auto english = read_file(source_path);
  if (!english) return cannot_read(source_path.string());
  const auto translation = read_file(path);
  if (!translation) return cannot_read(options.file);
  const auto name = path.filename().string();
  const auto code = path.stem().string();
  const std::array<EmbeddedFile, 2> files{
      {{.name = "en-US.toml", .contents = *english}, {.name = name, .contents = *translation}}};
  const auto catalogue = locale::Catalogue::load(files);
  if (!catalogue) return report_error(catalogue.error());
  if (!catalogue->left_out().empty())
    return report_error({.kind = ErrorKind::invalid, .detail = catalogue->left_out().front()});
  const auto before =
      locale::parse_reviews({.name = "reviewed.toml", .contents = read_file(reviews_path).value_or("")});
  if (!before) return report_error(before.error());

  const auto language = catalogue->find(code);
  const auto after = locale::with_review(*before, language, catalogue->source(), options.keys, options.by);
  std::ofstream stream{reviews_path, std::ios::binary | std::ios::trunc};
  stream << locale::to_toml(after) << std::flush;
  if (!stream)
    return report_error(
        {.kind = ErrorKind::unavailable, .detail = fmt::format("cannot write {}", reviews_path.string())});
  fmt::print("{}: {:.0f} % reviewed\n", code,
             100 * locale::reviewed_share(language, catalogue->source(), after));
  return 0;
}

}  // namespace cs2::app
