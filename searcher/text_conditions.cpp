#include "searcher/text_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "searcher/query_lexer.hpp"
#include "searcher/unspaced_words.hpp"

namespace byline {

MatchNode TextConditions::of(TextCondition text) {
  count(text);
  const bool is_possible = std::all_of(text.words.begin(), text.words.end(),
                                       [](const WordSet& set) { return set.by_stem || !set.words.empty(); });
  return is_possible ? MatchNode::of_text(std::move(text)) : MatchNode::of(MatchNode::Kind::Nothing);
}

MatchNode TextConditions::of_sequence(std::vector<WordSet> sets, bool in_title) {
  TextCondition text;
  text.kind = sets.size() == 1 ? TextCondition::Kind::Word : TextCondition::Kind::Phrase;
  text.in_title = in_title;
  text.words = std::move(sets);
  return of(std::move(text));
}

std::vector<MatchNode> TextConditions::of_spans(const std::string& text, Lexicon::Ends ends, bool in_title) {
  std::vector<MatchNode> spans = span_nodes(text, ends, in_title, archive_);
  for (const MatchNode& span : spans) run_phrases_.insert(span.text);
  if (run_phrases_.size() > kMaxRunPhrases) {
    throw_bad_query(fmt::format("the query's text without spaces stands for more than {} phrases", kMaxRunPhrases),
                    "search for less of it", column_);
  }
  return spans;
}

void TextConditions::check_phrase_length(std::size_t words) const {
  if (words <= kMaxPhraseWords) return;
  throw_bad_query(fmt::format("a phrase has more than {} words", kMaxPhraseWords),
                  "a part of it finds the same articles; without quotes its words may stand anywhere", column_);
}

void TextConditions::count(const TextCondition& text) {
  for (const WordSet& set : text.words) {
    if (set.words.size() > 1) expanded_words_ += set.words.size();
  }
  if (expanded_words_ > kMaxExpandedWords) {
    throw_bad_query(fmt::format("the query stands for more than {} words of the archive", kMaxExpandedWords),
                    "type more of each word, or ask for less at a time", column_);
  }
  if (text.kind == TextCondition::Kind::Word || !phrases_.insert(text).second) return;
  if (phrases_.size() > kMaxPhrases) {
    throw_bad_query(fmt::format("the query has more than {} phrases, words with hyphens and NEARs", kMaxPhrases),
                    "ask for less at a time", column_);
  }
}

MatchNode any_possible(std::vector<MatchNode> nodes) {
  std::erase_if(nodes, [](const MatchNode& node) { return node.kind == MatchNode::Kind::Nothing; });
  return join(MatchNode::Kind::Or, std::move(nodes));
}

}  // namespace byline
