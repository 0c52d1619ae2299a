// What a name from outside must never do to whoever reads it, whatever the surface on which it is shown.
//
// Names that try it, and a reader of everything that is sent: a JSON body of Discord's or a calendar. The
// reader knows only what arrives, so a surface that cleans nothing cannot slip past it.
#pragma once

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/web_address.hpp"

namespace cs2::test {

// Each with a word that stays readable, so that a test can see that the name was shown at all.
inline std::vector<std::string> hostile_names() {
  std::string stack = "Zalgo";
  for (int i = 0; i < 30; ++i) stack += "\u0321\u0335";
  return {
      "\u202EOverride\u202C",
      "\u2067Isolate\u200F\u200E\u061C",
      "Zero\u200Bwidth\uFEFF\u2060\u00ADname",
      "Line\nbreak\u2028and\u2029more\r\n# Headline",
      stack,
      "discord.gg/invite",
      "Join https://discord.com/invite/hostile now",
      "**Bold** _Team_ ~~[GG](https://evil.example/x)~~ `||secret||`",
      "@everyone <@&123456789012345678> <@123456789012345678> <#123456789012345678> </team:123456789012345678>",
      "Time <t:1780000000:R> <:smile:123456789012345678>",
      "> Quote - # List\\",
      "Surrogate \xED\xA0\x80 and \xFF bytes",
      "Tag\U000E0041\U000E0042 and \u3164filler",
      "Bell\a\x1B[31m and \x01",
  };
}

// The word of each by which it is recognised.
inline const std::vector<std::string>& hostile_words() {
  static const std::vector<std::string> words{"Override",
                                              "Isolate",
                                              "Zerowidthname",
                                              "Line break and more",
                                              "Z",
                                              "discord.gg invite",
                                              "hostile now",
                                              "Bold",
                                              "everyone",
                                              "Time",
                                              "Quote",
                                              "Surrogate",
                                              "filler",
                                              "Bell"};
  return words;
}

inline std::vector<std::string> hostile_addresses() {
  return {"http://169.254.169.254/latest/meta-data",
          "https://127.0.0.1/logo.png",
          "https://[::1]/logo.png",
          "https://localhost/logo.png",
          "https://router.local/logo.png",
          "javascript:alert(1)",
          "https://example.org@evil.example/x.png",
          "http://plain.example.org/logo.png"};
}

class HarmlessReader {
 public:
  // The problems of a JSON body; `name` of a member tells how Discord shows it.
  static std::vector<std::string> problems_of_json(std::string_view json) {
    HarmlessReader reader;
    reader.read("", boost::json::parse(json));
    return std::move(reader.problems_);
  }

  // Of a text that is shown as it is, with its lines: a calendar.
  static std::vector<std::string> problems_of_text(std::string_view text) {
    HarmlessReader reader;
    reader.check_characters("text", text);
    reader.check_invites("text", text);
    return std::move(reader.problems_);
  }

 private:
  static bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
  }

  void read(std::string_view name, const boost::json::value& value) {
    if (const auto* object = value.if_object()) {
      for (const auto& [key, inner] : *object)
        read(key == "name" && is_field(*object) ? "field" : key, inner);
    } else if (const auto* list = value.if_array()) {
      for (const auto& inner : *list) read(name, inner);
    } else if (const auto* text = value.if_string()) {
      check(name, *text);
    }
  }

  static bool is_field(const boost::json::object& object) { return object.contains("inline"); }

  void check(std::string_view name, std::string_view text) {
    if (is_one_of(name, {"value", "custom_id"}) && text.find(' ') == std::string_view::npos) return;  // ours
    check_characters(name, text);
    check_invites(name, text);
    if (name == "url" || (name == "location" && text.find("://") != std::string_view::npos)) {
      if (!is_public_address(text)) problem(name, "an address that is not public", text);
    }
    const bool is_plain =
        is_one_of(name, {"label", "name", "text", "placeholder", "location", "description"}) &&
        !(name == "description" && text.find('\n') != std::string_view::npos);
    if (is_plain && text.find('\n') != std::string_view::npos) problem(name, "several lines", text);
    if (is_one_of(name, {"content", "title", "field", "value"})) check_markdown(name, text);
  }

  // What stands in a block of code is shown as it is; only three backticks would end it.
  static std::string without_code(std::string_view text) {
    constexpr std::string_view fence = "```";
    std::string rest;
    bool is_code = false;
    for (std::size_t at = 0; at <= text.size();) {
      const auto end = std::min(text.find(fence, at), text.size());
      if (!is_code) rest += text.substr(at, end - at);
      is_code = !is_code;
      at = end + fence.size();
    }
    return rest;
  }

  // Unescaped, as only we may write them.
  void check_markdown(std::string_view name, std::string_view shown) {
    const std::string text = without_code(shown);
    for (const std::string_view active :
         {"@everyone", "<@&123456789012345678", "<@123456789012345678", "<#123456789012345678",
          "</team:123456789012345678", "<t:1780000000", "<:smile", "||secret||", "[GG](", "**Bold**",
          "\n# Headline", "\n> Quote"}) {
      auto at = text.find(active);
      while (at != std::string_view::npos) {
        if (at == 0 || text[at - 1] != '\\') problem(name, active, text);
        at = text.find(active, at + 1);
      }
    }
    auto at = text.find("http");
    while (at != std::string_view::npos) {
      const auto rest = text.substr(at);
      const auto end = rest.find_first_of(" )>\n");
      const bool is_address = rest.starts_with("http://") || rest.starts_with("https://");
      if (is_address && !is_public_address(rest.substr(0, end))) problem(name, "an address", text);
      const auto host = rest.substr(0, rest.find('/', std::string_view{"https://"}.size()));
      if (is_address && host.find("evil.example") != std::string_view::npos)
        problem(name, "a foreign address", text);
      at = text.find("http", at + 1);
    }
  }

  void check_invites(std::string_view name, std::string_view text) {
    for (const std::string_view invite : {"discord.gg/", "discord.com/invite", "discordapp.com/invite"})
      if (text.find(invite) != std::string_view::npos) problem(name, "an invite", text);
  }

  void check_characters(std::string_view name, std::string_view text) {
    std::int32_t at = 0;
    int marks = 0;
    int isolates = 0;
    while (at < static_cast<std::int32_t>(text.size())) {
      UChar32 c = 0;
      U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);  // NOLINT: ICU's macro
      const bool is_mark = c >= 0 && (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
      marks = is_mark ? marks + 1 : 0;
      if (c < 0) problem(name, "no UTF-8", text);
      if (marks > 3) problem(name, "a stack of marks", text);
      if (c == 0x2068) ++isolates;
      if (c == 0x2069 && --isolates < 0) problem(name, "an isolate that is not open", text);
      const bool is_control = (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7F && c < 0xA0);
      const bool is_kept = c == 0x2068 || c == 0x2069 || c == 0x200D || c == 0x200C || is_mark;
      if (is_control || c == 0x2028 || c == 0x2029) problem(name, "a control character", text);
      if (c >= 0 && !is_kept && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        problem(name, "an invisible character", text);
    }
    if (isolates != 0) problem(name, "an isolate that stays open", text);
  }

  void problem(std::string_view name, std::string_view what, std::string_view text) {
    problems_.push_back(fmt::format("{}: {} in “{}”", name, what, text));
  }

  std::vector<std::string> problems_;
};

}  // namespace cs2::test
