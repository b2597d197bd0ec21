#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/schema.hpp"
#include "searcher/active_filters.hpp"
#include "searcher/archive.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/results.hpp"
#include "searcher/searched_query.hpp"

namespace byline {

/// The facets of a search: how many of the articles have each value of a field. Each facet is counted without its own
/// filter, and each value as its filter would count it. All that it is given must outlive it.
class SearchFacets {
 public:
  /// `section_pass`: the search itself, run with the slots of the facets, when it is of sections; else null.
  SearchFacets(Archive& archive, const SearchedQuery& query, const std::vector<ActiveFilter>& filters,
               const SectionPass* section_pass)
      : archive_(archive), query_(query), filters_(filters), section_pass_(section_pass) {}

  /// The values of a facet, commonest first, years newest first; up to `limit` (0: all), and what is selected is shown
  /// whatever the limit. REQUIRES: `name` is a facet's.
  Facet count(const std::string& name, std::size_t limit);

 private:
  struct CountedValue;

  ValueCounts no_counts(const FacetField& field);
  void count_values(const FacetField& field, ValueCounts& counts);
  void count_values(const MatchNode& root, const FacetField& field, ValueCounts& counts);
  std::vector<CountedValue> values_of(const std::string& name, const ValueCounts& counts);
  [[nodiscard]] bool is_selected(std::string_view facet, const std::string& key) const;

  Archive& archive_;
  const SearchedQuery& query_;
  const std::vector<ActiveFilter>& filters_;
  const SectionPass* section_pass_;
};

}  // namespace byline
