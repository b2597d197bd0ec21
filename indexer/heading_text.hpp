#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace byline {

/// The number in front of a heading or an item: "2.", "2)", "II.", "a)", "1.2".
struct ListNumber {
  std::size_t size = 0;  ///< bytes, with the spaces behind it
  int value = 0;         ///< the last part: 2 for "1.2"
  int depth = 1;         ///< how many parts: 2 for "1.2"
};

/// The list number that `text` begins with. Numbers that belong to the words are none: "2024 in review",
/// "3D printing", "14. August 2022", "第一章".
std::optional<ListNumber> list_number(std::string_view text);

/// "2. A role for Canada" -> "A role for Canada". Nothing but a number stays as it is.
std::string_view without_list_number(std::string_view heading);

/// True when a line could head a section by its look alone: short, begins as a sentence does and does not end as one;
/// no date, byline, address, price or quotation.
bool looks_like_heading(std::string_view line);

/// True when every letter that has case is a capital, and there are three or more.
bool is_in_capitals(std::string_view line);

/// True for the full stop, question mark and the like of any script, with quotation marks and brackets behind it.
bool ends_with_sentence_mark(std::string_view text);

}  // namespace byline
