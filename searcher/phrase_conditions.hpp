#pragma once

#include <vector>

#include "searcher/archive.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/query_words.hpp"
#include "searcher/text_conditions.hpp"
#include "searcher/unspaced_words.hpp"

namespace byline {

/// What a query's phrases and NEARs ask of a text: words at places that have to do with each other. What cannot be
/// searched is an Error (BadQuery).
class PhraseConditions {
 public:
  PhraseConditions(Archive& archive, TextConditions& text) : archive_(archive), text_(text) {}

  /// REQUIRES: a Phrase, or a Word that is meant as one.
  [[nodiscard]] MatchNode phrase(const QueryNode& node, bool in_title);
  /// REQUIRES: a Near.
  [[nodiscard]] MatchNode near(const QueryNode& node);

 private:
  std::vector<PhraseSets> continued_by_part(std::vector<PhraseSets> phrases, const TypedWord& part, WordForm plain);
  std::vector<PhraseSets> ways_to_say(const QueryWord* first, const QueryWord* last, const TypedWord& part,
                                      WordForm plain, bool is_open);
  [[nodiscard]] WordSet near_set(const QueryNode& node);

  Archive& archive_;
  TextConditions& text_;
};

}  // namespace byline
