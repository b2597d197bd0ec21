#pragma once

#include <optional>
#include <string_view>

#include "common/calendar.hpp"

namespace byline {

/// The first date that a single-spaced line about an article states, wherever it stands in it: of "By Jane Doe March
/// 25, 2015 5 min read". Nothing of a line that says when the text was last changed. `language` is the article's BCP 47
/// tag, as far as it is known.
std::optional<PartialDate> date_in_line(std::string_view line, std::string_view language = {});

}  // namespace byline
