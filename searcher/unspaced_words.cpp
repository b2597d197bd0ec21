#include "searcher/unspaced_words.hpp"

#include <algorithm>

namespace byline {
namespace {

/// Each is a query of its own.
constexpr std::size_t kMaxPhrases = 24;

bool is_unspaced(Spacing spacing) { return spacing == Spacing::EastAsian || spacing == Spacing::SouthEastAsian; }

WordSet word_set(const SpanPart& part) {
  WordSet set;
  set.typed = part.text;
  set.stems = part.words;
  set.words = part.words;
  if (part.words.size() > 1 || part.words.front() != part.text) set.inside = part.text;
  return set;
}

PhraseSets word_sets(const std::vector<SpanPart>& span) {
  PhraseSets sets;
  for (const SpanPart& part : span) sets.push_back(word_set(part));
  return sets;
}

bool have_same_words(const PhraseSets& a, const PhraseSets& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const WordSet& x, const WordSet& y) { return x.words == y.words; });
}

}  // namespace

std::vector<MatchNode> span_nodes(const std::string& text, Lexicon::Ends ends, bool in_title, Archive& archive) {
  std::vector<MatchNode> nodes;
  const Spacing spacing = spacing_of(text);
  if (!is_unspaced(spacing)) return nodes;
  for (const std::vector<SpanPart>& span : archive.lexicon(spacing).spans_of(text, ends)) {
    TextCondition phrase;
    phrase.kind = TextCondition::Kind::Phrase;
    phrase.in_title = in_title;
    phrase.words = word_sets(span);
    nodes.push_back(MatchNode::of_text(std::move(phrase)));
  }
  return nodes;
}

void add_compounds(WordSet& set, const std::string& stem, Archive& archive) {
  const Spacing spacing = spacing_of(stem);
  if (spacing == Spacing::Spaces) return;
  set.inside = stem;
  for (std::string& longer : archive.lexicon(spacing).compounds_of(stem)) set.stems.push_back(std::move(longer));
  std::sort(set.stems.begin(), set.stems.end());
}

void add_ways(std::vector<PhraseSets>& ways, const std::string& text, Lexicon::Ends ends, Archive& archive) {
  const Spacing spacing = spacing_of(text);
  if (!is_unspaced(spacing)) return;
  const Lexicon& lexicon = archive.lexicon(spacing);
  std::vector<PhraseSets> more;
  if (lexicon.has_word(text)) more.push_back({word_set(SpanPart{{text}, text})});
  for (const auto& span : lexicon.spans_of(text, ends)) more.push_back(word_sets(span));
  for (PhraseSets& sets : more) {
    const bool is_known =
        std::any_of(ways.begin(), ways.end(), [&](const auto& way) { return have_same_words(way, sets); });
    if (!is_known) ways.push_back(std::move(sets));
  }
}

std::vector<PhraseSets> continued(const std::vector<PhraseSets>& beginnings,
                                  const std::vector<PhraseSets>& continuations) {
  std::vector<PhraseSets> result;
  for (const PhraseSets& beginning : beginnings) {
    for (const PhraseSets& continuation : continuations) {
      if (result.size() == kMaxPhrases) return result;
      result.push_back(beginning);
      result.back().insert(result.back().end(), continuation.begin(), continuation.end());
    }
  }
  return result;
}

}  // namespace byline
