#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace byline {

/// A word of the archive that looks like another one.
struct SimilarWord {
  std::string word;               ///< exact form
  unsigned distance = 0;          ///< edit_distance (edit_distance.hpp) to the word that was asked for
  Xapian::doccount articles = 0;  ///< that have it

  friend bool operator==(const SimilarWord&, const SimilarWord&) = default;
};

struct SimilarWords {
  std::vector<SimilarWord> words;  ///< nearest first, then by articles, most first, then by bytes
  bool cut_off = false;            ///< there are more than the limit
};

struct SimilarWordRequest {
  unsigned max_distance = 1;  ///< at most kMaxEditDistance
  std::size_t limit = 1000;   ///< keep so many, the best
  /// So many code points at the beginning must be the same; the search then reads only the words that begin so.
  std::size_t same_beginning = 0;
};

/// Further words are no longer similar, and finding them means reading the whole vocabulary.
inline constexpr unsigned kMaxEditDistance = 3;

/// Nobody types longer words; for longer ones nothing is similar but the word itself.
inline constexpr std::size_t kMaxSimilarLength = 64;

/// The archive's exact words within a distance of `word`, which is an exact form, itself among them when the archive
/// has it. Goes once through the sorted vocabulary, keeping the rows of the distance's table for what a word has in
/// common with the one before, and leaps over all words that begin with what is too far already (compare K. Schulz and
/// S. Mihov, Fast string correction with Levenshtein automata, 2002). Xapian's exceptions pass through.
SimilarWords similar_words(const Xapian::Database& articles, std::string_view word, const SimilarWordRequest& request);

}  // namespace byline
