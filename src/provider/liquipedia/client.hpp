// Liquipedia's MediaWiki API, https://liquipedia.net/counterstrike/api.php: the default, because it needs no
// key.
//
// One page has everything that is live, upcoming and just finished, so one rendered page every few minutes is
// all that we need to know what happens; the front page says a few times a day which tournaments come and
// who has moved, and the lists of tiers, one after the other, of which tier those are and when. Tournaments,
// teams and players are asked by name: their wikitext comes for many pages in one ordinary request, and a
// revision that was read lately is not read again. Its terms: at most one request in 2 s and one
// `action=parse` in 30 s, a User-Agent with a contact, gzip, attribution (CC BY-SA 3.0), and only api.php.
// Whoever breaks them is blocked by address; so a refusal of any kind stops us for 20 minutes or more, and
// the pause survives a restart.
#pragma once

#include <map>
#include <string>

#include "provider/liquipedia/wiki_parse.hpp"
#include "provider/provider.hpp"
#include "provider/shared/source_client.hpp"

namespace cs2::provider {

class Liquipedia : public Provider {
 public:
  // `contact` is an e-mail address or a web page of the operator; may be empty.
  Liquipedia(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
             Metrics& metrics);

  ProviderName name() const override { return ProviderName::liquipedia; }
  std::vector<Feed> feeds() const override;
  Budget& budget() override { return client_.budget(); }
  Task<Result<Fetched>> fetch(Request request) override;

 private:
  struct Seen {
    std::int64_t revision = 0;
    Timestamp read_at;
  };
  // `tier` is that of a list.
  Result<Report> read_rendered(const std::string& feed, Tier tier, const std::string& body);
  Result<Report> read_pages(const std::string& feed, const std::string& body);
  bool is_news(const WikiAnswer::Page& page);

  std::string base_url_;
  const Clock& clock_;
  SourceClient client_;
  TeamNames team_names_;              // as the ticker shows them
  std::map<std::string, Seen> seen_;  // by the title of the page
  std::size_t next_list_ = 0;         // of the tiers' lists
};

}  // namespace cs2::provider
