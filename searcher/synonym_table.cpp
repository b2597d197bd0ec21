#include "searcher/synonym_table.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace byline {
namespace {

bool is_same(const QueryWord& entry, const QueryWord& typed) {
  const std::vector<std::string> stems = typed.main_stems();
  return entry.word == typed.word || std::binary_search(stems.begin(), stems.end(), entry.stem);
}

/// How many of the typed words, from `from` on, the entry's words are; 0 when they are not.
std::size_t match_length(const std::vector<QueryWord>& entry, const SynonymTable::Typed& typed, std::size_t from) {
  std::size_t next = 0;
  for (std::size_t i = from; i < typed.size(); ++i) {
    for (const QueryWord& word : typed[i]) {
      if (next == entry.size() || !is_same(entry[next++], word)) return 0;
    }
    if (next == entry.size()) return i + 1 - from;
  }
  return 0;
}

}  // namespace

SynonymTable::SynonymTable(const Synonyms& synonyms, Archive& archive) {
  for (const SynonymRule& rule : synonyms) {
    for (const std::string& words : rule.words) add(words, rule, archive);
  }
}

void SynonymTable::add(const std::string& text, const SynonymRule& rule, Archive& archive) {
  Entry entry{phrase_words(text, archive), {}};
  if (entry.words.empty()) return;
  for (const std::string& alternative : rule.alternatives) {
    if (alternative != text) entry.alternatives.push_back(alternative);
  }
  const QueryWord& first = entry.words.front();
  by_first_word_.emplace(first.word, entries_.size());
  if (first.stem != first.word) by_first_word_.emplace(first.stem, entries_.size());
  entries_.push_back(std::move(entry));
}

std::optional<SynonymTable::Match> SynonymTable::longest(const Typed& typed, std::size_t from) const {
  if (typed[from].empty()) return std::nullopt;
  const QueryWord& first = typed[from].front();
  std::set<std::size_t> candidates;
  for (const std::string& key : {first.word, first.stem}) {
    const auto [begin, end] = by_first_word_.equal_range(key);
    for (auto place = begin; place != end; ++place) candidates.insert(place->second);
  }
  Match best;
  for (const std::size_t candidate : candidates) {
    const Entry& entry = entries_[candidate];
    const std::size_t length = match_length(entry.words, typed, from);
    if (length == 0 || length < best.length) continue;
    if (length > best.length) best = {length, {}};
    for (const std::string& alternative : entry.alternatives) {
      const bool is_new =
          std::find(best.alternatives.begin(), best.alternatives.end(), alternative) == best.alternatives.end();
      if (is_new) best.alternatives.push_back(alternative);
    }
  }
  if (best.length == 0 || best.alternatives.empty()) return std::nullopt;
  return best;
}

MatchNode as_synonym(MatchNode node, const std::string& text) {
  std::vector<WordSet>& words = node.text.words;
  for (WordSet& set : words) set.origin = WordOrigin::Synonym;
  if (words.size() == 1) words.front().typed = text;
  if (!words.empty()) node.weight = kSynonymWeight / static_cast<double>(words.size());
  for (MatchNode& child : node.children) child = as_synonym(std::move(child), text);
  return node;
}

MatchNode with_alternatives(MatchNode typed, std::vector<MatchNode> synonyms) {
  std::erase_if(synonyms, [](const MatchNode& node) { return node.kind == MatchNode::Kind::Nothing; });
  if (synonyms.empty()) return typed;
  MatchNode node = MatchNode::of(MatchNode::Kind::Or, std::move(synonyms));
  node.children.insert(node.children.begin(), std::move(typed));
  node.counts_once = true;
  return node;
}

}  // namespace byline
