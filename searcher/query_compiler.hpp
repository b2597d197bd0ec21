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
  bool any_word_is_enough = false;        ///< compiled for Any, and nothing must match but one of the plain words
  std::vector<std::string> warnings;
  std::vector<std::string> left_out;  ///< words too common to say anything, each once
  std::string left_out_language;      ///< whose list of common words has them
};

/// Throws Error (BadQuery) with the column for what cannot be searched: a bad date, too short a prefix or pattern, a
/// NEAR of what turns out to be several words.
///
/// Plain words that are in `synonyms`, when given, stand for their alternatives too.
CompiledQuery compile_query(const QueryNode& query, MatchMode mode, Archive& archive, FilterResolver& filters,
                            const SynonymTable* synonyms = nullptr);

}  // namespace byline
