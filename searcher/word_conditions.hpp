#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/phrase_conditions.hpp"
#include "searcher/query_stop_words.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/query_words.hpp"
#include "searcher/text_conditions.hpp"

namespace byline {

/// Words that were typed as one. Where a script writes no spaces there is a second way to have them all: the text as
/// it was typed, however the archive's texts are parted.
struct TypedWords {
  std::vector<MatchNode> words;
  std::vector<MatchNode> spans;  ///< each of them is enough
};

MatchNode all_of(TypedWords typed);
MatchNode all_of(std::vector<TypedWords> typed);

/// What the single words of a query ask of a text. A word as typed may turn out to be several; all of them are then
/// meant. What cannot be searched is an Error (BadQuery).
class WordConditions {
 public:
  /// Adds to `warnings` what was typed that has no word.
  WordConditions(Archive& archive, TextConditions& text, PhraseConditions& phrases, const QueryStopWords& stop_words,
                 std::vector<std::string>& warnings)
      : archive_(archive), text_(text), phrases_(phrases), stop_words_(stop_words), warnings_(warnings) {}

  /// REQUIRES: a Word.
  std::vector<TypedWords> word(const QueryNode& node, bool in_title);
  /// A word among others any of which is enough: of a compound each part counts as a word then, and the joined form
  /// besides. Held together, compounds cost a tenth of the gain over BM25: "high-speed flight" means articles of high
  /// speeds in flight too (docs/ranking.md).
  std::vector<TypedWords> taken_apart(const QueryNode& node);

 private:
  MatchNode pattern(const QueryNode& node, bool in_title);
  MatchNode fuzzy(const QueryNode& node, bool in_title);
  std::vector<TypedWords> units(const std::vector<QueryUnit>& units, const QueryNode& node, bool in_title);
  TypedWords run(const std::vector<QueryUnit>& units, const QueryNode& node, bool in_title);
  MatchNode chunk(const std::string& text, const std::vector<QueryUnit>& units, const QueryNode& node, bool in_title);
  MatchNode unit(const QueryUnit& unit, const QueryNode& node, bool in_title);
  MatchNode parts(const std::vector<QueryWord>& parts, const QueryNode& node, bool in_title);
  std::vector<MatchNode> ways_to_have(const std::string& text, const QueryNode& node, bool in_title);
  MatchNode word_node(const QueryWord& word, const QueryNode& node, bool in_title);

  Archive& archive_;
  TextConditions& text_;
  PhraseConditions& phrases_;
  const QueryStopWords& stop_words_;
  std::vector<std::string>& warnings_;
};

}  // namespace byline
