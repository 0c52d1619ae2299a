// What a message answers, complete enough to answer it again.
//
// Buttons and menus carry it in their custom id, so that they work after a restart and nothing about a
// message has to be remembered. The id can be forged by its presser; it holds nothing that he may not ask
// with a command.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits/discord.hpp"
#include "discord/types.hpp"
#include "model/ids.hpp"
#include "model/tournament.hpp"

namespace cs2::bot {

struct Question {
  enum class Kind { live, upcoming, results, match } kind = Kind::live;
  TeamId team;
  TeamId opponent;  // of a match
  TournamentId event;
  MatchId match;
  std::optional<Tier> tier;
  std::optional<std::chrono::sys_days> day;  // in the server's time zone
  int page = 0;
  bool hide_scores = false;
  discord::Snowflake owner;  // who asked: nobody else may turn pages

  bool operator==(const Question&) const = default;
};

std::string_view name(Question::Kind kind);  // "live": also the command's name

enum class Action {
  turn,    // show that page instead; the owner only
  choose,  // the values say what was meant; the owner only
  reveal,  // show it with scores, to the presser alone
};

struct Pressed {
  Action action = Action::turn;
  Question question;

  bool operator==(const Pressed&) const = default;
};

// At most limits::custom_id characters: "1.t.u.tK3.p2.wA1B2C3D4E5F6G".
std::string to_custom_id(const Pressed& pressed);
// Nothing for what this version does not write.
std::optional<Pressed> parse_custom_id(std::string_view custom_id);

}  // namespace cs2::bot
