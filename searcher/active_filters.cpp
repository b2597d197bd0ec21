#include "searcher/active_filters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "searcher/distinct.hpp"

namespace byline {
namespace {

MeaningNode meaning_of(QueryField field, const std::string& value, const ResolvedFilter& resolved) {
  MeaningNode meaning;
  meaning.kind = "filter";
  meaning.filter = fmt::format("{} {}", name_of(field), value);
  meaning.values = resolved.values;
  return meaning;
}

ActiveFilter resolve_option(const FilterOption& option, FilterResolver& resolver, std::vector<std::string>& warnings) {
  ActiveFilter active{option.field, {}, {}, {}, fmt::format("--{}", name_of(option.field))};
  std::vector<Xapian::Query> alternatives;
  for (const std::string& value : option.values) {
    const ResolvedFilter resolved = resolver.resolve(option.field, value);
    alternatives.push_back(resolved.query);
    active.typed += " " + value;
    add_distinct(active.keys, resolved.keys);
    active.meanings.push_back(meaning_of(option.field, value, resolved));
    add_distinct(warnings, resolved.warnings);
  }
  active.query = Xapian::Query(Xapian::Query::OP_OR, alternatives.begin(), alternatives.end());
  return active;
}

}  // namespace

std::vector<ActiveFilter> resolve_options(const std::vector<FilterOption>& options, FilterResolver& resolver,
                                          std::vector<std::string>& warnings) {
  std::vector<ActiveFilter> active;
  for (const FilterOption& option : options) active.push_back(resolve_option(option, resolver, warnings));
  return active;
}

MatchRequest request_under(const std::vector<ActiveFilter>& filters, const MatchNode& query,
                           std::string_view without_facet) {
  MatchRequest request{query, {}};
  for (const ActiveFilter& filter : filters) {
    if (filter.field == QueryField::Section) continue;
    if (without_facet.empty() || facet_of(filter.field) != without_facet) request.filters.push_back(filter.query);
  }
  return request;
}

bool has_filter_of(const std::vector<ActiveFilter>& filters, std::string_view facet) {
  return std::any_of(filters.begin(), filters.end(),
                     [&](const ActiveFilter& filter) { return facet_of(filter.field) == facet; });
}

std::optional<std::vector<std::string>> wanted_sections(const CompiledQuery& query,
                                                        const std::vector<ActiveFilter>& filters) {
  std::optional<std::vector<std::string>> wanted;
  if (query.has_section_condition) wanted = query.section_keys;
  for (const ActiveFilter& filter : filters) {
    if (filter.field != QueryField::Section) continue;
    if (!wanted) {
      wanted = filter.keys;
    } else {
      std::erase_if(*wanted, [&](const std::string& key) {
        return std::find(filter.keys.begin(), filter.keys.end(), key) == filter.keys.end();
      });
    }
  }
  return wanted;
}

}  // namespace byline
