#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/query_words.hpp"

namespace byline {

/// The words of an archive that a word of the query stands for. What stands for too many to be searched is an Error
/// (BadQuery) at the code point `begin` of the query.

/// More words than this begin with a prefix, or are like a pattern or fuzzy word: it says too little to be searched.
inline constexpr std::size_t kMaxPrefixWords = 10'000;

/// All inflections of a word, by its stem.
WordSet stem_set(const QueryWord& word);

/// A word by its forms. Inflected are those in the archive that have its stem.
WordSet form_set(const QueryWord& word, PositionalForm form, Archive& archive, std::size_t begin);

/// The words that a pattern describes.
WordSet pattern_set(const std::string& pattern, Archive& archive, std::size_t begin);

/// The words that differ from this one in as many letters at most, or in as many as its length allows: none up to two
/// letters, one up to five, else two (as Elasticsearch's AUTO has it). The nearer ones rank higher.
WordSet fuzzy_set(const QueryWord& word, const TypedWord& typed, Archive& archive);

/// The sets of a word with a mark, or of words without one, one for each position: what a phrase or NEAR takes. Words
/// without a mark are found in the form `plain`.
std::vector<WordSet> positional_sets(const TypedWord& typed, WordForm plain, Archive& archive);

}  // namespace byline
