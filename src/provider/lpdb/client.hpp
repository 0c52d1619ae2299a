// LPDB v3, https://api.liquipedia.net: the database behind Liquipedia, for those who were given a key.
//
// It has the facts of the wiki as rows: matches with their maps and halves, rosters, transfers, standings,
// placements, Valve's ranking. Its terms: 60 requests an hour, all types together, so one in 65 s on the
// average. What runs is asked most often and everything else rarely; several subjects share one request.
#pragma once

#include <string>

#include "provider/lpdb/parse.hpp"
#include "provider/provider.hpp"
#include "provider/shared/source_client.hpp"

namespace cs2::provider {

class Lpdb : public Provider {
 public:
  Lpdb(const std::string& key, std::string base_url, const std::string& contact, io::Http& http,
       const Clock& clock, Metrics& metrics);

  ProviderName name() const override { return ProviderName::lpdb; }
  std::vector<Feed> feeds() const override;
  Budget& budget() override { return client_.budget(); }
  Task<Result<Fetched>> fetch(Request request) override;

 private:
  Task<Result<Fetched>> fetch_standings(std::vector<std::string> tournaments);

  std::string base_url_;
  const Clock& clock_;
  SourceClient client_;
};

}  // namespace cs2::provider
