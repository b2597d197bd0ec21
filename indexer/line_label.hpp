#pragma once

#include <optional>
#include <string_view>

namespace byline {

/// What stands behind the words that open a line: "Jane Doe" of "Written by: Jane Doe".
struct LabelledText {
  std::string_view text;   ///< trimmed, without the colon
  bool has_colon = false;  ///< a colon, or a sign that stands for one ("文／…"), followed the label
};

/// The rest of `line` when it begins with `label`, whatever the case of both. A label of letters that have case ends
/// where a word ends, so that "By" is not found in "Bycatch"; in scripts that put no spaces it may end anywhere.
std::optional<LabelledText> after_label(std::string_view line, std::string_view label);

/// True when the first code point that is no quotation mark or bracket begins a sentence or a name: a capital, a digit
/// or a letter of a script without case.
bool begins_like_sentence(std::string_view text);

}  // namespace byline
