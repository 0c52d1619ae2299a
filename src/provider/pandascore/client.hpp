// PandaScore, https://api.pandascore.co: stable ids and explicit states, with a free key of 1,000 requests an
// hour.
//
// What is live comes from the list of running matches; what left it is looked for at once among the past
// ones. Incidents say what else was added, changed or deleted since the last reading; the lists of past and
// coming matches are read in full now and then in case something was missed. Depth is read by subject: an
// event's brackets, standings and rosters, teams, players, and a match's line-ups. The free plan names no
// maps and no rounds: what a key's plan refuses is asked for once a day.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "provider/pandascore/notes.hpp"
#include "provider/pandascore/parse.hpp"
#include "provider/provider.hpp"
#include "provider/shared/source_client.hpp"

namespace cs2::provider {

class Pandascore : public Provider {
 public:
  Pandascore(const std::string& token, std::string base_url, io::Http& http, const Clock& clock,
             Metrics& metrics);

  ProviderName name() const override { return ProviderName::pandascore; }
  // What the plan refuses is not offered.
  std::vector<Feed> feeds() const override;
  Budget& budget() override { return client_.budget(); }
  Task<Result<Fetched>> fetch(Request request) override;

 private:
  using Parse = std::function<Result<PandascorePage>(std::string_view json, Timestamp observed_at)>;
  struct Reading;  // one fetch under way
  struct Answer {
    PandascorePage page;
    bool has_next = false;
  };

  void drop_overtaken(Report& report);
  Task<Result<void>> read(Reading& reading, Request request);
  Task<Result<void>> read_running(Reading& reading);
  Task<Result<void>> read_past(Reading& reading);
  Task<Result<void>> read_incidents(Reading& reading);
  Task<Result<void>> read_events(Reading& reading, std::vector<std::string> ids);
  Task<Result<void>> read_stage(Reading& reading, PandascoreStage stage);
  Task<Result<void>> read_by_id(Reading& reading, std::string noun, std::vector<std::string> ids);
  Task<Result<void>> read_match_subjects(Reading& reading, std::vector<std::string> ids);
  Task<Result<void>> read_games(Reading& reading, MatchReport match);

  // All pages. With `since` only until a row was changed before it: the list is sorted that way.
  Task<Result<std::optional<Timestamp>>> read_list(Reading& reading, std::string path, Parse parse,
                                                   std::optional<Timestamp> since = std::nullopt);
  // A part that a plan may refuse, or that may have changed its shape: nothing then. not_found: it is gone.
  Task<Result<std::optional<PandascorePage>>> ask_part(Reading& reading, std::string part, std::string path,
                                                       Parse parse, std::size_t page_number = 1,
                                                       bool* has_next = nullptr);
  // All pages of such a part.
  Task<Result<std::optional<PandascorePage>>> ask_list(Reading& reading, std::string part, std::string path,
                                                       Parse parse);
  Task<Result<Answer>> ask(Reading& reading, std::string path, Parse parse, std::size_t page_number = 1);

  std::string base_url_;
  const Clock& clock_;
  SourceClient client_;
  PandascoreNotes notes_;
  std::set<std::string> running_;                  // ids, as of the last reading
  std::map<std::string, Timestamp> left_running_;  // since when, until they are found among the past ones
  std::optional<Timestamp> past_read_at_;
  std::optional<Timestamp> incidents_cursor_;        // the newest change that we have seen
  std::map<std::string, Timestamp> stages_read_at_;  // by their id
  std::map<std::string, Timestamp> modified_at_;     // the newest that we have seen, by match
};

}  // namespace cs2::provider
