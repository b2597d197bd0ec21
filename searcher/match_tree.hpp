#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/analysis.hpp"

namespace byline {

/// The stem that a word has in another language than the archive's main one, where the two differ. It counts in
/// articles of that language only: the French stem of "cope" is that of the English "cops".
struct ForeignStem {
  std::string language;
  std::string stem;

  friend auto operator<=>(const ForeignStem&, const ForeignStem&) = default;
};

/// Why the words of a set count: how they follow from what was typed. `--explain` names it.
enum class WordOrigin : std::uint8_t {
  Typed,     ///< the word itself, in the inflections that were asked for
  Prefix,    ///< `tariff*`
  Pattern,   ///< `t*riff`
  Fuzzy,     ///< `tarif~`
  Synonym,   ///< from the list of synonyms
  Respelt,   ///< the archive's spelling of a word that it does not have
  Feedback,  ///< taken from the best articles
};

/// Some stems of a set whose words do not all count alike.
struct StemTier {
  std::vector<std::string> stems;  ///< sorted, distinct
  double weight = 1;

  friend auto operator<=>(const StemTier&, const StemTier&) = default;
};

/// Which words of a text count as one word of the query.
struct WordSet {
  WordOrigin origin = WordOrigin::Typed;
  std::string typed;               ///< as the query has it, for explanations
  std::string respelt_from;        ///< of a Respelt word, what was typed
  bool by_stem = false;            ///< match by stem; else by exact form
  std::vector<std::string> stems;  ///< by the archive's main language; of a prefix, of all its words; sorted, distinct
  std::vector<ForeignStem> foreign_stems;
  /// Where some words count more than others. Each tier has the one before in it and weighs less, the last has all
  /// stems; an article counts by the best tier that it has a stem of. Empty: all count alike.
  std::vector<StemTier> tiers;
  std::vector<std::string> words;  ///< exact forms; sorted, distinct. Empty when matched by stem
  std::string prefix;              ///< `tariff*`: the words are those of the archive that begin so
  /// Of scripts that part words otherwise than by spaces: the words may be longer than the query's, which is this, an
  /// exact form or stem. It alone is then marked.
  std::string inside;

  /// `language` is that of the token's text.
  [[nodiscard]] bool matches(const Token& token, std::string_view language = {}) const;

  friend auto operator<=>(const WordSet&, const WordSet&) = default;
};

/// What a text must hold in one place.
struct TextCondition {
  enum class Kind {
    Word,    ///< a word: one set
    Phrase,  ///< words side by side: two or more sets
    Near,    ///< words at most `distance` positions from first to last, in any order: two or more sets
  };

  Kind kind = Kind::Word;
  std::vector<WordSet> words;
  unsigned distance = 0;
  bool in_title = false;

  friend auto operator<=>(const TextCondition&, const TextCondition&) = default;
};

/// A query resolved against one index: every word has its stems and forms, every filter its terms. From it are made
/// Xapian's queries (xapian_queries.hpp) and the marks in passages (matcher.hpp), so both mean the same.
struct MatchNode {
  enum class Kind {
    Everything,
    Nothing,   ///< cannot match in this index
    Text,      ///< `text`
    Filter,    ///< `filter`, a condition on the article
    And,       ///< all children
    Or,        ///< any child; `counts_once`: they say the same thing, so the best of them ranks, not their sum
    AndMaybe,  ///< the first child; the others only rank
    Not,       ///< not the one child
  };

  Kind kind = Kind::Everything;
  TextCondition text;
  double weight = 1;   ///< of a Text among others: how often the query says it, damped
  unsigned times = 1;  ///< how often that is, for explanations
  bool counts_once = false;
  Xapian::Query filter;
  std::string described;            ///< the filter as typed, for explanations
  std::vector<std::string> values;  ///< what its value stands for, for explanations
  std::vector<MatchNode> children;

  static MatchNode of(Kind kind, std::vector<MatchNode> children = {});
  static MatchNode of_text(TextCondition text);
  static MatchNode of_filter(Xapian::Query filter, std::string described);
};

/// And and Or of one are that one; And of none is Everything, Or of none Nothing.
MatchNode join(MatchNode::Kind kind, std::vector<MatchNode> children);

/// The conditions that a match may be due to: those outside negations, in the order of the query, each once.
std::vector<const TextCondition*> positive_conditions(const MatchNode& node);

/// "typed", "prefix", "pattern", "fuzzy", "synonym", "respelt", "feedback": as JSON output has it.
std::string_view name_of(WordOrigin origin);

}  // namespace byline
