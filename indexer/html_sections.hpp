#pragma once

#include <cstddef>
#include <string_view>

#include "common/article.hpp"

namespace byline {

/// Appends the text of an HTML fragment, all of which is body (an entry of a feed, the HTML part of a mail, a chapter
/// of a book), to the article's sections: headings nested, paragraphs, list items, table rows and code as blocks,
/// captions and descriptions of images as asides, what is hidden (as mails do with previews) left out. An article
/// without a title gets the first heading's, and a heading that is the title is no section. `line` is that of the
/// fragment's first line in the source, or 0 when its lines are not the source's.
void append_html_sections(std::string_view html, std::size_t line, Article& article);

}  // namespace byline
