#pragma once

#include <optional>
#include <string_view>

#include "indexer/field_value.hpp"

namespace byline {

/// Reads the YAML that nearly all front matter is made of: lines of `name: value` from the first column, where a value
/// is a plain or quoted text on that line, a list in brackets, or lines of `- text` below. Gives what a whole parser
/// gives, or nothing where one is needed; so it takes only what leaves no doubt.
///
/// A parser takes as long for this as CommonMark for the text below it.
std::optional<FieldValue> read_plain_yaml(std::string_view block);

}  // namespace byline
