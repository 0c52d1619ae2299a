// Valve's Regional Standings, read from its public repository: who is where in the world and in each region,
// and who beat whom within the half year before.
//
// Valve publishes on the first Monday of a month, 16 to 19 h UTC, and now and then in between. The list of a
// year's files is asked for a few times a day, more often on such an evening, and with the ETag of the last
// answer: nothing new is one small request. Only the files of the newest date are read, once; then
// the pages of its line-ups, one at a time, for their matches. After a restart that begins anew, best first.
//
// The list comes from GitHub's API, which without a key allows 60 requests an hour and address and wants a
// User-Agent; the files come from its raw host. Where the repository is mirrored elsewhere,
// `{base}/contents/live/<year>` answers in the API's form.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "provider/provider.hpp"
#include "provider/shared/source_client.hpp"

namespace cs2::provider {

class Valve : public Provider {
 public:
  Valve(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
        Metrics& metrics);

  ProviderName name() const override { return ProviderName::valve; }
  std::vector<Feed> feeds() const override;
  Budget& budget() override { return client_.budget(); }
  // An empty report while the newest date is the one that was read last, and where no page is left.
  Task<Result<Fetched>> fetch(Request request) override;

 private:
  // The files of the newest date in one folder; empty when there are none yet.
  struct Listing {
    std::string etag;
    std::string date;                // "2026_06_01"
    std::vector<std::string> files;  // names, the world's first
  };

  // not_found: there is no folder of that year yet.
  Task<Result<Listing>> list(std::string feed, int year);
  Task<Result<Fetched>> read_standings(std::string feed);
  Task<Result<Fetched>> read_files(std::string feed, int year, Listing listing);
  Task<Result<Fetched>> read_page(std::string feed);

  std::string base_url_;
  const Clock& clock_;
  SourceClient client_;
  std::map<int, Listing> listings_;  // by year, as last answered
  std::string read_;                 // the ETag and date of the listing that was read to its end
  struct Page {
    int year = 0;
    std::string path;  // beside the standings
  };
  std::deque<Page> pages_;  // of the newest date, not read yet
};

}  // namespace cs2::provider
