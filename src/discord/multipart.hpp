// A message with files, as multipart/form-data: the part payload_json, then files[0], files[1], ….
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "discord/types.hpp"

namespace cs2::discord {

// A line that none of the contents has; chance makes it so.
std::string make_boundary();

std::string to_multipart(std::string_view payload_json, const std::vector<File>& files,
                         std::string_view boundary);

}  // namespace cs2::discord
