#pragma once

#include <string>
#include <vector>

#include "searcher/active_filters.hpp"
#include "searcher/query_counter.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/results.hpp"

namespace byline {

/// For a search that found nothing: adds to `help` what each of its conditions, filters among them, finds by itself,
/// and what would be found without one of them. `text` is the query as it was typed. Nothing is added for a search of
/// one condition or of many.
void explain_conditions(const QueryCounter& counter, const QueryNode& query, const std::string& text,
                        const std::vector<ActiveFilter>& filters, SearchHelp& help);

}  // namespace byline
