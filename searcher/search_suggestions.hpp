#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "searcher/active_filters.hpp"
#include "searcher/archive.hpp"
#include "searcher/filters.hpp"
#include "searcher/query_counter.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/results.hpp"
#include "searcher/search_request.hpp"
#include "searcher/suggestions.hpp"

namespace byline {

/// "'a', 'b' or 'c'"
std::string listed(const std::vector<std::string>& words);

/// What else may have been meant by a request, where something of it is not there: in its query, in the values of its
/// options, and in words of the query that may have been meant as conditions. A query whose words all are, and that
/// finds enough, costs no more than looking them up. What it is given must outlive it.
class SearchSuggestions {
 public:
  SearchSuggestions(Archive& archive, FilterResolver& resolver, const QueryCounter& counter,
                    const SearchRequest& request)
      : archive_(archive), resolver_(resolver), counter_(counter), request_(request) {}

  /// `--fix`: the query to search for instead, where a word is in no article and the correction finds something. What
  /// that is does not depend on the options, so that a facet's counts and what its filter finds are of one query. A
  /// name of an author is no misspelt word.
  [[nodiscard]] std::optional<CorrectedQuery> certain_correction(const QueryNode& query) const;

  /// Adds suggestions, missing words and warnings to what the search found so far under the filters.
  void add_to(Results& results, const QueryNode& query, const std::vector<ActiveFilter>& filters) const;

 private:
  void suggest_values(std::vector<std::string>& warnings) const;
  void suggest_field(const QueryPlace& place, std::size_t found, const std::vector<ActiveFilter>& filters,
                     Results& results) const;

  Archive& archive_;
  FilterResolver& resolver_;
  const QueryCounter& counter_;
  const SearchRequest& request_;
};

}  // namespace byline
