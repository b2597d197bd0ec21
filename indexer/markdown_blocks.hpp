#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// One block of a Markdown text as plain text: a heading, paragraph, list item, table row or block of code.
struct MarkdownBlock {
  unsigned heading_level = 0;  ///< 1 to 6; 0 for what is no heading
  std::string text;            ///< without markup; the source's line breaks kept
  std::size_t line = 0;        ///< 1-based line in `markdown`
};

struct MarkdownBlocks {
  std::vector<MarkdownBlock> blocks;
  std::vector<MarkdownBlock> captions;  ///< descriptions of images
};

/// The blocks of CommonMark (with tables, strikethrough and task lists) in the order of the text.
MarkdownBlocks markdown_blocks(std::string_view markdown);

}  // namespace byline
