#include "provider/hltv/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/shared/answer.hpp"

namespace cs2::provider::hltv {
namespace {

constexpr std::size_t id_digits_max = 10;
constexpr std::size_t refusal_bytes_max = 2'000;  // Cloudflare's shortest block page is one line

// "/team/6665/team": whatever comes last, only the number matters.
std::string address(std::string_view kind, const std::string& id) {
  return fmt::format("{}/{}/{}/{}", site, kind, id, kind);
}

}  // namespace

Result<HtmlPage> open(std::string_view html) {
  if (html.size() > limits::hltv_page_bytes_max)
    return fail(ErrorKind::too_large, "a page of {} bytes", html.size());
  const bool refusal = html.size() <= refusal_bytes_max && html.contains("error code:");
  if (refusal || is_challenge(html)) return fail(ErrorKind::blocked, "a challenge page");
  return HtmlPage::parse(std::string{html});
}

Result<void> check_subject(const HtmlElement& root, std::string_view kind, std::string_view id) {
  for (const auto& link : root.list_by_tag("link")) {
    if (link.attribute("rel") != "canonical") continue;
    const auto own = id_in(link.attribute("href"), kind);
    if (own && *own != id) return fail(ErrorKind::drift, "the page is about {} {}, not {}", kind, *own, id);
  }
  return {};
}

std::optional<std::string> id_in(std::string_view href, std::string_view kind) {
  if (href.starts_with(site)) href.remove_prefix(site.size());
  if (!href.starts_with('/') || !href.substr(1).starts_with(kind)) return std::nullopt;
  href.remove_prefix(kind.size() + 1);
  if (!href.starts_with('/')) return std::nullopt;
  href.remove_prefix(1);
  const auto digits = href.substr(0, href.find_first_not_of("0123456789"));
  if (digits.empty() || digits.size() > id_digits_max) return std::nullopt;
  return std::string{digits};
}

std::optional<std::string> linked_id(const HtmlElement& element, std::string_view kind) {
  if (auto id = id_in(element.attribute("href"), kind)) return id;
  for (const auto& anchor : element.list_by_tag("a")) {
    if (auto id = id_in(anchor.attribute("href"), kind)) return id;
  }
  return std::nullopt;
}

std::optional<Timestamp> time_in(const HtmlElement& element, std::string_view attribute) {
  constexpr std::int64_t milliseconds_max = 253'402'300'799'000;  // the end of the year 9999
  const auto at = parse_number<std::int64_t>(element.attribute(attribute));
  if (!at || *at <= 0 || *at > milliseconds_max) return std::nullopt;
  return from_unix_milliseconds(*at);
}

std::optional<int> best_of(std::string_view text) {
  if (!text.starts_with("bo")) return std::nullopt;
  const auto number = parse_number<int>(text.substr(2));
  return number && *number >= 1 && *number <= 9 ? number : std::nullopt;
}

std::optional<std::string> country_in(const HtmlElement& element) {
  for (const auto& image : element.list_by_tag("img")) {
    auto file = image.attribute("src");
    if (!image.has_class("flag") || !file.ends_with(".gif")) continue;
    file.remove_suffix(4);
    const auto code = file.substr(std::min(file.size(), file.rfind('/') + 1));
    if (code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; }))
      return std::string{code};
  }
  return std::nullopt;
}

std::string text_of(const std::optional<HtmlElement>& element) {
  return element ? element->text() : std::string{};
}

std::string text_in(const HtmlElement& element, std::string_view class_token) {
  return text_of(element.find_by_class(class_token));
}

std::string Names::team(const std::optional<std::string>& id, const std::string& name) {
  auto external_id = id.value_or("name:" + name);
  const auto [known, added] = teams_.try_emplace(external_id);
  if (!added) return external_id;
  known->second.external_id = external_id;
  known->second.team.name = name;
  if (id) known->second.url = address("team", *id);
  return external_id;
}

std::string Names::player(const std::string& id, const std::string& nickname) {
  const auto [known, added] = players_.try_emplace(id);
  if (added) {
    known->second.external_id = id;
    known->second.url = address("player", id);
  }
  if (known->second.player.nickname.empty()) known->second.player.nickname = nickname;
  return id;
}

std::string Names::tournament(const std::optional<std::string>& id, const std::string& name) {
  auto external_id = id.value_or("name:" + name);
  const auto [known, added] = tournaments_.try_emplace(external_id);
  if (!added) return external_id;
  known->second.external_id = external_id;
  known->second.tournament.name = name;
  if (id) known->second.url = address("events", *id);
  return external_id;
}

void Names::move_to(Report& report) {
  for (auto& [id, team] : teams_) report.teams.push_back(std::move(team));
  for (auto& [id, player] : players_) report.players.push_back(std::move(player));
  for (auto& [id, tournament] : tournaments_) report.tournaments.push_back(std::move(tournament));
}

}  // namespace cs2::provider::hltv
