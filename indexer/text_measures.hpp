#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/html_tree.hpp"

namespace byline {

/// How much text a subtree has, and of which kind. Lengths are in letters of an alphabet: an ideograph or a syllable of
/// Hangul says as much as about three of them, a kana as two.
struct TextMeasure {
  std::uint32_t letters = 0;
  std::uint32_t linked = 0;      ///< letters in links
  std::uint32_t prose = 0;       ///< letters in runs of running text: long, with stops or commas, few links
  std::uint32_t marks = 0;       ///< commas and stops of any script; for Thai, Lao and Khmer the spaces between phrases
  std::uint32_t runs = 0;        ///< stretches of text between the borders of blocks
  std::uint32_t paragraphs = 0;  ///< runs that are prose
  std::uint32_t listed = 0;      ///< letters in items of lists
  std::uint32_t items = 0;       ///< li
  std::uint32_t images = 0;
  std::uint32_t controls = 0;  ///< inputs and buttons

  TextMeasure& operator+=(const TextMeasure& other);
  [[nodiscard]] double link_density() const { return letters == 0 ? 0 : static_cast<double>(linked) / letters; }
};

/// A stretch of text that no border of a block interrupts: a paragraph, a heading, an item, the label of a button.
struct TextRun {
  HtmlNode::Id owner;  ///< the block element around it
  std::uint32_t letters = 0;
  std::uint32_t linked = 0;
  std::uint32_t marks = 0;

  [[nodiscard]] bool is_prose() const;
};

struct PageText {
  std::vector<TextRun> runs;         ///< in document order
  std::vector<TextMeasure> own;      ///< of every node without the block elements below it
  std::vector<TextMeasure> subtree;  ///< of every node with all below it
};

/// Measures a page. `skipped[id]` says that the subtree of `id` does not count; it must hold for unseen elements too.
PageText measure_text(const HtmlTree& page, const std::vector<bool>& skipped);

}  // namespace byline
