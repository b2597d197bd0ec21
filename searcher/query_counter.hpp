#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "searcher/active_filters.hpp"
#include "searcher/archive.hpp"
#include "searcher/filters.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/synonym_table.hpp"

namespace byline {

/// Articles that match; when `sections` names any, those that match in one of them.
std::size_t count_articles(Archive& archive, const MatchRequest& request,
                           const std::optional<std::vector<std::string>>& sections);

/// Counts what other queries would find, all their words required. What it is given must outlive it.
class QueryCounter {
 public:
  /// `synonyms` may be null; `is_plain_text`: queries have no operators.
  QueryCounter(Archive& archive, FilterResolver& resolver, const SynonymTable* synonyms, bool is_plain_text)
      : archive_(archive), resolver_(resolver), synonyms_(synonyms), is_plain_text_(is_plain_text) {}

  /// 0 for what is no query.
  [[nodiscard]] std::size_t count(const std::string& query, const std::vector<ActiveFilter>& filters) const;
  [[nodiscard]] std::size_t count(const QueryNode& query, const std::vector<ActiveFilter>& filters) const;

 private:
  Archive& archive_;
  FilterResolver& resolver_;
  const SynonymTable* synonyms_;
  bool is_plain_text_;
};

}  // namespace byline
