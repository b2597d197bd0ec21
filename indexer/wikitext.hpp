#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/wiki_names.hpp"

namespace byline {

/// Puts the text of a wiki's page into the article: headings, paragraphs, list items, rows of tables and code as
/// sections and blocks, captions as asides, its categories as tags; what was left out is said in its omissions.
/// `first_line` is the line of the source in which the text begins.
void append_wikitext(std::string_view text, std::size_t first_line, const WikiNames& names, Article& article);

/// True for the text of a page that only sends the reader to another one: "#REDIRECT [[…]]" in any language.
bool is_wiki_redirect(std::string_view text);

}  // namespace byline
