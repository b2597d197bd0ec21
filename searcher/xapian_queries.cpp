#include "searcher/xapian_queries.hpp"

#include <string>
#include <vector>

#include "common/schema.hpp"

namespace byline {
namespace {

using Xapian::Query;
using Queries = std::vector<Query>;

Query weightless(const Query& query) { return Query(Query::OP_SCALE_WEIGHT, query, 0.0); }

Query everything() { return weightless(Query::MatchAll); }

Query combined(Query::op op, const Queries& queries) { return Query(op, queries.begin(), queries.end()); }

/// The terms as one: their frequencies are those of the group.
Query group(std::string_view prefix, const std::vector<std::string>& words) {
  Queries terms;
  for (const std::string& word : words) terms.emplace_back(std::string(prefix).append(word));
  return terms.size() == 1 ? terms.front() : combined(Query::OP_SYNONYM, terms);
}

/// Positions want plain alternatives: Xapian takes no OP_SYNONYM inside a phrase.
Query alternatives(std::string_view prefix, const std::vector<std::string>& words) {
  Queries terms;
  for (const std::string& word : words) terms.emplace_back(std::string(prefix).append(word));
  return terms.size() == 1 ? terms.front() : combined(Query::OP_OR, terms);
}

/// A word by its stems: the main language's anywhere, others' in articles of their language.
Query stem_group(std::string_view prefix, const WordSet& set) {
  if (set.foreign_stems.empty()) return group(prefix, set.stems);
  Queries terms;
  for (const std::string& stem : set.stems) terms.emplace_back(std::string(prefix).append(stem));
  for (const auto& [language, stem] : set.foreign_stems) {
    terms.push_back(Query(Query::OP_FILTER, Query(std::string(prefix).append(stem)),
                          Query(filter_term(prefix::kLanguage, language))));
  }
  return combined(Query::OP_SYNONYM, terms);
}

Query stems_weight(const TextCondition& text) {
  Queries stems;
  for (const WordSet& set : text.words) {
    if (!set.stems.empty()) stems.push_back(stem_group(text.in_title ? prefix::kTitleStem : prefix::kStem, set));
  }
  return combined(Query::OP_OR, stems);
}

/// What decides whether the condition holds, for all but stems.
Query positional_query(const TextCondition& text) {
  const std::string_view prefix = text.in_title ? prefix::kTitle : std::string_view{};
  if (text.kind == TextCondition::Kind::Word) return group(prefix, text.words.front().words);
  Queries words;
  for (const WordSet& set : text.words) words.push_back(alternatives(prefix, set.words));
  if (text.kind == TextCondition::Kind::Phrase) {
    return Query(Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size()));
  }
  // Xapian's window counts the positions from the first word to the last, both included.
  return Query(Query::OP_NEAR, words.begin(), words.end(), text.distance + 1);
}

bool is_by_stem(const TextCondition& text) {
  return text.kind == TextCondition::Kind::Word && text.words.front().by_stem;
}

Query text_query(const MatchNode& node) {
  const TextCondition& text = node.text;
  Query query;
  if (is_by_stem(text)) {
    query = stem_group(text.in_title ? prefix::kTitleStem : prefix::kStem, text.words.front());
  } else {
    query = Query(Query::OP_AND_MAYBE, weightless(positional_query(text)), stems_weight(text));
  }
  return node.weight == 1 ? query : Query(Query::OP_SCALE_WEIGHT, query, node.weight);
}

/// All of `required` and none of `excluded`.
Query with_exclusions(const Queries& required, const Queries& excluded) {
  const Query all = required.empty() ? everything() : combined(Query::OP_AND, required);
  return excluded.empty() ? all : Query(Query::OP_AND_NOT, all, combined(Query::OP_OR, excluded));
}

Query all_of_articles(const MatchNode& node, Negations negations) {
  Queries required;
  Queries filters;
  Queries excluded;
  for (const MatchNode& child : node.children) {
    if (child.kind == MatchNode::Kind::Not) {
      if (negations == Negations::Kept) excluded.push_back(article_query(child.children.front()));
    } else if (child.kind == MatchNode::Kind::Filter) {
      filters.push_back(child.filter);
    } else if (child.kind != MatchNode::Kind::Everything) {
      required.push_back(article_query(child, negations));
    }
  }
  Query query = with_exclusions(required, excluded);
  for (const Query& filter : filters) query = Query(Query::OP_FILTER, query, filter);
  return query;
}

Query and_maybe(const Query& required, const Queries& optional) {
  return optional.empty() ? required : Query(Query::OP_AND_MAYBE, required, combined(Query::OP_OR, optional));
}

SectionQuery section_text_query(const MatchNode& node) {
  const TextCondition& text = node.text;
  if (text.in_title) return {everything(), false};
  if (is_by_stem(text)) return {text_query(node), true};
  return {and_maybe(everything(), {stems_weight(text)}), false};
}

SectionQuery all_of_sections(const MatchNode& node) {
  Queries required;
  Queries excluded;
  bool exact = true;
  for (const MatchNode& child : node.children) {
    const bool is_negated = child.kind == MatchNode::Kind::Not;
    const SectionQuery part = section_query(is_negated ? child.children.front() : child);
    exact = exact && part.is_exact;
    if (!is_negated) {
      required.push_back(part.query);
    } else if (part.is_exact) {
      excluded.push_back(part.query);
    }
  }
  return {with_exclusions(required, excluded), exact};
}

SectionQuery any_of_sections(const MatchNode& node) {
  Queries parts;
  bool exact = true;
  for (const MatchNode& child : node.children) {
    const SectionQuery part = section_query(child);
    exact = exact && part.is_exact;
    parts.push_back(part.query);
  }
  return {combined(Query::OP_OR, parts), exact};
}

/// What only ranks needs no check.
SectionQuery first_of_sections(const MatchNode& node) {
  const SectionQuery first = section_query(node.children.front());
  Queries optional;
  for (std::size_t i = 1; i < node.children.size(); ++i) optional.push_back(section_query(node.children[i]).query);
  return {and_maybe(first.query, optional), first.is_exact};
}

}  // namespace

Query article_query(const MatchNode& node, Negations negations) {
  switch (node.kind) {
    case MatchNode::Kind::Everything: return everything();
    case MatchNode::Kind::Nothing: return Query::MatchNothing;
    case MatchNode::Kind::Text: return text_query(node);
    case MatchNode::Kind::Filter: return weightless(node.filter);
    case MatchNode::Kind::And: return all_of_articles(node, negations);
    case MatchNode::Kind::Not:
      if (negations == Negations::Dropped) return everything();
      return with_exclusions({}, {article_query(node.children.front())});
    default: break;
  }
  Queries parts;
  for (const MatchNode& child : node.children) parts.push_back(article_query(child, negations));
  if (node.kind == MatchNode::Kind::Or) return combined(Query::OP_OR, parts);
  const Query first = parts.front();
  parts.erase(parts.begin());
  return and_maybe(first, parts);
}

SectionQuery section_query(const MatchNode& node) {
  switch (node.kind) {
    case MatchNode::Kind::Everything: return {everything(), true};
    case MatchNode::Kind::Nothing: return {Query::MatchNothing, true};
    case MatchNode::Kind::Text: return section_text_query(node);
    case MatchNode::Kind::Filter: return {weightless(node.filter), true};
    case MatchNode::Kind::And: return all_of_sections(node);
    case MatchNode::Kind::Or: return any_of_sections(node);
    case MatchNode::Kind::AndMaybe: return first_of_sections(node);
    case MatchNode::Kind::Not: {
      const SectionQuery child = section_query(node.children.front());
      return child.is_exact ? SectionQuery{with_exclusions({}, {child.query}), true}
                            : SectionQuery{everything(), false};
    }
  }
  return {everything(), false};
}

}  // namespace byline
