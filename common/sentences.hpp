#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/text_range.hpp"

namespace byline {

/// The sentence boundaries of UAX #29 in a text in which a line break is white space. They are those that ICU finds, of
/// whose data only the properties of characters are used: its own iterator takes ten times as long, and what it needs
/// longer to load than a search takes.
class SentenceBoundaries {
 public:
  /// `text` is well-formed UTF-8.
  void find(std::string_view text);

  /// Where each of the sentences ends, in bytes.
  [[nodiscard]] const std::vector<std::size_t>& ends() const { return ends_; }

 private:
  std::vector<std::size_t> ends_;
  std::vector<std::size_t> begins_;  ///< of the characters, when they are not a byte each
};

/// Cuts text into sentences at the boundaries of UAX #29, mended where an abbreviation ("Mr. Smith",
/// "U.S. President", "No. 5") only looks like an end. Thai and its neighbours, which have no full stop, are cut at
/// spaces into stretches of about a sentence's length. Ranges have no white space at their ends; line breaks inside a
/// sentence are kept. Not thread-safe.
class SentenceSegmenter {
 public:
  /// The sentences of a paragraph of well-formed UTF-8, in order.
  std::vector<TextRange> split(std::string_view paragraph);

 private:
  SentenceBoundaries boundaries_;
};

}  // namespace byline
