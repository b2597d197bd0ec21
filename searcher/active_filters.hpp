#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "searcher/explanation.hpp"
#include "searcher/filters.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/search_request.hpp"

namespace byline {

/// A filter option of a request, resolved against the archive: an article must have any of its values.
struct ActiveFilter {
  QueryField field;
  Xapian::Query query;
  std::vector<std::string> keys;      ///< folded values that its values stand for
  std::vector<MeaningNode> meanings;  ///< of each value
  std::string typed;                  ///< "--author Smith"
};

/// The options in their order. What is to be said about their values is added to `warnings`. Throws as
/// FilterResolver::resolve does.
std::vector<ActiveFilter> resolve_options(const std::vector<FilterOption>& options, FilterResolver& resolver,
                                          std::vector<std::string>& warnings);

/// A query under filters, but for those of one facet; those on sections are none on the article. The query must outlive
/// the request.
MatchRequest request_under(const std::vector<ActiveFilter>& filters, const MatchNode& query,
                           std::string_view without_facet = {});

/// Whether any of the filters is of the facet.
bool has_filter_of(const std::vector<ActiveFilter>& filters, std::string_view facet);

/// The folded names of the sections that are searched; nothing: whole articles are. `section:` in the query and
/// `--section` mean the same; together a match must satisfy both.
std::optional<std::vector<std::string>> wanted_sections(const CompiledQuery& query,
                                                        const std::vector<ActiveFilter>& filters);

}  // namespace byline
