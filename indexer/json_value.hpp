#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/field_value.hpp"

namespace byline {

/// The value of a JSON text in UTF-8; nothing, and in `error` the reason for a person, when it is broken. Numbers and
/// booleans are their text, NUL characters spaces. The one door to the JSON parser.
std::optional<FieldValue> parse_json(std::string_view text, std::string* error);

}  // namespace byline
