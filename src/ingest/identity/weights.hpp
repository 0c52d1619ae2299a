// How much each reason counts towards two things being one, in points, and from where on we believe it.
//
// The numbers are chosen so that what decides alone stands at the threshold, and everything else needs help:
// see the sums in the reasons. tests/unit/ingest/identity holds the sums that matter against real traps.
#pragma once

#include <string_view>

#include "model/review.hpp"

namespace cs2::ingest {

inline constexpr int same_from = 75;      // merged, or taken for ours
inline constexpr int doubtful_from = 45;  // a person is asked; below that nothing is said

struct Weight {
  std::string_view name;
  int points;
};

namespace weights {

// ---- teams
inline constexpr Weight name_equal{"name_equal", 80};    // decides alone, with a little to spare
inline constexpr Weight alias_equal{"alias_equal", 75};  // decides alone, but bears no contradiction
inline constexpr Weight name_part{"name_part",
                                  25};  // "9z" in "9z Globant", "BB" for BetBoom: a hint, never proof
inline constexpr Weight same_match{"same_match",
                                   30};  // same opponent at the same minute: with a part, a doubt (55)
inline constexpr Weight same_matches{"same_matches", 20};  // two of them: with a part, proof (75)
inline constexpr Weight same_season{"same_season", 30};    // three: proof alone (80), unless told apart
inline constexpr Weight name_short{"name_short",
                                   45};  // NAVI for Natus Vincere: proof with a match (75) or a roster (80)
inline constexpr Weight roster_equal{"roster_equal",
                                     35};  // three of the players; with a part and a match, proof (90)
inline constexpr Weight roster_differs{
    "roster_differs", -30};  // nobody of four in one season: even equal names are a doubt (50)
inline constexpr Weight country_equal{"country_equal", 5};
inline constexpr Weight country_differs{"country_differs",
                                        -5};               // seats and players' homes are mixed up often
inline constexpr Weight name_shared{"name_shared", -25};   // two of ours bear it: needs a match or a roster
inline constexpr Weight told_apart{"told_apart", -30};     // one source knows both, or names both at once
inline constexpr Weight other_squad{"other_squad", -200};  // Academy, fe, Junior: never the first team
inline constexpr Weight played_each_other{"played_each_other", -200};  // nobody plays themselves

// ---- players who bear one nickname
inline constexpr Weight nickname_equal{"nickname_equal", 40};  // says nothing alone
inline constexpr Weight team_shared{"team_shared", 40};        // proof with it (80)
inline constexpr Weight nationality_equal{"nationality_equal", 35};
inline constexpr Weight nationality_differs{"nationality_differs", -5};  // many have two
inline constexpr Weight last_name_equal{"last_name_equal", 35};
inline constexpr Weight last_name_differs{"last_name_differs",
                                          -45};               // spelled otherwise, at best a doubt (70)
inline constexpr Weight reported_as_two{"told_as_two", -80};  // one source knows both, by two ids

// ---- tournaments
inline constexpr Weight matches_agree{"matches_agree", 80};     // every match that both tell of
inline constexpr Weight matches_differ{"matches_differ", -30};  // some are of a third: a doubt (50)

// ---- matches
inline constexpr Weight pair_equal{"pair_equal", 50};  // with the time, proof (75)
inline constexpr Weight side_equal{"side_equal",
                                   45};  // the other is undecided; nobody plays twice within 45 minutes
inline constexpr Weight undecided{"undecided", 30};  // needs the minute, the tournament and the length (75)
inline constexpr Weight undecided_elsewhere{"undecided_elsewhere",
                                            -15};        // two sources' nobodies: semifinals are twins
inline constexpr Weight time_equal{"time_equal", 30};    // within five minutes
inline constexpr Weight time_near{"time_near", 25};      // within 90, or on a day when no more is known
inline constexpr Weight moved{"moved", -10};             // no time in common: a doubt (65) at best …
inline constexpr Weight old_is_gone{"old_is_gone", 10};  // … unless its source gave the old one up (75)
inline constexpr Weight tournament_equal{"tournament_equal", 10};
inline constexpr Weight stage_equal{"stage_equal", 10};
inline constexpr Weight stage_differs{"stage_differs", -15};  // group and playoffs: a rematch
inline constexpr Weight length_equal{"length_equal", 5};
inline constexpr Weight length_differs{"length_differs", -5};
inline constexpr Weight over_before{"over_before", -30};  // what is over does not begin later
inline constexpr Weight result_differs{"result_differs",
                                       -30};  // and begins at another time: two maps' worth apart
inline constexpr Weight day_contradicts{"day_contradicts", -200};  // see day.hpp: two matches of one day
inline constexpr Weight two_words{"two_words", -200};              // one source tells both: it ought to know

// Two of ours fit: as much is taken away as leaves a doubt.
inline constexpr std::string_view others_fit_too = "others_fit_too";

}  // namespace weights

inline void add(Resemblance& resemblance, const Weight& weight) {
  resemblance.add(weight.name, weight.points);
}

}  // namespace cs2::ingest
