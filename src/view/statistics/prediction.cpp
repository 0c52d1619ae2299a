// Who is likely to win, and how good such predictions were.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits/statistics.hpp"
#include "base/version.hpp"
#include "stats/probability.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/profile_text.hpp"
#include "view/statistics/statistic.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t description_characters = 1500;
constexpr std::size_t scores_shown = 4;

std::string definition_line(const Reader& reader) {
  return reader.language.say("prediction.definition",
                             {{"url", fmt::format("{}/blob/main/docs/statistics.md", project_url)}});
}

// "2–1 Spirit 24%", the likeliest first.
std::string scores_line(const std::array<std::string, 2>& names, double probability,
                        std::optional<int> best_of, const Reader& reader) {
  if (!best_of || *best_of < 3) return {};
  std::vector<std::string> parts;
  for (const auto& [score, chance] : stats::compute_scores(probability, *best_of)) {
    if (parts.size() == scores_shown) break;
    const bool first_wins = score.first > score.second;
    parts.push_back(reader.language.say("prediction.score",
                                        {{"team", names.at(first_wins ? 0 : 1)},
                                         {"score", numbers(first_wins ? score : score.swapped(), reader)},
                                         {"percent", std::int64_t{stats::percent_of(chance)}}}));
  }
  return parts.empty() ? std::string{}
                       : reader.language.say("prediction.scores", {{"scores", join(parts, " · ")}});
}

std::string ratings_line(const std::array<std::string, 2>& names, const Forecast& forecast,
                         const Reader& reader) {
  std::vector<std::string> parts;
  for (std::size_t side = 0; side < 2; ++side) {
    const auto& rating = forecast.ratings.at(side);
    if (!rating) continue;
    const auto text = reader.language.say(
        "statistics.rating", {{"rating", std::int64_t{stats::shown_rating(rating->mean)}},
                              {"deviation", std::int64_t{stats::shown_deviation(rating->variance)}}});
    parts.push_back(
        reader.language.say("statistics.line.rating_of", {{"name", names.at(side)}, {"rating", text}}));
  }
  return join(parts, " · ");
}

std::string bin_line(std::size_t place, const stats::CalibrationBin& bin, const Reader& reader) {
  if (bin.count == 0) return {};
  const auto from = 50 + 10 * static_cast<std::int64_t>(place);
  return reader.language.say("prediction.bin", {{"from", from},
                                                {"to", from + 10},
                                                {"won", std::int64_t{bin.won}},
                                                {"count", std::int64_t{bin.count}}});
}

}  // namespace

discord::Message prediction_card(const MatchDetails& details, const Forecast& forecast,
                                 const Reader& reader) {
  const auto& language = reader.language;
  const std::array names{opponent_name(details, 0, reader, statistic_name_characters),
                         opponent_name(details, 1, reader, statistic_name_characters)};
  Lines lines{description_characters};
  lines.add(join({event_line(details, reader, statistic_name_characters), time_text(details.match, reader)},
                 " · "));
  if (!forecast.probability) {
    lines.add(language.say("prediction.none"));
  } else {
    lines.add(chances_text(names, *forecast.probability, reader));
    if (forecast.is_uncertain) lines.add(language.say("statistics.uncertain"));
    lines.add(scores_line(names, *forecast.probability, details.match.best_of, reader));
  }
  lines.add(ratings_line(names, forecast, reader));
  if (forecast.made_at)
    lines.add(language.say("prediction.made", {{"time", discord::timestamp(*forecast.made_at, 'f')}}));
  lines.add(definition_line(reader));
  discord::Embed embed{.title = language.say("statistics.title_of.prediction",
                                             {{"match", versus(details, reader, statistic_name_characters)}}),
                       .description = lines.take(),
                       .color = color_neutral};
  Sources sources;
  sources.add(std::span{&details, 1});
  sources.add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

discord::Message prediction_record_card(const stats::PredictionRecord& record, const Reader& reader) {
  const auto& language = reader.language;
  Lines lines{description_characters};
  if (record.count < limits::rated_from) {
    lines.add(language.say("prediction.too_few", {{"count", std::int64_t{record.count}}}));
  } else {
    lines.add(language.say("prediction.accuracy", {{"percent", std::int64_t{percent(record.accuracy)}},
                                                   {"count", std::int64_t{record.count}}}));
    lines.add(language.say("prediction.brier", {{"value", record.brier}}));
    lines.add(language.say("prediction.log_loss", {{"value", record.log_loss}}));
    for (std::size_t place = 0; place < record.bins.size(); ++place)
      lines.add(bin_line(place, record.bins.at(place), reader));
  }
  lines.add(definition_line(reader));
  return {
      .embeds = {
          {.title = language.say("prediction.record"), .description = lines.take(), .color = color_neutral}}};
}

}  // namespace cs2::view
