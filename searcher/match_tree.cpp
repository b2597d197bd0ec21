#include "searcher/match_tree.hpp"

#include <algorithm>
#include <set>

namespace byline {
namespace {

struct ByValue {
  bool operator()(const TextCondition* a, const TextCondition* b) const { return *a < *b; }
};

void collect(const MatchNode& node, std::set<const TextCondition*, ByValue>& known,
             std::vector<const TextCondition*>& found) {
  if (node.kind == MatchNode::Kind::Not) return;
  if (node.kind == MatchNode::Kind::Text && known.insert(&node.text).second) found.push_back(&node.text);
  for (const MatchNode& child : node.children) collect(child, known, found);
}

}  // namespace

bool WordSet::matches(const Token& token, std::string_view language) const {
  if (by_stem) {
    return std::binary_search(stems.begin(), stems.end(), token.stem) ||
           std::any_of(foreign_stems.begin(), foreign_stems.end(), [&](const ForeignStem& foreign) {
             return foreign.language == language && foreign.stem == token.stem;
           });
  }
  if (!prefix.empty()) return token.word.starts_with(prefix);
  return std::binary_search(words.begin(), words.end(), token.word);
}

MatchNode MatchNode::of(Kind kind, std::vector<MatchNode> children) {
  MatchNode node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

MatchNode MatchNode::of_text(TextCondition text) {
  MatchNode node;
  node.kind = Kind::Text;
  node.text = std::move(text);
  return node;
}

MatchNode MatchNode::of_filter(Xapian::Query filter, std::string described) {
  MatchNode node;
  node.kind = Kind::Filter;
  node.filter = std::move(filter);
  node.described = std::move(described);
  return node;
}

MatchNode join(MatchNode::Kind kind, std::vector<MatchNode> children) {
  if (children.empty()) {
    return MatchNode::of(kind == MatchNode::Kind::Or ? MatchNode::Kind::Nothing : MatchNode::Kind::Everything);
  }
  if (children.size() == 1) return std::move(children.front());
  return MatchNode::of(kind, std::move(children));
}

std::vector<const TextCondition*> positive_conditions(const MatchNode& node) {
  std::set<const TextCondition*, ByValue> known;
  std::vector<const TextCondition*> found;
  collect(node, known, found);
  return found;
}

std::string_view name_of(WordOrigin origin) {
  switch (origin) {
    case WordOrigin::Typed: return "typed";
    case WordOrigin::Prefix: return "prefix";
    case WordOrigin::Pattern: return "pattern";
    case WordOrigin::Fuzzy: return "fuzzy";
    case WordOrigin::Synonym: return "synonym";
    case WordOrigin::Respelt: return "respelt";
    case WordOrigin::Feedback: return "feedback";
  }
  return "typed";
}

}  // namespace byline
