#pragma once

#include <optional>
#include <string>

#include <xapian.h>

#include "searcher/archive.hpp"
#include "searcher/query_compiler.hpp"

namespace byline {

/// `--expand`: adds words of the articles that rank best by the query alone, whatever the options narrow it to: so a
/// facet's counts and what its filter then finds are of one and the same query. Returns a warning when the query has no
/// words to rank by.
std::optional<std::string> expand_by_best(Archive& archive, CompiledQuery& query);

/// `--like`: how much an article shares with the model ranks. A query that was typed becomes a condition; without one,
/// one of the model's most telling words is enough. `name` is what the reader called the model. Returns a warning when
/// no other article has a telling word of it.
std::optional<std::string> rank_by_likeness(Archive& archive, MatchNode& query, bool is_typed, Xapian::docid model,
                                            const std::string& name);

}  // namespace byline
