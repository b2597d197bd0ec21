#include "searcher/repeated_conditions.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "searcher/ranking.hpp"

namespace byline {
namespace {

/// What a condition is, whatever the form it was typed in.
TextCondition repeat_key(TextCondition text) {
  for (WordSet& set : text.words) set.typed.clear();
  return text;
}

}  // namespace

std::vector<MatchNode> with_repeats_weighted(std::vector<MatchNode> nodes) {
  std::vector<MatchNode> distinct;
  std::map<TextCondition, std::pair<std::size_t, unsigned>> seen;  // -> place, times
  for (MatchNode& node : nodes) {
    if (node.kind != MatchNode::Kind::Text) {
      distinct.push_back(std::move(node));
      continue;
    }
    const auto [known, is_new] = seen.try_emplace(repeat_key(node.text), distinct.size(), 0u);
    ++known->second.second;
    if (is_new) {
      distinct.push_back(std::move(node));
    } else {
      MatchNode& first = distinct[known->second.first];
      first.weight = std::max(first.weight, node.weight);
    }
  }
  for (const auto& [text, place] : seen) {
    distinct[place.first].weight *= repeat_weight(place.second);
    distinct[place.first].times = place.second;
  }
  return distinct;
}

}  // namespace byline
