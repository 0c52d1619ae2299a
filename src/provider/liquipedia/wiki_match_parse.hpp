// The matches of a tournament's page: {{Matchlist}}, {{Bracket}}, {{SingleMatch}}. For the parsers' own
// files.
#pragma once

#include "provider/liquipedia/wiki_parse.hpp"
#include "provider/liquipedia/wikitext.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {

class WikiMatches {
 public:
  // `page` is the tournament's id; both must outlive this.
  WikiMatches(std::string page, const TeamNames& teams, Timestamp now, Report& report)
      : page_(std::move(page)), teams_(teams), now_(now), report_(report) {}

  static bool holds_matches(const WikiTemplate& call);
  // `section` is the heading above it.
  void add(const WikiTemplate& call, const std::string& section);
  // The external id of a team by its template's name; the report brings it along.
  std::optional<std::string> add_team(std::string_view name_of_template);

 private:
  void add_match(const WikiTemplate& call, const std::string& section, const std::string& match2id);
  void read_opponent(const WikiTemplate& call, std::size_t slot, MatchReport& match);
  std::string key_of(const OpponentReport& opponent) const;

  std::string page_;
  const TeamNames& teams_;
  Timestamp now_;
  Report& report_;
  DerivedIds ids_;
  std::set<std::string> added_;
  std::set<std::string> unknown_;  // ids of teams of which only the template is known
};

}  // namespace cs2::provider
