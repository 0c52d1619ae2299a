// Pages of Liquipedia's wiki for Counter-Strike, as its addresses, its wikitext and its database name them.
//
// Every id of a team, player or tournament that comes from there is the name of its page as addresses write
// it: spaces are underscores and the first letter is a capital. So the ticker, a page's text and LPDB mean
// the same thing by the same id: the link /counterstrike/PaiN_Gaming, the page "paiN Gaming" of a team
// template and LPDB's "PaiN_Gaming" are all "PaiN_Gaming".
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/report.hpp"

namespace cs2::provider {

// "paiN Gaming" → "PaiN_Gaming". Empty when no page can be called that.
std::string page_id(std::string_view title);
// "PaiN_Gaming" → "PaiN Gaming".
std::string page_title(std::string_view id);
// For readers, wherever the API is reached.
std::string page_url(std::string_view id, std::string_view section = {});
// The subjects of a request that are names of pages. A name holds none of the characters of LPDB's and
// MediaWiki's own grammar; what does is left out, so that no name can widen a question.
struct PageSubjects {
  std::vector<std::string> pages;
  std::vector<Skipped> skipped;
};
PageSubjects pages_of(const std::vector<std::string>& subjects);
// Where on a page a match is: "Page#Group_A", or the page where the section is unknown.
std::string place_of(std::string_view id, std::string_view section);
// "/commons/x" → "https://liquipedia.net/commons/x"; a whole address stays.
std::string absolute_url(std::string_view href);
// "vitality" on "twitch". The key is Liquipedia's own name of a stream, not a channel: only their page leads
// there.
std::string stream_url(std::string_view platform, std::string_view key);
bool is_stream_platform(std::string_view platform);

// A page that a link leads to.
struct PageLink {
  std::string page;     // "Esports_World_Cup/2026"
  std::string section;  // "Playoffs"; may be empty
  std::string url;      // empty when the page does not exist
};

// "/counterstrike/Page#Section", or for a page that nobody has written
// "/counterstrike/index.php?title=Page&action=edit&redlink=1".
std::optional<PageLink> parse_page_link(std::string_view href);

// "Legacy (page does not exist)" and "Legacy (Brazilian team)" are both Legacy.
std::string plain_title(std::string title);

// &amp; &lt; &gt; &quot; &nbsp; and numbers; what is unknown stays.
std::string decode_entities(std::string_view text);

// The number in https://www.hltv.org/matches/2387336/match; that of a map (mapstats) is another kind.
std::optional<std::string> hltv_match_of(std::string_view url);
std::string hltv_match_url(std::string_view id);
std::string hltv_map_url(std::string_view id);

// Ids of matches that a page shows without any: tournament, section and both pages in alphabetical order.
// While a side is undecided ("?"), only its time distinguishes two matches of a section. A second match of
// the same two on the page, a grand final after an upper bracket final, is known by its day; ingest tells
// them apart when they are not on one page.
class DerivedIds {
 public:
  // `place` is "Page#Section".
  std::string of(const std::string& place, std::array<std::string, 2> pages,
                 const std::optional<Timestamp>& scheduled_at);

 private:
  std::set<std::string> given_;
};

}  // namespace cs2::provider
