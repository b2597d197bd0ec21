#pragma once

#include <vector>

#include "searcher/active_filters.hpp"
#include "searcher/archive.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/results.hpp"
#include "searcher/searched_query.hpp"

namespace byline {

/// What the query meant, and the filters with it.
QueryExplanation explain_query(Archive& archive, const SearchedQuery& query, const std::vector<ActiveFilter>& filters);

/// Tells each hit what its score is made of. REQUIRES: `hits` are of the articles `ranked`, in their order.
void explain_scores(Archive& archive, const SearchedQuery& query, const std::vector<RankedArticle>& ranked,
                    std::vector<Hit>& hits);

}  // namespace byline
