#include "provider/liquipedia/rendered_page.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include <algorithm>
#include <optional>

#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/shared/json_text.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

// "Cached time: 20260423081354" in the comment that MediaWiki leaves at the end.
std::optional<Timestamp> cached_time(std::string_view html) {
  constexpr std::string_view mark = "Cached time: ";
  const auto at = html.rfind(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto digits = html.substr(at + mark.size(), 14);
  if (digits.size() != 14 || !is_digits(digits)) return std::nullopt;
  return parse_iso8601(fmt::format("{}-{}-{}T{}:{}:{}Z", digits.substr(0, 4), digits.substr(4, 2),
                                   digits.substr(6, 2), digits.substr(8, 2), digits.substr(10, 2),
                                   digits.substr(12, 2)));
}

Result<std::string> html_of(json::value& value) {
  const auto* answer = value.if_object();
  if (!answer) return fail(ErrorKind::drift, "the answer is not an object");
  if (const auto* error = answer->if_contains("error")) {
    const auto* object = error->if_object();
    const auto* code = object ? object->if_contains("code") : nullptr;
    const auto text =
        code && code->is_string() ? std::string{code->get_string()} : std::string{"without a code"};
    // A page that is gone is a change of the site; the others (read-only, lag, internal) pass.
    const bool gone = text == "missingtitle" || text == "invalidtitle" || text == "pagecannotexist";
    return fail(gone ? ErrorKind::drift : ErrorKind::unavailable, "the wiki answered with the error {}",
                text);
  }
  const auto* parse = answer->if_contains("parse");
  const auto* page = parse ? parse->if_object() : nullptr;
  const auto* text = page ? page->if_contains("text") : nullptr;
  if (const auto* wrapped = text ? text->if_object() : nullptr) text = wrapped->if_contains("*");
  if (!text || !text->is_string()) return fail(ErrorKind::drift, "the answer has no parse.text");
  return std::string{text->get_string()};
}

}  // namespace

Result<std::string> rendered_page(std::string_view text) {
  auto value = parse_json_text(text);
  if (!value) return failed(value);
  return html_of(*value);
}

Timestamp rendered_at(std::string_view html, Timestamp now) {
  return std::min(now, cached_time(html).value_or(now));
}

std::vector<ShownLink> links_in(const HtmlElement& element) {
  std::vector<ShownLink> links;
  for (const auto& anchor : element.list_by_tag("a")) {
    auto link = parse_page_link(anchor.attribute("href"));
    if (!link || link->page.starts_with("Category:") || link->page.starts_with("File:")) continue;
    auto title = plain_title(sanitize(anchor.attribute("title")));
    if (title.empty()) title = plain_title(page_title(link->page));
    links.push_back({.link = std::move(*link), .text = anchor.text(), .title = std::move(title)});
  }
  return links;
}

std::optional<ShownLink> find_named_link(const HtmlElement& element) {
  auto links = links_in(element);
  const auto named = std::ranges::find_if(links, [](const ShownLink& each) { return !each.text.empty(); });
  return named == links.end() ? std::nullopt : std::optional{std::move(*named)};
}

}  // namespace cs2::provider
