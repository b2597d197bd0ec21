#pragma once

#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/query_tree.hpp"

namespace byline {

/// The stop words of a query's language, which are left out of it, unless it has no other words.
class QueryStopWords {
 public:
  QueryStopWords(const QueryNode& query, const Archive& archive);

  /// `word`: an exact form.
  [[nodiscard]] bool has(const std::string& word) const;
  /// Whether the node is such a word, without a mark.
  [[nodiscard]] bool has(const QueryNode& node) const;
  /// Empty: no word is left out.
  [[nodiscard]] const std::string& language() const { return language_; }

 private:
  std::string language_;
};

}  // namespace byline
