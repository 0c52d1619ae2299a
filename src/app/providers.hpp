#pragma once

#include "app/settings.hpp"
#include "provider/provider.hpp"

namespace cs2::app {

inline provider::Settings provider_settings(const Settings& settings) {
  return {
      .pandascore_token = settings.pandascore_token,
      .pandascore_base_url = settings.pandascore_base_url,
      .liquipedia_base_url = settings.liquipedia_base_url,
      .valve_base_url = settings.valve_standings_base_url == "off" ? "" : settings.valve_standings_base_url,
      .hltv_base_url = settings.hltv_base_url,
      .lpdb_key = settings.liquipedia_lpdb_key,
      .lpdb_base_url = settings.liquipedia_lpdb_base_url,
      .contact = settings.http_contact};
}

}  // namespace cs2::app
