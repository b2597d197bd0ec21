#pragma once

#include <cstddef>

#include "common/article.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/main_text.hpp"

namespace byline {

/// Which of the descriptions of images (`alt`) are captions.
enum class ImageTexts { All, None };

/// Puts the article's nodes into its sections: h1 to h6 are headings, nested by their levels; paragraphs, list items,
/// terms and definitions, and rows of tables (cells apart by two spaces) are blocks, and so is each stretch of text
/// between two `<br>`. White space is single but in `pre`. What is set apart becomes asides and omissions.
///
/// `first_line` is the source's line where the page starts, or 0 when its lines are not the source's. A heading that
/// repeats the article's title before any other is no section, unless others of its level follow.
void append_blocks(const HtmlTree& page, const MainText& text, ImageTexts images, std::size_t first_line,
                   Article& article);

}  // namespace byline
