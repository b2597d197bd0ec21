#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// A word of the query, analysed.
struct QueryWord {
  std::string word;                        ///< exact form
  std::string stem;                        ///< by the archive's main language
  std::vector<std::string> variant_stems;  ///< of the archive's words that differ by accents only; by the same language
  std::vector<ForeignStem> foreign_stems;

  /// The stems by the main language; sorted, distinct.
  [[nodiscard]] std::vector<std::string> main_stems() const;

  std::size_t begin = 0;  ///< bytes into what was analysed
  std::size_t end = 0;
};

/// Which forms stand for a word inside a phrase or NEAR.
enum class PositionalForm { Exact, Inflected, Prefix };

/// One word as a reader would count it: a plain word; a compound ("cross-border"), which is found joined or as its
/// parts side by side; or one joined by signs ("AT&T", "a@b.org"), which is found as a whole only.
struct QueryUnit {
  std::optional<QueryWord> whole;  ///< the word, or the compound's joined form; absent for a very long compound
  std::vector<QueryWord> parts;    ///< of a compound
  bool parts_count = false;        ///< the parts side by side mean the same as the whole

  [[nodiscard]] Spacing spacing() const { return whole ? spacing_of(whole->word) : Spacing::Spaces; }
};

/// Whether nothing stands between two words, and neither would be parted from the other by a space.
bool are_written_together(const QueryWord& first, const QueryWord& second);
bool are_written_together(const QueryUnit& first, const QueryUnit& second);

/// The units of a text typed without white space. Scripts without spaces give several.
std::vector<QueryUnit> query_units(std::string_view text, Archive& archive);

/// The words of a phrase, one for each position.
std::vector<QueryWord> phrase_words(std::string_view text, Archive& archive);

}  // namespace byline
