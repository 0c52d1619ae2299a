// Pages of Liquipedia's wiki as editors write them: wikitext → Report.
//
// A page's own id is its name (see provider/shared/wiki_page.hpp), so tournaments, teams and players are the
// same as the ticker's. A team within a match is written as the name of a template ({{TeamOpponent|saw
// 2021}}), which is no page: TeamNames has what is known of it. What it does not know keeps an id of its
// own, "template:saw 2021", and is recognised by ingest through its name at most.
//
// A match whose two teams are known bears the ticker's id ("lpw:Page#Section:A,B"). Every match of a table or
// bracket with an id is known to LPDB too, by the id of the table and its place in it, and to HLTV where an
// editor wrote its number.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

// Which page a team's template means: learned from reports that show teams by page, name and short name. A
// name that two pages share means neither.
class TeamNames {
 public:
  struct Known {
    std::string page;
    std::string name;
  };
  void learn(const Report& report);
  // "vitality"; a year at the end ("saw 2021") only distinguishes logos.
  const Known* find(std::string_view name_of_template) const;

 private:
  void learn_name(const std::string& name, const TeamReport& team);

  std::map<std::string, Known> known_;  // by folded name; an empty page: shared by two
};

struct WikiText {
  std::string title;  // of the page
  std::string text;
};

// Each adds what the page says. drift: the page has not the infobox that its kind has.
Result<void> parse_wiki_tournament(const WikiText& page, const TeamNames& teams, Timestamp now,
                                   Report& report);
Result<void> parse_wiki_team(const WikiText& page, Timestamp now, Report& report);
Result<void> parse_wiki_player(const WikiText& page, Timestamp now, Report& report);

// The answer of action=query&prop=revisions, and of action=parse&prop=wikitext. A page that is missing stands
// in `skipped`.
struct WikiAnswer {
  struct Page {
    WikiText text;
    std::int64_t revision = 0;
  };
  std::vector<Page> pages;
  std::vector<Skipped> skipped;
};
Result<WikiAnswer> parse_wiki_answer(std::string_view json);

}  // namespace cs2::provider
