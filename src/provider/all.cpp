#include "provider/hltv/client.hpp"
#include "provider/liquipedia/client.hpp"
#include "provider/lpdb/client.hpp"
#include "provider/pandascore/client.hpp"
#include "provider/valve/client.hpp"

namespace cs2::provider {

std::vector<std::unique_ptr<Provider>> make_providers(const Settings& settings, io::Http& http,
                                                      const Clock& clock, Metrics& metrics) {
  std::vector<std::unique_ptr<Provider>> providers;
  if (!settings.pandascore_token.empty()) {
    providers.push_back(std::make_unique<Pandascore>(settings.pandascore_token, settings.pandascore_base_url,
                                                     http, clock, metrics));
  }
  if (!settings.lpdb_key.empty()) {
    providers.push_back(std::make_unique<Lpdb>(settings.lpdb_key, settings.lpdb_base_url, settings.contact,
                                               http, clock, metrics));
  }
  if (settings.liquipedia) {
    providers.push_back(
        std::make_unique<Liquipedia>(settings.liquipedia_base_url, settings.contact, http, clock, metrics));
  }
  if (!settings.valve_base_url.empty()) {
    providers.push_back(
        std::make_unique<Valve>(settings.valve_base_url, settings.contact, http, clock, metrics));
  }
  if (!settings.hltv_base_url.empty()) {
    providers.push_back(
        std::make_unique<Hltv>(settings.hltv_base_url, settings.contact, http, clock, metrics));
  }
  return providers;
}

}  // namespace cs2::provider
