// Checks bodies against Discord's OpenAPI description.
//
// The description is JSON Schema 2020-12; what it uses of that language is understood here, and nothing else:
// type, enum, const, oneOf/anyOf/allOf, $ref, properties, required, additionalProperties, min/maxProperties,
// items, min/maxItems, uniqueItems, min/maxLength, pattern, minimum, maximum and format. Two corrections are
// made, because the file is wrong there or too lax: unknown keys are refused, and
// `default_member_permissions` is the decimal text that Discord's documentation and every library send.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sim/discord/simulated_discord.hpp"

namespace cs2::sim {

class Schema {
 public:
  // An OpenAPI file, or any JSON with `components.schemas`.
  static Result<Schema> load(const std::string& path);
  static Result<Schema> parse(std::string_view json);

  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;
  ~Schema();

  // Discord itself ignores keys that it does not know; ours should send none.
  enum class UnknownKeys { ignored, broken };

  // What breaks the schema of that name, in one line: "embeds[0].title: longer than 256"; nothing when all is
  // well. An unknown name is a mistake of ours.
  std::optional<std::string> check(std::string_view schema, std::string_view json,
                                   UnknownKeys unknown_keys = UnknownKeys::broken) const;
  // Each element of an array; something else than an array breaks it.
  std::optional<std::string> check_each(std::string_view schema, std::string_view json,
                                        UnknownKeys unknown_keys = UnknownKeys::broken) const;

 private:
  struct State;
  explicit Schema(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// What DiscordSettings::check_body takes.
BodyCheck check_against(Schema schema);

}  // namespace cs2::sim
