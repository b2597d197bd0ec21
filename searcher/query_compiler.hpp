#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/filters.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/synonym_table.hpp"

namespace byline {

/// How the plain words of a query must match. Words joined by a written AND, phrases, `+`, NOT, fields and groups are
/// required either way.
enum class MatchMode {
  All,  ///< all of them
  Any,  ///< they only rank; where nothing else is required but filters and negations, any one of them must match
};

/// A query resolved against an archive.
struct CompiledQuery {
  MatchNode root;                         ///< without the conditions on sections
  bool has_section_condition = false;     ///< `section:` in the query
  std::vector<std::string> section_keys;  ///< folded names that its `section:` conditions stand for
  bool has_optional_words = false;        ///< Any would find more than All
  std::vector<std::string> warnings;
  std::vector<std::string> left_out;  ///< words too common to say anything, each once
  std::string left_out_language;      ///< whose list of common words has them
};

/// What one query may ask for, so that none takes longer than a reader waits. Each is far beyond what people type, and
/// a query beyond one is refused, never cut. Measured on 14,000 articles.
inline constexpr std::size_t kMaxExpandedWords =
    20'000;                                          ///< words of the archive that prefixes and their like stand for
inline constexpr std::size_t kMaxPhraseWords = 256;  ///< of one phrase
inline constexpr std::size_t kMaxNearWords = 32;
inline constexpr std::size_t kMaxPhrases = 256;      ///< different phrases, words written with hyphens and NEARs
inline constexpr std::size_t kMaxRunPhrases = 800;   ///< different ones that texts without spaces can stand for
inline constexpr std::size_t kMaxRunWords = 10'000;  ///< of one text without spaces

/// Throws Error (BadQuery) with the column for what cannot be searched: a bad date, too short a prefix or pattern, a
/// NEAR of what turns out to be several words.
///
/// Plain words that are in `synonyms`, when given, stand for their alternatives too.
CompiledQuery compile_query(const QueryNode& query, MatchMode mode, Archive& archive, FilterResolver& filters,
                            const SynonymTable* synonyms = nullptr);

}  // namespace byline
