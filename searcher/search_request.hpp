#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/ranking.hpp"
#include "searcher/synonyms.hpp"

namespace byline {

/// The values of one `--author`, `--section`, …: any of them.
struct FilterOption {
  QueryField field;
  std::vector<std::string> values;
};

/// One search, as the command line states it.
struct SearchRequest {
  std::string query;
  bool is_plain_text = false;                ///< --words: no operators
  std::shared_ptr<const Synonyms> synonyms;  ///< nothing: none
  std::optional<MatchMode> match;            ///< nothing: all the words, else any
  bool is_strict = false;                    ///< -c and -l: never fall back to any
  bool expand = false;                       ///< --expand: rank by words of the best articles too
  std::string like;       ///< --like: the article, as named, that the others are to be like; empty: none
  bool has_query = true;  ///< false: --like stands alone
  std::vector<FilterOption> filters;
  SortOrder sort = SortOrder::Relevance;
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::size_t passages = 2;
  std::vector<std::string> facets;  ///< names of facets to count
  std::size_t facet_limit = 10;
  bool explain = false;
  bool fix = false;                       ///< --fix: search for the first suggestion where a word is in no article
  bool wants_suggestions = true;          ///< look for what may have been meant, where little is found
  bool wants_hits = true;                 ///< -c needs none
  std::vector<FilterOption> bare_values;  ///< arguments such as `author:Erin Williams`: the shell may have eaten quotes
  Today today = [] { return Day{}; };     ///< what relative dates count from
  std::string folder;                     ///< where relative paths start
};

}  // namespace byline
