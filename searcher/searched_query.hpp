#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/match_tree.hpp"
#include "searcher/query_compiler.hpp"

namespace byline {

/// A query as it was searched for.
struct SearchedQuery {
  CompiledQuery compiled;
  MatchMode mode = MatchMode::All;
  std::optional<MatchNode> strict_root;              ///< with all its words, when the search fell back to any
  std::optional<std::vector<std::string>> sections;  ///< folded names, when the search is of sections
};

}  // namespace byline
