#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/active_filters.hpp"
#include "searcher/archive.hpp"
#include "searcher/filters.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/searched_query.hpp"
#include "searcher/synonym_table.hpp"

/// What a reader is told about a query that was not wrong, but may have been meant otherwise. Nothing: nothing is to be
/// told.
namespace byline {

/// A condition on the date leaves out what has none, however well its words fit. `node` is what `query` was compiled
/// from. From then on the resolver takes dates as unknown: nothing may be searched for with it any more.
std::optional<std::string> undated_note(Archive& archive, FilterResolver& resolver, const SynonymTable* synonyms,
                                        const QueryNode& node, const SearchedQuery& query,
                                        const std::vector<ActiveFilter>& filters);

/// A value of several words that the archive knows, and that stood there without quotes.
std::optional<std::string> eaten_quotes_note(Archive& archive, const FilterOption& bare_value);

/// Somebody who types a name may want what that person wrote. `text` is what `query` was read from.
std::optional<std::string> author_note(Archive& archive, const std::string& text, const QueryNode& query);

}  // namespace byline
