#include "provider/shared/html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>

#include "base/limits/providers.hpp"
#include "base/text.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t misnested_max = 64;
constexpr std::string_view white_space = " \t\r\n\f";
constexpr std::array<std::string_view, 14> void_tags{"area",   "base",  "br",    "col",  "embed",
                                                     "hr",     "img",   "input", "link", "meta",
                                                     "source", "track", "wbr",   "param"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Past the end of a tag, quotes respected.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
  char quote = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return html.size();
}

// Counts what would make the parser's tree deep or large before it is built. Gumbo frees a tree recursively,
// and HTML's rules for misnested formatting multiply elements.
Result<void> check_nesting(std::string_view html) {
  std::vector<std::string_view> open;
  std::size_t tags = 0;
  std::size_t misnested = 0;
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      const auto end = html.find("-->", at);
      if (end == std::string_view::npos) break;
      at = end + 3;
      continue;
    }
    const bool closes = at + 1 < html.size() && html[at + 1] == '/';
    const auto name_at = at + (closes ? 2 : 1);
    if (name_at >= html.size() || !is_letter(html[name_at])) {
      ++at;
      continue;
    }
    const auto name_end = std::min(html.find_first_of(" \t\r\n\f/>", name_at), html.size());
    const auto name = html.substr(name_at, name_end - name_at);
    at = end_of_tag(html, name_end);
    if (++tags > limits::html_tags_max)
      return fail(ErrorKind::drift, "more than {} tags", limits::html_tags_max);
    if (std::ranges::find(void_tags, name) != void_tags.end()) continue;
    if (!closes) {
      open.push_back(name);
    } else if (!open.empty() && open.back() == name) {
      open.pop_back();
    } else {
      ++misnested;
      const auto opened = std::find(open.rbegin(), open.rend(), name);
      if (opened != open.rend()) open.erase(opened.base() - 1, open.end());
    }
    if (open.size() > limits::html_depth_max || misnested > misnested_max)
      return fail(ErrorKind::drift, "the page is not a balanced tree: depth {}, {} misnested", open.size(),
                  misnested);
  }
  return {};
}

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) return &node->v.element.children;
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  return nullptr;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

}  // namespace

// Preorder without recursion; `visit` is given every descendant and says whether to go on.
template <class Visit>
void HtmlElement::walk(Visit visit) const {
  std::vector<const GumboNode*> waiting;
  const auto push_children = [&](const GumboNode* node) {
    const auto* children = children_of(node);
    if (!children) return;
    for (unsigned int i = children->length; i > 0; --i)
      waiting.push_back(static_cast<const GumboNode*>(children->data[i - 1]));
  };
  push_children(node_);
  while (!waiting.empty()) {
    const auto* node = waiting.back();
    waiting.pop_back();
    if (!visit(node)) return;
    push_children(node);
  }
}

bool HtmlElement::is(std::string_view tag) const {
  return node_->type == GUMBO_NODE_ELEMENT && tag == gumbo_normalized_tagname(node_->v.element.tag);
}

bool HtmlElement::has_class(std::string_view token) const {
  auto classes = attribute("class");
  while (!classes.empty()) {
    const auto start = std::min(classes.find_first_not_of(white_space), classes.size());
    const auto end = std::min(classes.find_first_of(white_space, start), classes.size());
    if (classes.substr(start, end - start) == token) return true;
    classes.remove_prefix(end);
  }
  return false;
}

std::string_view HtmlElement::attribute(std::string_view name) const {
  if (node_->type != GUMBO_NODE_ELEMENT) return {};
  const auto& attributes = node_->v.element.attributes;
  for (unsigned int i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (name == attribute->name) return attribute->value;
  }
  return {};
}

std::vector<HtmlElement> HtmlElement::list_by_class(std::string_view token) const {
  std::vector<HtmlElement> found;
  walk([&](const GumboNode* node) {
    if (HtmlElement{node}.has_class(token)) found.emplace_back(node);
    return true;
  });
  return found;
}

std::vector<HtmlElement> HtmlElement::list_by_tag(std::string_view tag) const {
  std::vector<HtmlElement> found;
  walk([&](const GumboNode* node) {
    if (HtmlElement{node}.is(tag)) found.emplace_back(node);
    return true;
  });
  return found;
}

std::vector<HtmlElement> HtmlElement::list_where(const std::function<bool(const HtmlElement&)>& fits) const {
  std::vector<HtmlElement> found;
  walk([&](const GumboNode* node) {
    if (node->type == GUMBO_NODE_ELEMENT && fits(HtmlElement{node})) found.emplace_back(node);
    return true;
  });
  return found;
}

std::optional<HtmlElement> HtmlElement::find_by_class(std::string_view token) const {
  std::optional<HtmlElement> found;
  walk([&](const GumboNode* node) {
    if (HtmlElement{node}.has_class(token)) found.emplace(node);
    return !found;
  });
  return found;
}

std::optional<HtmlElement> HtmlElement::find_by_tag(std::string_view tag) const {
  std::optional<HtmlElement> found;
  walk([&](const GumboNode* node) {
    if (HtmlElement{node}.is(tag)) found.emplace(node);
    return !found;
  });
  return found;
}

std::string HtmlElement::text() const {
  std::string raw;
  walk([&](const GumboNode* node) {
    if (is_text(node)) raw += node->v.text.text;
    return raw.size() < limits::html_text_bytes_max;
  });
  // Markup puts it where a line must not break, such as between a flag and a name.
  constexpr std::string_view no_break_space = "\u00A0";
  for (auto at = raw.find(no_break_space); at != std::string::npos; at = raw.find(no_break_space, at))
    raw.replace(at, no_break_space.size(), " ");
  std::string text;
  bool gap = false;
  for (const char c : sanitize(std::string_view{raw}.substr(0, limits::html_text_bytes_max))) {
    if (white_space.contains(c)) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += ' ';
    gap = false;
    text += c;
  }
  return text;
}

HtmlPage::HtmlPage(std::unique_ptr<std::string> html, GumboInternalOutput* output)
    : html_(std::move(html)), output_(output) {}

void HtmlPage::Free::operator()(GumboInternalOutput* output) const {
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

Result<HtmlPage> HtmlPage::parse(std::string html) {
  const auto nesting = check_nesting(html);
  if (!nesting) return failed(nesting);

  auto owned = std::make_unique<std::string>(std::move(html));
  auto* output = gumbo_parse_with_options(&kGumboDefaultOptions, owned->data(), owned->size());
  return HtmlPage{std::move(owned), output};
}

HtmlElement HtmlPage::root() const {
  return HtmlElement{output_->root};
}

}  // namespace cs2::provider
