#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/query_words.hpp"
#include "searcher/synonyms.hpp"

namespace byline {

/// A list of synonyms as the words of an archive: what is typed meets the list in any inflection, by the archive's main
/// language.
class SynonymTable {
 public:
  SynonymTable(const Synonyms& synonyms, Archive& archive);

  /// The words of a query that is nothing but words, each as it was typed and as phrase_words() parts it.
  using Typed = std::vector<std::vector<QueryWord>>;

  struct Match {
    std::size_t length = 0;                 ///< how many of the typed words it is
    std::vector<std::string> alternatives;  ///< as the list has them, each once
  };
  /// The longest entry of the list that the words from `from` on are.
  [[nodiscard]] std::optional<Match> longest(const Typed& typed, std::size_t from) const;

 private:
  struct Entry {
    std::vector<QueryWord> words;
    std::vector<std::string> alternatives;
  };

  void add(const std::string& text, const SynonymRule& rule, Archive& archive);

  std::vector<Entry> entries_;
  std::multimap<std::string, std::size_t> by_first_word_;  // its exact form and its stem -> place in entries_
};

/// What a synonym counts, beside the word that was typed.
inline constexpr double kSynonymWeight = 0.9;

/// What the entry `text` of a list was compiled to, marked as a synonym. Several words count as one.
MatchNode as_synonym(MatchNode node, const std::string& text);

/// What was typed or its synonyms; an article with several of them counts as if it had one.
MatchNode with_alternatives(MatchNode typed, std::vector<MatchNode> synonyms);

}  // namespace byline
