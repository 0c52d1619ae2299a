// A source of facts, as ingest sees it.
//
// A provider never retries and never sleeps: it asks once, reports, and says how much of its budget is left;
// the role decides when to ask again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "io/http.hpp"
#include "io/task.hpp"
#include "model/entity.hpp"
#include "model/report.hpp"
#include "provider/budget.hpp"

namespace cs2::provider {

// One thing that can be asked of a source, and how often it is worth asking. A feed may ask about things by
// name, those that ingest wants news of; its times are then those after which one of them is worth asking
// about again.
struct Feed {
  std::string name;          // "running", "upcoming", "past", "matches"
  milliseconds every_live;   // while a match of this source is live or about to start
  milliseconds every_idle;   // otherwise
  milliseconds every_night;  // nothing live and nothing within the next hours
  bool may_be_empty = true;  // false: an empty answer is a failure, not news
  Cost cost = Cost::ordinary;
  std::optional<EntityKind> about = {};
  int subjects_max = 0;  // that one fetch can ask about
  bool lists_matches =
      true;  // false, and where it asks by name: its reading says nothing of how old "no match" is
};

struct Request {
  std::string feed;                        // a name of feeds()
  std::vector<std::string> subjects = {};  // external ids at this source; empty for a feed about none
};

// What one fetch brought.
struct Fetched {
  Report report;
  int requests = 0;        // that it took; none: there was nothing to ask, and so nothing was read
  std::string raw_digest;  // of the bytes, for logs and quarantine
};

class Provider {
 public:
  virtual ~Provider() = default;

  virtual ProviderName name() const = 0;
  virtual std::vector<Feed> feeds() const = 0;
  virtual Budget& budget() = 0;

  // Asks for one feed, all its pages. The budget is spent for every request sent, also failed ones. Errors:
  // unauthorized, forbidden, rate_limited, blocked, drift (unknown shape), timeout, unavailable, cancelled.
  // 429 and 5xx are never an empty report.
  virtual Task<Result<Fetched>> fetch(Request request) = 0;
};

struct Settings {
  std::string pandascore_token;  // empty: PandaScore is off
  std::string pandascore_base_url = "https://api.pandascore.co";
  bool liquipedia = true;
  std::string liquipedia_base_url = "https://liquipedia.net/counterstrike";
  std::string valve_base_url =  // empty: Valve's standings are off
      "https://raw.githubusercontent.com/ValveSoftware/counter-strike_regional_standings/main";
  std::string hltv_base_url;  // http(s):// or file:///folder; empty: HLTV is off
  std::string lpdb_key;       // empty: LPDB is off
  std::string lpdb_base_url = "https://api.liquipedia.net/api/v3";
  std::string contact;  // HTTP_CONTACT
};

// The providers that the settings switch on: the written list of all that exist.
std::vector<std::unique_ptr<Provider>> make_providers(const Settings& settings, io::Http& http,
                                                      const Clock& clock, Metrics& metrics);

}  // namespace cs2::provider
