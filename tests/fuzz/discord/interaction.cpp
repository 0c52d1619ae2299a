// Interactions of any bytes are read within their bounds or refused, and what was read can be answered as
// valid JSON.
#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>

#include "base/limits/discord.hpp"
#include "discord/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto interaction = discord::parse_interaction(text);
  if (!interaction) return 0;
  if (interaction->options.size() > limits::command_options) std::abort();
  if (interaction->values.size() > limits::select_options) std::abort();

  const auto answer = discord::answer_to_json(discord::AnswerMessage{
      {.content = interaction->user_name,
       .embeds = {{.title = interaction->command, .footer = interaction->custom_id}}}});
  boost::system::error_code broken;
  static_cast<void>(boost::json::parse(answer, broken));
  if (broken) std::abort();
  return 0;
}
