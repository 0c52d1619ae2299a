// Replayed providers: PandaScore, Liquipedia and Valve's standings as HTTP servers, with a World's matches or
// with recorded answers.
//
// They are as strict as the real ones: keys, User-Agent, gzip and request limits are checked, in the clock's
// time. Every path can be made to fail. Everything runs on the loop it was started on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "io/loop.hpp"
#include "sim/source/world.hpp"

namespace cs2::sim {

enum class ProviderFault {
  server_error,       // 500
  too_many_requests,  // 429
  forbidden,          // 403
  challenge,          // 403, the page of a shield in front of the site
  html,               // a page where JSON was due
  cut,                // the connection ends in the middle of the body
  slow,               // nothing for longer than a client waits
  empty,              // an answer without matches
  malformed,          // the first half of the body
  unknown_keys,       // keys that nobody has seen before, and nulls where texts were
};

std::optional<ProviderFault> parse_provider_fault(std::string_view name);

// A recorded answer; its times are moved so that `recorded_at` is the moment at which it is served first.
struct Recording {
  std::string file;
  Timestamp recorded_at;
};

struct ProvidersSettings {
  std::string address = "127.0.0.1:0";
  std::string pandascore_token = {};  // empty: any token is right, none is still refused
  milliseconds slow{60'000};
};

class Providers {
 public:
  // unavailable: the address is taken. `clock` has the world's time.
  static Result<std::unique_ptr<Providers>> start(io::Loop& loop, const Clock& clock, World world,
                                                  ProvidersSettings settings);
  ~Providers();
  Providers(const Providers&) = delete;
  Providers& operator=(const Providers&) = delete;

  std::string pandascore_base_url() const;
  std::string liquipedia_base_url() const;
  std::string valve_standings_base_url() const;
  std::string control_url() const;  // POST …/faults, GET …/statistics

  // Instead of the world's: "/csgo/matches/running", "/csgo/matches/upcoming", "/csgo/matches/past" (JSON) or
  // "/counterstrike/api.php" (HTML, or JSON with its envelope). not_found: the file.
  Result<void> serve_recording(std::string path, const Recording& recording);

  // The next `requests` of that path; `for_ever` until it is mended.
  static constexpr int for_ever = -1;
  void fail(std::string path, ProviderFault fault, int requests = for_ever);
  void mend(std::string_view path);

  // Requests that came, and those that broke the provider's rules.
  int requests(std::string_view path) const;
  const std::vector<std::string>& breaches() const;

 private:
  struct State;
  struct Impl;
  explicit Providers(std::unique_ptr<Impl> hold);
  std::unique_ptr<Impl> hold_;
};

}  // namespace cs2::sim
