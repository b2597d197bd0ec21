#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/word_boundaries.hpp"

namespace byline {

/// A word and where it stands in its source text.
struct Word {
  std::size_t begin = 0;     ///< bytes
  std::size_t end = 0;       ///< bytes; a possessive "'s" and an elided article ("l'") are outside
  std::size_t position = 0;  ///< counts the words from 0
  /// Set for a form that joins several words ("cross-border" as `crossborder`, "example.org", "AT&T", "1,000" as
  /// `1000`): stands at the position of its first word, besides them. Else the text is the source's [begin, end).
  std::string_view joined;
};

/// Cuts UTF-8 text into words at ICU's word boundaries (UAX #29, with dictionaries for Chinese, Japanese, Thai, Khmer,
/// Lao and Burmese), mended where a reader would cut otherwise:
///
///   source            words                     joined
///   cross-border      cross, border             crossborder
///   AT&T              AT, T                     AT&T
///   foo_bar, a@b.org  foo, bar; a, b, org       foo_bar; a@b.org
///   example.org       example, org              example.org
///   U.S., e.g.        U.S; e.g                  (U.S.A. also USA)
///   C++, C#, .NET     C++, C#, .NET
///   1,000             1,000                     1000
///   China’s, l’eau    China; eau
///   in<U+00AD>flation     one word
///   Ruby는, 2025년에      Ruby; 2025, 년에         (a Korean particle tied to another script is no word)
///   ใช้Jest            ใช้, Jest
///
/// White space, punctuation and emoji are no words. The cut does not depend on the language of the text, so that a
/// query needs none. Not thread-safe; make one per thread.
class WordSegmenter {
 public:
  WordSegmenter();
  ~WordSegmenter();
  WordSegmenter(WordSegmenter&&) noexcept;
  WordSegmenter& operator=(WordSegmenter&&) noexcept;

  /// The words of `text` in order; a joined form comes before the words it joins. `text` is well-formed UTF-8 of less
  /// than 2 GiB. Valid, and the views in them, until the next call.
  const std::vector<Word>& split(std::string_view text);

  /// The same from the words that ICU's rules give (WordBoundaries), in order.
  const std::vector<Word>& mend(std::string_view text, const std::vector<RawWord>& raw_words);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// "ICU 72.1, Unicode 15.0": what the boundaries depend on.
std::string segmentation_identity();

}  // namespace byline
