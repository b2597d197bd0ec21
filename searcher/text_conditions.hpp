#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/lexicon.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/query_tree.hpp"

namespace byline {

/// What one query may ask for, so that none takes longer than a reader waits. Each is far beyond what people type, and
/// a query beyond one is refused, never cut. Measured on 14,000 articles.
inline constexpr std::size_t kMaxExpandedWords =
    20'000;                                          ///< words of the archive that prefixes and their like stand for
inline constexpr std::size_t kMaxPhraseWords = 256;  ///< of one phrase
inline constexpr std::size_t kMaxNearWords = 32;
inline constexpr std::size_t kMaxPhrases = 256;      ///< different phrases, words written with hyphens and NEARs
inline constexpr std::size_t kMaxRunPhrases = 800;   ///< different ones that texts without spaces can stand for
inline constexpr std::size_t kMaxRunWords = 10'000;  ///< of one text without spaces

/// Makes the conditions on text of one query. Every one of them comes by here, whatever it is made of, and is counted;
/// what stands for too much is an Error (BadQuery) at the part of the query that is being compiled.
class TextConditions {
 public:
  explicit TextConditions(Archive& archive) : archive_(archive) {}

  /// What follows is of this node.
  void begin(const QueryNode& node) { column_ = node.span.begin; }

  /// Nothing, where the archive has no word of one of the sets.
  [[nodiscard]] MatchNode of(TextCondition text);
  /// One word, or several side by side.
  [[nodiscard]] MatchNode of_sequence(std::vector<WordSet> sets, bool in_title);
  /// The ways to say a text without spaces as words side by side.
  [[nodiscard]] std::vector<MatchNode> of_spans(const std::string& text, Lexicon::Ends ends, bool in_title);

  /// Throws where a phrase of so many words is too long.
  void check_phrase_length(std::size_t words) const;

 private:
  void count(const TextCondition& text);

  Archive& archive_;
  std::size_t column_ = 0;               ///< what is being compiled, for errors; code points, from 0
  std::set<TextCondition> phrases_;      ///< phrases and NEARs so far
  std::set<TextCondition> run_phrases_;  ///< of texts without spaces
  std::size_t expanded_words_ = 0;       ///< words so far that sets of several have
};

/// Any of the nodes that can match.
MatchNode any_possible(std::vector<MatchNode> nodes);

}  // namespace byline
