#include "searcher/condition_help.hpp"

#include <algorithm>

#include "searcher/query_places.hpp"

namespace byline {
namespace {

/// Of longer queries it is not told what each part finds.
constexpr std::size_t kMaxConditions = 8;

void add_without(SearchHelp& help, const std::string& typed, std::size_t total) {
  if (total > 0) help.without.push_back({typed, total});
}

bool is_list(const QueryNode& query) { return query.kind == QueryNode::Kind::And; }

std::size_t count_conditions(const QueryNode& query) { return is_list(query) ? query.children.size() : 1; }

QueryNode without_condition(const QueryNode& query, std::size_t at) {
  QueryNode others = query;
  if (count_conditions(query) == 1) others.kind = QueryNode::Kind::Everything;
  if (is_list(query)) others.children.erase(others.children.begin() + static_cast<std::ptrdiff_t>(at));
  return others;
}

void explain_words(const QueryCounter& counter, const QueryNode& query, const std::string& text,
                   const std::vector<ActiveFilter>& filters, SearchHelp& help) {
  for (std::size_t i = 0; i < count_conditions(query); ++i) {
    const QueryNode& condition = is_list(query) ? query.children[i] : query;
    const std::string typed = text_at(text, condition.span);
    help.alone.push_back({typed, counter.count(condition, {})});
    add_without(help, typed, counter.count(without_condition(query, i), filters));
  }
}

void explain_filters(const QueryCounter& counter, const QueryNode& query, const std::vector<ActiveFilter>& filters,
                     SearchHelp& help) {
  for (std::size_t i = 0; i < filters.size(); ++i) {
    std::vector<ActiveFilter> others = filters;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    const QueryNode everything;
    help.alone.push_back({filters[i].typed, counter.count(everything, {filters[i]})});
    add_without(help, filters[i].typed, counter.count(query, others));
  }
}

}  // namespace

void explain_conditions(const QueryCounter& counter, const QueryNode& query, const std::string& text,
                        const std::vector<ActiveFilter>& filters, SearchHelp& help) {
  const std::size_t conditions = count_conditions(query) + filters.size();
  if (conditions < 2 || conditions > kMaxConditions) return;
  explain_words(counter, query, text, filters, help);
  explain_filters(counter, query, filters, help);
  std::stable_sort(help.without.begin(), help.without.end(),
                   [](const auto& a, const auto& b) { return a.total > b.total; });
}

}  // namespace byline
