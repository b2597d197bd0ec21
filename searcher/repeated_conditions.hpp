#pragma once

#include <vector>

#include "searcher/match_tree.hpp"

namespace byline {

/// What is said twice counts once, with more weight (repeat_weight), whatever the form it was typed in.
std::vector<MatchNode> with_repeats_weighted(std::vector<MatchNode> nodes);

}  // namespace byline
