// What a message answers, complete enough to answer it again.
//
// Buttons and menus carry it in their custom id, so that they work after a restart and nothing about a
// message has to be remembered. The id can be forged by its presser; it holds nothing that he may not ask
// with a command.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits/discord.hpp"
#include "discord/types.hpp"
#include "model/ids.hpp"
#include "model/ranking.hpp"
#include "model/tournament.hpp"
#include "stats/filter.hpp"
#include "view/reference.hpp"

namespace cs2::view {

// How a statistic is shown: as an embed, in a code block, or as a file.
enum class Format { card, text, csv, json };

struct Question {
  enum class Kind {
    live,
    upcoming,
    results,
    match,
    team,
    line_ups,  // of a team
    player,
    event,
    standings,  // of an event
    bracket,    // same
    events,
    ranking,  // a table, or with a team how it stood over time
    audit,    // what managers did; for them alone
    compare,  // two teams, by how they did against each other
    team_stats,
    map_pool,
    form,
    player_stats,
    prediction,         // of a match
    prediction_record,  // how good they were
  } kind = Kind::live;
  TeamId team;
  TeamId opponent;  // of a match, or whom the team is compared with
  TournamentId event;
  MatchId match;
  PlayerId player;
  std::optional<RankingSystem> system;
  std::optional<Tier> tier;
  std::optional<int> audit_kind;             // place in audit_kinds
  discord::Snowflake actor;                  // whose doings
  std::optional<std::chrono::sys_days> day;  // in the server's time zone
  int day_count = 1;                         // from that day on, at most limits::days_asked_max
  // Of statistics; `day` is since when instead of the filter's days.
  stats::Filter filter;
  Format format = Format::card;
  int page = 0;
  bool hide_scores = false;
  discord::Snowflake owner;  // who asked: nobody else may turn pages
  // Where the owner came from, the latest last, each in the form of a custom id. The longest way back that
  // fits there, at most limits::trail_max.
  std::vector<std::string> trail;

  bool operator==(const Question&) const = default;
};

// The first words of actions in the audit log, in the order in which buttons number them: new ones come last.
inline constexpr std::array<std::string_view, 4> audit_kinds{"settings", "alias", "follow", "privacy"};

std::string_view name(Question::Kind kind);  // "live": the command that asks for it

// Whether it names all that it takes to answer; a forged one may not.
bool is_answerable(const Question& question);

// The card of one thing.
Question question_about(Reference entity);
// The same reader goes on from `here` to `next`, and can come back.
Question follow(const Question& here, Question next);
// Where the reader came from; nothing at the beginning of the way.
std::optional<Question> find_way_back(const Question& here);

enum class Action {
  turn,    // show that instead; the owner only
  choose,  // the values say what was meant; the owner only
  reveal,  // show it with scores, to the presser alone
  go,      // show the card of what the value names instead; the owner only
  jump,    // to the page that the value says, without one to the question's; the owner only
};

struct Pressed {
  Action action = Action::turn;
  Question question;

  bool operator==(const Pressed&) const = default;
};

// At most limits::custom_id characters: "1.t.u.tK3.p2.wA1B2C3D4E5F6G", and behind it the trail, the latest
// first: "_m.m7F_t.tK3".
std::string to_custom_id(const Pressed& pressed);
// Nothing for what this version does not write.
std::optional<Pressed> parse_custom_id(std::string_view custom_id);

}  // namespace cs2::view
