// A parsed HTML page, asked by single class tokens: wrappers, styles and the order of classes may change as
// they like.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits/providers.hpp"
#include "base/result.hpp"

struct GumboInternalNode;
struct GumboInternalOutput;

namespace cs2::provider {

// One element of a page; valid while its page lives.
class HtmlElement {
 public:
  explicit HtmlElement(const GumboInternalNode* node) : node_(node) {}

  bool is(std::string_view tag) const;  // lower case
  bool has_class(std::string_view token) const;
  std::string_view attribute(std::string_view name) const;  // empty when absent

  // Descendants in document order.
  std::vector<HtmlElement> list_by_class(std::string_view token) const;
  std::vector<HtmlElement> list_by_tag(std::string_view tag) const;
  std::vector<HtmlElement> list_where(const std::function<bool(const HtmlElement&)>& fits) const;
  std::optional<HtmlElement> find_by_class(std::string_view token) const;
  std::optional<HtmlElement> find_by_tag(std::string_view tag) const;

  // All text within, trimmed, white space collapsed, at most limits::html_text_bytes_max.
  std::string text() const;

 private:
  template <class Visit>
  void walk(Visit visit) const;

  const GumboInternalNode* node_;
};

class HtmlPage {
 public:
  // drift: so deep or so misnested that no wiki wrote it. MediaWiki serialises a tree, so its pages are
  // balanced; the bound keeps the parser from the costs of repairing what is not.
  static Result<HtmlPage> parse(std::string html);

  HtmlElement root() const;

 private:
  struct Free {
    void operator()(GumboInternalOutput* output) const;
  };
  HtmlPage(std::unique_ptr<std::string> html, GumboInternalOutput* output);

  std::unique_ptr<std::string> html_;  // the parsed tree points into it
  std::unique_ptr<GumboInternalOutput, Free> output_;
};

}  // namespace cs2::provider
