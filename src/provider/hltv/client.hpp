// HLTV's pages, off unless an operator names where they are to be had.
//
// HLTV has no API, its terms are reported to forbid scraping, and its shield answers 403 to programs that say
// what they are. So we never ask hltv.org on our own account: the base address is an endpoint of the
// operator's, or a folder into which the operator saves pages. We say who we are, ask for a page once, and a
// refusal or challenge stops us for six hours or more; nothing here tries to look like a browser.
//
// In a folder the pages are matches.html, results.html, ranking_teams.html and matches_<id>.html. One that is
// not there brings nothing, and facts are as old as the file.
#pragma once

#include <string>

#include "provider/provider.hpp"
#include "provider/shared/source_client.hpp"

namespace cs2::provider {

class Hltv : public Provider {
 public:
  // `base_url` is http(s)://… or file:///folder, not percent-encoded.
  Hltv(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
       Metrics& metrics);

  ProviderName name() const override { return ProviderName::hltv; }
  std::vector<Feed> feeds() const override;
  Budget& budget() override { return client_.budget(); }
  // One page. A subject of the feed "match" is HLTV's number of the match.
  Task<Result<Fetched>> fetch(Request request) override;

 private:
  Result<Fetched> read_file(const Request& request, const std::string& path);

  std::string base_url_;
  const Clock& clock_;
  SourceClient client_;
};

}  // namespace cs2::provider
