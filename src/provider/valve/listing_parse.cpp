#include "provider/valve/listing_parse.hpp"

#include "provider/shared/json_fields.hpp"
#include "provider/shared/json_text.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t files_per_folder_max = 1'000;  // of GitHub's answer; a busy year has 80

}  // namespace

Result<std::vector<std::string>> parse_valve_listing(std::string_view text) {
  const auto value = parse_json_text(text);
  if (!value) return failed(value);
  const auto* list = value->if_array();
  if (!list) return fail(ErrorKind::drift, "the folder's list is not a list");
  if (list->size() > files_per_folder_max)
    return fail(ErrorKind::too_large, "{} entries in one folder", list->size());
  std::vector<std::string> names;
  for (const auto& element : *list) {
    const auto* object = element.if_object();
    if (!object) continue;
    std::string complaint;
    if (auto name = JsonFields{*object, complaint}.text("name")) names.push_back(std::move(*name));
  }
  return names;
}

}  // namespace cs2::provider
