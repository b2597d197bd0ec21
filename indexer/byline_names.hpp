#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// The people a byline names, in its order.
struct Byline {
  std::vector<std::string> authors;
  std::vector<Contributor> contributors;

  friend bool operator==(const Byline&, const Byline&) = default;
};

/// Reads a whole line as a byline when it is one: "By A and B", "Von A und B", "Par A et B", "Por A y B",
/// "Written by A", "Interview by A", "Edited by NAME, ROLE", "Translated by A", "Text: A", "Photos by A", "作者：甲",
/// and several of them on one line with a stroke between. A line that merely begins with "By" ("By then the harbour
/// had frozen.") gives nothing.
std::optional<Byline> parse_byline_line(std::string_view line);

/// Splits a list of names as records and front matter have it: "A, B and C", "A & B", "A; B", "A und B", "A et B",
/// "A y B", with an agency or affiliation after a name dropped ("Carla K. Johnson, AP"). "By " in front is ignored.
std::vector<std::string> split_names(std::string_view list);

/// True when the text could be one person's name: two to five words that begin with capitals (or are name particles),
/// or a short run of letters in a script without case.
bool looks_like_name(std::string_view text);

}  // namespace byline
