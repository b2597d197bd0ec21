#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/analysis.hpp"
#include "common/article.hpp"
#include "common/sentences.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/results.hpp"
#include "searcher/word_filter.hpp"

namespace byline {

/// What passages are to show.
struct PassageRequest {
  std::vector<const TextCondition*> conditions;  ///< those on the title mark nothing here
  std::vector<double> weights;                   ///< of each condition: rarer words tell more
  std::size_t limit = 2;
  std::vector<std::size_t> sections;  ///< indexes of the sections to look in; empty: all
  WordFilter* filter = nullptr;       ///< of the conditions; null: every section is cut into words
};

/// What matched in an article's title; conditions on the title count here.
std::vector<Highlight> mark_title(std::string_view title, const std::vector<const TextCondition*>& conditions,
                                  Analyser& analyser);

/// The best passages of an article, up to the limit, in the order of the text: whole sentences that together show as
/// many of the conditions as can be, each from another place. An article in which nothing is to be marked is shown by
/// its first sentence. A sentence of more than about 400 characters is cut at words around what matched, with `…`.
std::vector<Passage> make_passages(const Article& article, const PassageRequest& request, Analyser& analyser,
                                   SentenceSegmenter& sentences);

}  // namespace byline
