#include "app/calendars.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/limits/calendar.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "locale/choose_language.hpp"
#include "store/guild/guilds.hpp"
#include "store/guild/people.hpp"
#include "store/notify/calendars.hpp"
#include "view/calendar.hpp"

namespace cs2::app {
namespace {

// RFC 9110, 13.1.2: a list of tags or *, compared without their W/.
bool names_tag(std::string_view if_none_match, std::string_view etag) {
  for (auto tag : split(if_none_match, ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

// The address is a secret: it goes into no shared cache, no index and no other site's log.
io::Headers headers_of(std::string_view type, std::string cache) {
  return {{"Content-Type", std::string{type}},
          {"Cache-Control", std::move(cache)},
          {"Referrer-Policy", "no-referrer"},
          {"X-Content-Type-Options", "nosniff"},
          {"X-Robots-Tag", "noindex"}};
}

io::ServerResponse nothing_here() {
  return {.status = 404,
          .headers = headers_of("text/plain; charset=utf-8", "no-store"),
          .body = "calendar not found\n"};
}

}  // namespace

std::optional<CalendarPath> parse_calendar_path(std::string_view path) {
  constexpr std::string_view suffix = ".ics";
  if (!path.starts_with(calendar_prefix) || !path.ends_with(suffix)) return std::nullopt;
  path.remove_prefix(calendar_prefix.size());
  path.remove_suffix(std::min(suffix.size(), path.size()));
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto id = parse_digits(path.substr(0, slash));
  if (!id || *id == 0) return std::nullopt;
  return CalendarPath{.subscription = {*id}, .token = path.substr(slash + 1)};
}

io::ServerResponse Calendars::answer(const io::ServerRequest& request) {
  const auto count = [this](std::string_view outcome) {
    metrics_.count("cs2results_calendar_requests_total", {{"outcome", outcome}});
  };
  const auto path = std::string_view{request.target}.substr(0, request.target.find('?'));
  const auto asked = parse_calendar_path(path);
  const auto subscription =
      asked ? store::find_by_calendar_token(store_, asked->subscription, asked->token) : std::nullopt;
  if (!subscription) {
    count("unknown");
    return nothing_here();
  }

  const auto settings = subscription->guild == 0 ? store::GuildSettings{}
                                                 : store::find_guild_settings(store_, subscription->guild);
  const auto person = subscription->guild == 0
                          ? store::find_person_settings(store_, subscription->destination.id)
                          : store::PersonSettings{};
  const auto or_none = [](const std::optional<std::string>& text) {
    return text ? std::string_view{*text} : std::string_view{};
  };
  const auto language = locale::choose_language(
      subscription->guild == 0 ? locale::MessageTo::person : locale::MessageTo::subscribers,
      {.subscription = or_none(subscription->language),
       .person = or_none(person.locale),
       .server = or_none(settings.locale),
       .preferred = settings.preferred_locale},
      catalogue_);
  const auto now = store_.clock().now();
  auto rendered = find(*subscription, language.code(), now);
  if (!rendered) {
    const auto name = view::calendar_name(subscription->subject,
                                          store::find_subject_name(store_, subscription->subject), language);
    auto text = view::render_calendar(name, store::list_calendar(store_, *subscription, now), language);
    auto etag = fmt::format("\"{}\"", hex(digest(text)));
    rendered = std::make_shared<const Rendered>(Rendered{.subscription = *subscription,
                                                         .text = std::move(text),
                                                         .etag = std::move(etag),
                                                         .language = language.code(),
                                                         .at = now});
    keep(rendered);
  }

  auto headers = headers_of("text/calendar; charset=utf-8",
                            fmt::format("private, max-age={}", seconds{limits::calendar_kept}.count()));
  headers.emplace_back("ETag", rendered->etag);
  if (names_tag(io::header(request.headers, "If-None-Match"), rendered->etag)) {
    count("unchanged");
    return {.status = 304, .headers = std::move(headers)};
  }
  count("served");
  return {.status = 200, .headers = std::move(headers), .body = rendered->text};
}

std::shared_ptr<const Calendars::Rendered> Calendars::find(const Subscription& subscription,
                                                           const std::string& language, Timestamp now) {
  const std::lock_guard lock{mutex_};
  const auto found = kept_.find(subscription.id);
  if (found == kept_.end()) return nullptr;
  const auto& kept = *found->second;
  const bool is_fresh = kept.at <= now && now - kept.at < limits::calendar_kept;
  return is_fresh && kept.subscription == subscription && kept.language == language ? found->second : nullptr;
}

void Calendars::keep(std::shared_ptr<const Rendered> rendered) {
  const std::lock_guard lock{mutex_};
  const auto id = rendered->subscription.id;
  if (!kept_.contains(id) && kept_.size() >= limits::calendars_kept)
    kept_.erase(std::ranges::min_element(kept_, {}, [](const auto& each) { return each.second->at; }));
  kept_.insert_or_assign(id, std::move(rendered));
}

}  // namespace cs2::app
