#include "searcher/phrase_conditions.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "searcher/query_lexer.hpp"
#include "searcher/word_sets.hpp"

namespace byline {
namespace {

std::vector<TypedWord> phrase_parts(const QueryNode& node) {
  if (!node.parts.empty()) return node.parts;
  return {{node.text, node.last_is_prefix ? WordForm::Prefix : WordForm::Inflected, {}, node.span.begin}};
}

}  // namespace

MatchNode PhraseConditions::phrase(const QueryNode& node, bool in_title) {
  std::vector<PhraseSets> phrases = {{}};
  for (const TypedWord& part : phrase_parts(node)) phrases = continued_by_part(std::move(phrases), part, node.form);
  if (phrases.front().empty()) throw_bad_query("there is no word between the quotes", "", node.span.begin);
  text_.check_phrase_length(phrases.front().size());
  std::vector<MatchNode> nodes;
  for (PhraseSets& sets : phrases) nodes.push_back(text_.of_sequence(std::move(sets), in_title));
  return any_possible(std::move(nodes));
}

/// What is written without spaces is looked for in every way in which the archive's words make it up.
std::vector<PhraseSets> PhraseConditions::continued_by_part(std::vector<PhraseSets> phrases, const TypedWord& part,
                                                            WordForm plain) {
  if (part.form == WordForm::Pattern || part.form == WordForm::Fuzzy) {
    return continued(phrases, {positional_sets(part, plain, archive_)});
  }
  const std::vector<QueryWord> words = phrase_words(part.text, archive_);
  text_.check_phrase_length(words.size());
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && are_written_together(words[end - 1], words[end])) ++end;
    const bool is_open = part.form == WordForm::Prefix && end == words.size();
    phrases = continued(phrases, ways_to_say(&words[begin], &words[end - 1] + 1, part, plain, is_open));
    begin = end;
  }
  return phrases;
}

/// One word of a phrase, or several that are written together.
std::vector<PhraseSets> PhraseConditions::ways_to_say(const QueryWord* first, const QueryWord* last,
                                                      const TypedWord& part, WordForm plain, bool is_open) {
  std::vector<PhraseSets> ways(1);
  std::string text;
  for (const QueryWord* word = first; word != last; ++word) {
    const PositionalForm form = is_open && word == last - 1    ? PositionalForm::Prefix
                                : plain == WordForm::Inflected ? PositionalForm::Inflected
                                                               : PositionalForm::Exact;
    ways.front().push_back(form_set(*word, form, archive_, part.begin));
    text += word->word;
  }
  add_ways(ways, text, is_open ? Lexicon::Ends::OpenEnd : Lexicon::Ends::Closed, archive_);
  return ways;
}

MatchNode PhraseConditions::near(const QueryNode& node) {
  TextCondition near;
  near.kind = TextCondition::Kind::Near;
  near.distance = node.distance;
  if (node.children.size() > kMaxNearWords) {
    throw_bad_query(fmt::format("a chain of NEAR has more than {} words", kMaxNearWords),
                    "join the other words by spaces", node.children[kMaxNearWords].span.begin);
  }
  for (const QueryNode& child : node.children) near.words.push_back(near_set(child));
  return text_.of(std::move(near));
}

WordSet PhraseConditions::near_set(const QueryNode& node) {
  const TypedWord typed = node.kind == QueryNode::Kind::Word ? typed_word(node) : phrase_parts(node).front();
  std::vector<WordSet> sets = positional_sets(typed, node.form, archive_);
  if (sets.size() != 1) {
    throw_bad_query(fmt::format("NEAR takes single words; '{}' is {}", node.text, sets.empty() ? "none" : "several"),
                    "quote it as a phrase of its own, without NEAR", node.span.begin);
  }
  return std::move(sets.front());
}

}  // namespace byline
