#include "searcher/search_facets.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/collation.hpp"

namespace byline {

struct SearchFacets::CountedValue {
  FacetValue value;
  std::string order;  ///< among those that count the same
};

Facet SearchFacets::count(const std::string& name, std::size_t limit) {
  const FacetField& field = *find_facet(name);
  ValueCounts counts = no_counts(field);
  count_values(field, counts);
  Facet facet{name, {}, 0};
  for (CountedValue& counted : values_of(name, counts)) {
    if (limit == 0 || facet.values.size() < limit || counted.value.selected) {
      facet.values.push_back(std::move(counted.value));
    } else {
      ++facet.omitted;
    }
  }
  return facet;
}

ValueCounts SearchFacets::no_counts(const FacetField& field) {
  ValueCounts counts;
  counts.slot = field.slot;
  if (field.name == "author") counts.people = &archive_.people();
  return counts;
}

/// Where this search fell back to any of the words, another value's may find all of them.
void SearchFacets::count_values(const FacetField& field, ValueCounts& counts) {
  const bool is_section = field.name == "section";
  const bool own_filter = has_filter_of(filters_, field.name) || (is_section && query_.sections.has_value());
  if (!is_section && query_.sections && !own_filter) {
    section_pass_->count_values(counts);
    return;
  }
  count_values(query_.compiled.root, field, counts);
  if (!query_.strict_root || !own_filter) return;
  ValueCounts strict = no_counts(field);
  count_values(*query_.strict_root, field, strict);
  for (std::size_t id = 0; id < strict.counts.size(); ++id) {
    if (strict.counts[id] > 0) counts.counts[id] = strict.counts[id];
  }
}

void SearchFacets::count_values(const MatchNode& root, const FacetField& field, ValueCounts& counts) {
  if (field.name == "section") {
    SectionPass(archive_, request_under(filters_, root), nullptr, {}).count_values(counts);
  } else if (query_.sections) {
    SectionPass(archive_, request_under(filters_, root, field.name), &*query_.sections, {field.slot})
        .count_values(counts);
  } else {
    ArticlePass(archive_, request_under(filters_, root, field.name)).count_values({&counts});
  }
}

/// In the order in which they are shown.
std::vector<SearchFacets::CountedValue> SearchFacets::values_of(const std::string& name, const ValueCounts& counts) {
  std::vector<CountedValue> values;
  FacetNames& names = archive_.facet(name);
  for (std::uint32_t id = 0; id < counts.counts.size(); ++id) {
    if (counts.counts[id] == 0) continue;
    const FacetEntry& entry = names.entry(id);
    values.push_back(
        {{entry.display(), counts.counts[id], is_selected(name, entry.key)}, collation_key(entry.display())});
  }
  const bool is_year = name == "year";
  std::sort(values.begin(), values.end(), [&](const CountedValue& a, const CountedValue& b) {
    if (is_year) return a.value.value > b.value.value;
    if (a.value.count != b.value.count) return a.value.count > b.value.count;
    return std::tie(a.order, a.value.value) < std::tie(b.order, b.value.value);
  });
  return values;
}

bool SearchFacets::is_selected(std::string_view facet, const std::string& key) const {
  const CompiledQuery& query = query_.compiled;
  if (facet == "section" && query.has_section_condition &&
      std::find(query.section_keys.begin(), query.section_keys.end(), key) != query.section_keys.end()) {
    return true;
  }
  return std::any_of(filters_.begin(), filters_.end(), [&](const ActiveFilter& filter) {
    return facet_of(filter.field) == facet &&
           std::find(filter.keys.begin(), filter.keys.end(), key) != filter.keys.end();
  });
}

}  // namespace byline
