#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// Takes a line from the top of an article when it speaks about it: a byline, a date, both, or nothing but the names
/// in `known_authors`. True when it was taken; it is an aside then, and what it says is in the article unless that was
/// known before.
bool take_top_line(std::string_view line, std::size_t source_line, const std::vector<std::string>& known_authors,
                   Article& article);

/// For an article whose sections were built from a document without fields, and whose title is known or empty: finds
/// the title among the first blocks or in the first heading when there is none, takes what repeats it out of the body,
/// and takes the lines there that speak about the article.
void take_top_of_sections(const std::vector<std::string>& known_authors, Article& article);

}  // namespace byline
