#pragma once

#include <string>
#include <string_view>

namespace byline {

/// The text of a fragment of HTML5 as a reader would see it: no tags, comments, scripts or styles; character
/// references decoded; line breaks of the source kept; block elements and `<br>` apart by white space.
std::string text_of_html(std::string_view fragment);

}  // namespace byline
