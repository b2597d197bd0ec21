#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace byline {

/// Part of a JSON text.
struct JsonPart {
  std::string_view name;  ///< of a member, as written between its quotes; empty for an item of a list
  std::string_view text;
};

/// Takes the outermost object or list of a JSON text apart without understanding what is in it, so that what is whole
/// can be read where the rest is damaged. Calls `sink` for each member or item, in order. False when the text ends too
/// early, or is no object or list.
bool for_each_json_part(std::string_view json, const std::function<void(const JsonPart&)>& sink);

}  // namespace byline
