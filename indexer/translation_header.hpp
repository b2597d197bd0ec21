#pragma once

#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/front_matter.hpp"
#include "indexer/markdown_blocks.hpp"

namespace byline {

/// Reads the header of a translated article in Markdown: lines `[#]: key: (value)` or `[#]: key: "value"` at the start
/// of the text, which Markdown itself takes for the targets of links and drops. `subject` is the title, `author` a name
/// with an address of the web behind it, `url` the address of the translation and else `via` that of the original.
/// Who chose, reviewed and published the text is kept as metadata.
FrontMatter read_translation_header(std::string_view text);

/// Takes the lines that end such an article out of the blocks: `via: URL`, `作者：…`, `译者：…`, `校对：…` and what
/// stands behind them. They become asides, and name the author, the translator and the address where nothing else has.
/// Does nothing to a text that ends otherwise.
void take_translation_footer(std::vector<MarkdownBlock>& blocks, std::size_t line_offset, Article& article);

}  // namespace byline
