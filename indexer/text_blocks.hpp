#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// A paragraph, list item or underlined heading of a text without markup: some lines that blank lines, list markers or
/// an underline set apart.
struct TextBlock {
  enum class Kind : std::uint8_t { Paragraph, Bullet, Numbered, Underlined };

  std::string_view text;  ///< the source's lines, without list marker and underline, blanks trimmed at both ends
  std::size_t line = 0;   ///< 1-based, of the first line
  Kind kind = Kind::Paragraph;
  std::uint8_t depth = 0;       ///< parts of a list number (2 for "1.2"); 1 for "===", 2 for "---" underneath
  std::uint16_t number = 0;     ///< of a numbered block
  bool is_after_blank = false;  ///< a blank line (or the start of the text) stands before it
  bool is_before_blank = true;  ///< a blank line (or the end of the text) stands behind it
  bool is_taken = false;        ///< known to be an aside, no part of the body
};

/// The blocks of a text, in one pass over it. Blank lines and rules ("* * *") are in none.
std::vector<TextBlock> text_blocks(std::string_view text, std::size_t first_line);

bool is_one_line(const TextBlock& block);

/// The first line of the block, trimmed.
std::string_view first_line_of(const TextBlock& block);

/// Moves the start of the block behind its first line; a block of one line is taken.
void drop_first_line(TextBlock& block);

/// The block's lines without their indentation.
std::string unindented(const TextBlock& block);

/// Adds a block to the section's text.
void append_block(Section& section, std::string_view text, std::size_t line);

/// A block of running text: it ends as a sentence does or is too long for a label, and is no verse.
bool is_prose(const TextBlock& block);

}  // namespace byline
