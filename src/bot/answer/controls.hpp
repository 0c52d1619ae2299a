// What answers of every kind share. Private to bot.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/command_definition.hpp"
#include "bot/question.hpp"
#include "model/match_details.hpp"
#include "model/player.hpp"

namespace cs2::bot {

view::Reader reader_of(const Question& question, const Call& call);

// From memory, else from the store: an id that neither knows comes from a very old button.
std::string team_name(TeamId id, const Call& call);
std::string event_name(TournamentId id, const Call& call);

// Cut, so that the same question is the same query for a while and may be answered from memory.
Timestamp this_hour(const Call& call);

// What has to be said of the match data: that it is loading or behind. Empty while it is current.
struct DataNote {
  std::string text;
  bool is_loading = false;

  // In place of "no matches", which nobody knows yet.
  std::string loading() const { return is_loading ? text : std::string{}; }
};
DataNote data_note(const Call& call);

// How old "nothing" is.
std::vector<MatchSource> known_sources(const Call& call);

// How many pages so many things take, and one of them that exists: a list may have become shorter since a
// button was made.
int count_pages(int total, std::size_t per_page);
int clamp_page(int page, int pages);

// The buttons and the menu below an answer to `here`: first the way back, where there is one.
class Controls {
 public:
  Controls(const Question& here, const Call& call);

  // Previous and next, where there are several pages; first, last and a menu of them where there are more.
  void add_pages(int page, int pages);
  void add_button(std::string_view key, Question next);
  // The same answer, asked otherwise: it has the same way back. One of what is shown already is disabled.
  void add_switch(std::string_view key, Question other);
  void add_reveal();
  void add_link(discord::Button link) { buttons_.push_back(std::move(link)); }

  // An entry of the menu; the second to the same thing is left out.
  void add_team(const Team& team);
  void add_player(const Player& player, RosterRole role = RosterRole::player);
  void add_event(const Tournament& event);
  void add_match(const MatchDetails& details);
  void add_matches(const std::vector<MatchDetails>& matches);

  std::vector<discord::Row> take();

 private:
  void add_pressable(std::string_view key, const Pressed& pressed, bool disabled = false);
  void add_page_menu(int page, int pages);
  void add_entry(std::string_view label, Reference entity, const std::string& description);

  const Question& here_;
  const Call& call_;
  std::vector<discord::Button> buttons_;
  discord::Select menu_;
  discord::Select page_menu_;
};

}  // namespace cs2::bot
