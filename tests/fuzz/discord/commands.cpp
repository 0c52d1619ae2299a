// A list of commands of any bytes is read or refused, and what was read is written as valid JSON.
#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>

#include "discord/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2::discord;
  const auto commands = parse_commands({reinterpret_cast<const char*>(bytes), size});
  if (!commands) return 0;
  std::vector<CommandSpec> specs;
  for (const auto& command : *commands) {
    if (!command.id) std::abort();
    specs.push_back(command.spec);
  }
  boost::system::error_code broken;
  const auto written = boost::json::parse(commands_to_json(specs), broken);
  if (broken || written.as_array().size() != specs.size()) std::abort();
  return 0;
}
