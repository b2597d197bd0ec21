#include "searcher/word_conditions.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <utility>

#include "searcher/query_lexer.hpp"
#include "searcher/unspaced_run.hpp"
#include "searcher/unspaced_words.hpp"
#include "searcher/word_pattern.hpp"
#include "searcher/word_sets.hpp"

namespace byline {
namespace {

/// Of a compound's joined form beside its parts: an article that has it joined has the parts as well, as a rule.
constexpr double kJoinedWeight = 0.5;

Lexicon::Ends ends_of(const QueryNode& node) {
  switch (node.form) {
    case WordForm::Inflected: return Lexicon::Ends::Open;
    case WordForm::Prefix: return Lexicon::Ends::OpenEnd;
    default: break;
  }
  return Lexicon::Ends::Closed;
}

/// Inside a compound every part but the last is whole, whatever the form of the compound.
PositionalForm positional_form(WordForm form, bool is_last) {
  if (form == WordForm::Inflected) return PositionalForm::Inflected;
  return form == WordForm::Prefix && is_last ? PositionalForm::Prefix : PositionalForm::Exact;
}

std::vector<TypedWords> only(MatchNode node) { return {{{std::move(node)}, {}}}; }

}  // namespace

MatchNode all_of(TypedWords typed) {
  std::vector<MatchNode> ways = std::move(typed.spans);
  if (ways.empty()) return join(MatchNode::Kind::And, std::move(typed.words));
  ways.insert(ways.begin(), join(MatchNode::Kind::And, std::move(typed.words)));
  return join(MatchNode::Kind::Or, std::move(ways));
}

MatchNode all_of(std::vector<TypedWords> typed) {
  std::vector<MatchNode> nodes;
  for (TypedWords& words : typed) {
    if (!words.spans.empty()) {
      nodes.push_back(all_of(std::move(words)));
    } else {
      std::move(words.words.begin(), words.words.end(), std::back_inserter(nodes));
    }
  }
  return join(MatchNode::Kind::And, std::move(nodes));
}

std::vector<TypedWords> WordConditions::word(const QueryNode& node, bool in_title) {
  text_.begin(node);
  if (node.form == WordForm::Pattern) return only(pattern(node, in_title));
  if (node.form == WordForm::Fuzzy) return only(fuzzy(node, in_title));
  const std::vector<QueryUnit> typed = query_units(node.text, archive_);
  if (typed.size() > kMaxRunWords) {
    throw_bad_query(fmt::format("a text without spaces has more than {} words", kMaxRunWords), "search for less of it",
                    node.span.begin);
  }
  if (typed.empty()) warnings_.push_back(fmt::format("there is no word in '{}'", node.text));
  if (node.form == WordForm::Prefix && typed.size() > 1) {
    // Only the last of them is open at its end.
    QueryNode whole = node;
    whole.form = WordForm::Exact;
    whole.last_is_prefix = true;
    return only(phrases_.phrase(whole, in_title));
  }
  return units(typed, node, in_title);
}

std::vector<TypedWords> WordConditions::units(const std::vector<QueryUnit>& units, const QueryNode& node,
                                              bool in_title) {
  std::vector<TypedWords> result;
  for (std::size_t begin = 0; begin < units.size();) {
    std::size_t end = begin + 1;
    while (end < units.size() && are_written_together(units[end - 1], units[end])) ++end;
    if (end - begin == 1) {
      result.push_back({{unit(units[begin], node, in_title)}, {}});
    } else {
      const auto first = units.begin() + static_cast<std::ptrdiff_t>(begin);
      result.push_back(run({first, first + static_cast<std::ptrdiff_t>(end - begin)}, node, in_title));
    }
    begin = end;
  }
  return result;
}

std::vector<TypedWords> WordConditions::taken_apart(const QueryNode& node) {
  if (node.form != WordForm::Inflected) return word(node, false);
  const std::vector<QueryUnit> units = query_units(node.text, archive_);
  if (units.size() != 1 || !units.front().parts_count || units.front().spacing() != Spacing::Spaces) {
    return word(node, false);
  }
  const QueryUnit& compound = units.front();
  TypedWords typed;
  for (const QueryWord& part : compound.parts) {
    if (!stop_words_.has(part.word)) typed.words.push_back(word_node(part, node, false));
  }
  if (compound.whole) {
    const bool is_only = typed.words.empty();
    typed.words.push_back(word_node(*compound.whole, node, false));
    if (!is_only) typed.words.back().weight = kJoinedWeight;
  }
  if (typed.words.empty()) return word(node, false);
  std::vector<TypedWords> result;
  result.push_back(std::move(typed));
  return result;
}

/// A compound is found joined or as its parts side by side, as it is without a star.
MatchNode WordConditions::pattern(const QueryNode& node, bool in_title) {
  const std::string joined = pattern_words(node.text).joined;
  std::vector<WordSet> sets = positional_sets(typed_word(node), WordForm::Exact, archive_);
  const bool is_compound = sets.size() > 1 && !joined.empty();
  std::vector<MatchNode> ways;
  ways.push_back(text_.of_sequence(std::move(sets), in_title));
  if (is_compound) ways.push_back(text_.of_sequence({pattern_set(joined, archive_, node.span.begin)}, in_title));
  return any_possible(std::move(ways));
}

MatchNode WordConditions::fuzzy(const QueryNode& node, bool in_title) {
  const std::vector<QueryUnit> units = query_units(node.text, archive_);
  if (units.size() != 1 || !units.front().whole) {
    throw_bad_query(fmt::format("~ takes one word; '{}' is {}", node.text, units.empty() ? "none" : "several"),
                    "write each of them with a ~, or without", node.span.begin);
  }
  return text_.of_sequence({fuzzy_set(*units.front().whole, typed_word(node), archive_)}, in_title);
}

/// Units that are written together.
TypedWords WordConditions::run(const std::vector<QueryUnit>& units, const QueryNode& node, bool in_title) {
  TypedWords typed;
  const std::vector<RunChunk> chunks = chunks_of(units);
  for (const RunChunk& part : chunks) {
    typed.words.push_back(part.units.size() == 1 ? unit(part.units.front(), node, in_title)
                                                 : chunk(part.text, part.units, node, in_title));
  }
  std::string text;
  for (const QueryUnit& unit : units) text += unit.whole->word;
  if (chunks.size() > 1 || chunks.front().text != text) typed.spans = ways_to_have(text, node, in_title);
  return typed;
}

MatchNode WordConditions::chunk(const std::string& text, const std::vector<QueryUnit>& units, const QueryNode& node,
                                bool in_title) {
  std::vector<MatchNode> ways = ways_to_have(text, node, in_title);
  if (!ways.empty()) return join(MatchNode::Kind::Or, std::move(ways));
  for (const QueryUnit& one : units) ways.push_back(unit(one, node, in_title));
  return join(MatchNode::Kind::And, std::move(ways));
}

/// A text of several units as one word, or as the archive has it parted.
std::vector<MatchNode> WordConditions::ways_to_have(const std::string& text, const QueryNode& node, bool in_title) {
  std::vector<MatchNode> ways = text_.of_spans(text, ends_of(node), in_title);
  const QueryWord whole{text, archive_.analyser({}).stem_of(text), {}, {}, 0, 0};
  const Lexicon& lexicon = archive_.lexicon(spacing_of(text));
  if (lexicon.has_word(text) || (node.form == WordForm::Inflected && !lexicon.compounds_of(whole.stem).empty())) {
    ways.insert(ways.begin(), word_node(whole, node, in_title));
  }
  return ways;
}

MatchNode WordConditions::unit(const QueryUnit& unit, const QueryNode& node, bool in_title) {
  std::vector<MatchNode> alternatives;
  if (unit.parts.size() > 1 && unit.parts_count) alternatives.push_back(parts(unit.parts, node, in_title));
  if (unit.whole) alternatives.push_back(word_node(*unit.whole, node, in_title));
  if (unit.whole) {
    for (MatchNode& span : text_.of_spans(unit.whole->word, ends_of(node), in_title)) {
      alternatives.push_back(std::move(span));
    }
  }
  return join(MatchNode::Kind::Or, std::move(alternatives));
}

/// A compound as its parts side by side.
MatchNode WordConditions::parts(const std::vector<QueryWord>& parts, const QueryNode& node, bool in_title) {
  std::vector<WordSet> sets;
  for (const QueryWord& part : parts) {
    const bool is_last = &part == &parts.back();
    sets.push_back(form_set(part, positional_form(node.form, is_last), archive_, node.span.begin));
  }
  return text_.of_sequence(std::move(sets), in_title);
}

/// A single word, with the longer ones that have it in them where its script does not part them.
MatchNode WordConditions::word_node(const QueryWord& word, const QueryNode& node, bool in_title) {
  TextCondition condition;
  condition.in_title = in_title;
  condition.words.push_back(node.form == WordForm::Inflected
                                ? stem_set(word)
                                : form_set(word, positional_form(node.form, true), archive_, node.span.begin));
  if (node.form == WordForm::Inflected) add_compounds(condition.words.front(), word.stem, archive_);
  return text_.of(std::move(condition));
}

}  // namespace byline
