#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/lexicon.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// What words mean in an archive whose texts do not part them by spaces (lexicon.hpp), as parts of a match tree.

/// The text as words of the archive side by side, one node for each way.
std::vector<MatchNode> span_nodes(const std::string& text, Lexicon::Ends ends, bool in_title, Archive& archive);

/// Adds to a set that matches by `stem` the stems of longer words that have it in them. Nothing for words that are
/// parted by spaces.
void add_compounds(WordSet& set, const std::string& stem, Archive& archive);

/// The sets of a phrase, one for each position.
using PhraseSets = std::vector<WordSet>;

/// Adds to the ways in which a phrase can say a text the others that the archive's words allow.
void add_ways(std::vector<PhraseSets>& ways, const std::string& text, Lexicon::Ends ends, Archive& archive);

/// Every beginning with every continuation, up to a bound.
std::vector<PhraseSets> continued(const std::vector<PhraseSets>& beginnings,
                                  const std::vector<PhraseSets>& continuations);

}  // namespace byline
