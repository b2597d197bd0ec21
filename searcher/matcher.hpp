#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "common/analysis.hpp"
#include "common/sentences.hpp"
#include "searcher/match_tree.hpp"

namespace byline {

/// Where a condition holds in a text: the bytes to mark. A phrase is one range; of a NEAR each word is one.
struct TextMatch {
  std::size_t condition = 0;  ///< index of the condition asked about
  TextRange range;
};

/// All places in a text, given by its tokens, where conditions hold; ordered by their beginning. Whether a condition
/// is about the title is the caller's to know. `language` is the text's. With the `text` that the tokens are of, a
/// match is only as much of a longer word as the query has (WordSet::inside); without it, whole words.
std::vector<TextMatch> find_matches(const std::vector<Token>& tokens,
                                    const std::vector<const TextCondition*>& conditions, std::string_view language = {},
                                    std::string_view text = {});

/// Whether the condition holds somewhere in the text.
bool holds(const TextCondition& condition, const std::vector<Token>& tokens, std::string_view language = {});

/// Tells whether the article that a text is of satisfies a Filter node.
using FilterTest = std::function<bool(const MatchNode&)>;

/// Whether a section of an article satisfies a query: `texts` are the section's texts (its own and its subsections'),
/// between which no phrase reaches; `title` is the article's.
bool holds(
    const MatchNode& node, std::string_view title, const std::vector<std::string_view>& texts, Analyser& analyser,
    const FilterTest& filter_holds = [](const MatchNode&) { return true; });

}  // namespace byline
