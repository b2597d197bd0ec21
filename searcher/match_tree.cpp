#include "searcher/match_tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace byline {
namespace {

/// An explanation names so many forms of a word.
constexpr std::size_t kMaxShownForms = 12;

void collect(const MatchNode& node, std::vector<const TextCondition*>& found) {
  if (node.kind == MatchNode::Kind::Not) return;
  if (node.kind == MatchNode::Kind::Text) {
    const bool known = std::any_of(found.begin(), found.end(), [&](const auto* other) { return *other == node.text; });
    if (!known) found.push_back(&node.text);
  }
  for (const MatchNode& child : node.children) collect(child, found);
}

std::string listed(const std::vector<std::string>& forms) {
  std::string text;
  for (std::size_t i = 0; i < forms.size() && i < kMaxShownForms; ++i) text += (i == 0 ? "" : " ") + forms[i];
  if (forms.size() > kMaxShownForms) text += fmt::format(" and {} more", forms.size() - kMaxShownForms);
  return text;
}

std::string describe(const WordSet& set) {
  if (set.by_stem) {
    std::string stems = listed(set.stems);
    for (const auto& [language, stem] : set.foreign_stems) stems += fmt::format(", {}: {}", language, stem);
    return fmt::format("{} [stem {}]", set.typed, stems);
  }
  return fmt::format("{} [forms {}]", set.typed, set.words.empty() ? "none" : listed(set.words));
}

std::string describe(const TextCondition& text) {
  std::string words;
  for (const WordSet& set : text.words) words += (words.empty() ? "" : ", ") + describe(set);
  const std::string place = text.in_title ? " in the title" : "";
  switch (text.kind) {
    case TextCondition::Kind::Word: return "word" + place + ": " + words;
    case TextCondition::Kind::Phrase: return "phrase" + place + ": " + words;
    case TextCondition::Kind::Near: return fmt::format("within {} positions{}: {}", text.distance, place, words);
  }
  return words;
}

void print(const MatchNode& node, std::size_t depth, std::string& out) {
  out.append(depth * 2, ' ');
  switch (node.kind) {
    case MatchNode::Kind::Everything: out += "every article"; break;
    case MatchNode::Kind::Nothing: out += "nothing in this archive"; break;
    case MatchNode::Kind::Text: out += describe(node.text); break;
    case MatchNode::Kind::Filter: out += "filter: " + node.described; break;
    case MatchNode::Kind::And: out += "all of"; break;
    case MatchNode::Kind::Or: out += "any of"; break;
    case MatchNode::Kind::AndMaybe: out += "the first; the others rank"; break;
    case MatchNode::Kind::Not: out += "not"; break;
  }
  if (node.kind == MatchNode::Kind::Text && node.weight != 1) out += fmt::format(" (weight {:.2f})", node.weight);
  out += '\n';
  for (const MatchNode& child : node.children) print(child, depth + 1, out);
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
  std::vector<const TextCondition*> found;
  collect(node, found);
  return found;
}

std::string to_string(const MatchNode& node) {
  std::string out;
  print(node, 0, out);
  return out;
}

}  // namespace byline
