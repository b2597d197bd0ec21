#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/field_value.hpp"

namespace byline {

/// One block of a reStructuredText document as plain text.
struct RstBlock {
  enum class Kind {
    Heading,
    Text,     ///< a paragraph, list item, table row, block of code
    Caption,  ///< of a figure, or the description of an image
  };

  Kind kind = Kind::Text;
  unsigned level = 0;    ///< of a heading: 1 for the first kind of underline in the document, 2 for the second, …
  std::string text;      ///< without markup; the source's line breaks kept
  std::size_t line = 0;  ///< 1-based line in the document
};

struct RstBlocks {
  FieldValue fields = FieldValue::map();  ///< the field list at the top (`:author: …`), and directives that are such
  std::vector<RstBlock> blocks;
  std::vector<Omission> omissions;  ///< tables of contents, raw HTML and the like
};

/// The blocks of a document in the order of its text. `text` is well-formed UTF-8 with "\n" line ends. In linear time,
/// without recursion: what a directive or an item holds is read as if it stood outside.
RstBlocks rst_blocks(std::string_view text);

}  // namespace byline
