#include "searcher/xapian_queries.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
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
  return terms.size() == 1 ? terms.front() : combined(Query::OP_SYNONYM, terms);
}

Query scaled(const Query& query, double weight) {
  return weight == 1 ? query : Query(Query::OP_SCALE_WEIGHT, query, weight);
}

/// Each tier counts as one word that is as common as all its stems are, so a wider tier never tells more than a
/// narrower one.
Query best_tier(std::string_view prefix, const WordSet& set) {
  Queries tiers;
  for (const StemTier& tier : set.tiers) tiers.push_back(scaled(group(prefix, tier.stems), tier.weight));
  return combined(Query::OP_MAX, tiers);
}

using Forms = std::vector<std::string>;  // sorted

/// Of two sets that share some forms but not all, what the first has for itself, and what they share.
struct SharedForms {
  std::size_t set;
  Forms own;
  Forms shared;
};

std::optional<SharedForms> find_shared(const std::vector<Forms>& sets) {
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (std::size_t j = 0; j < sets.size(); ++j) {
      SharedForms found{i, {}, {}};
      std::set_difference(sets[i].begin(), sets[i].end(), sets[j].begin(), sets[j].end(),
                          std::back_inserter(found.own));
      if (found.own.empty() || found.own.size() == sets[i].size()) continue;
      std::set_intersection(sets[i].begin(), sets[i].end(), sets[j].begin(), sets[j].end(),
                            std::back_inserter(found.shared));
      return found;
    }
  }
  return std::nullopt;
}

/// Xapian 1.4 moves two words of a NEAR that stand at one position past it together, so with sets that share some forms
/// (`banks NEAR/1 bank*`) it misses matches; sets that are equal or have nothing in common are right. So they are cut
/// into such.
std::vector<std::vector<Forms>> without_shared_forms(std::vector<Forms> sets) {
  constexpr std::size_t kMaxWays = 64;
  std::vector<std::vector<Forms>> open{std::move(sets)};
  std::vector<std::vector<Forms>> done;
  while (!open.empty()) {
    std::vector<Forms> next = std::move(open.back());
    open.pop_back();
    const auto shared = open.size() + done.size() < kMaxWays ? find_shared(next) : std::nullopt;
    if (!shared) {
      done.push_back(std::move(next));
      continue;
    }
    next[shared->set] = shared->own;
    open.push_back(next);
    next[shared->set] = shared->shared;
    open.push_back(std::move(next));
  }
  return done;
}

/// Xapian's window counts the positions from the first word to the last, both included.
Query near_query(std::string_view prefix, const TextCondition& text) {
  std::vector<Forms> sets;
  for (const WordSet& set : text.words) sets.push_back(set.words);
  Queries ways;
  for (const std::vector<Forms>& way : without_shared_forms(std::move(sets))) {
    Queries words;
    for (const Forms& forms : way) words.push_back(alternatives(prefix, forms));
    ways.emplace_back(Query::OP_NEAR, words.begin(), words.end(), text.distance + 1);
  }
  return ways.size() == 1 ? ways.front() : combined(Query::OP_OR, ways);
}

bool is_by_stem(const TextCondition& text) {
  return text.kind == TextCondition::Kind::Word && text.words.front().by_stem;
}

/// What ranks, of a condition that holds.
Query weight_of(const std::vector<WeightedPart>& parts) {
  Queries queries;
  for (const WeightedPart& part : parts) queries.push_back(part.query);
  return combined(Query::OP_OR, queries);
}

Query text_query(const MatchNode& node, SearchUnit unit) {
  const std::vector<WeightedPart> parts = weighted_parts(node, unit);
  if (is_by_stem(node.text)) return parts.front().query;
  return Query(Query::OP_AND_MAYBE, weightless(positional_query(node.text)), weight_of(parts));
}

/// The terms of words that are matched by stem, each once.
Queries stem_terms(const std::vector<const MatchNode*>& nodes) {
  std::set<std::pair<std::string, std::string>> stems;  // and the language, when only its articles count
  for (const MatchNode* node : nodes) {
    const std::string prefix(node->text.in_title ? prefix::kTitleStem : prefix::kStem);
    const WordSet& set = node->text.words.front();
    for (const std::string& stem : set.stems) stems.emplace(prefix + stem, std::string{});
    for (const auto& [language, stem] : set.foreign_stems) stems.emplace(prefix + stem, language);
  }
  Queries terms;
  for (const auto& [term, language] : stems) {
    const Query query{term};
    terms.push_back(language.empty() ? query
                                     : Query(Query::OP_FILTER, query, Query(filter_term(prefix::kLanguage, language))));
  }
  return terms;
}

/// Alternatives that say the same thing. Single words among them count as one word, as common as all of them together;
/// those that weigh more than others also by themselves.
Query best_of(const MatchNode& node, const Queries& parts) {
  Queries ways;
  std::vector<const MatchNode*> words;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const MatchNode& child = node.children[i];
    const bool is_word = child.kind == MatchNode::Kind::Text && is_by_stem(child.text);
    if (is_word) words.push_back(&child);
    if (!is_word || child.weight == 1) ways.push_back(parts[i]);
  }
  if (!words.empty()) {
    const auto lighter = [](const MatchNode* a, const MatchNode* b) { return a->weight < b->weight; };
    const double weight = (*std::min_element(words.begin(), words.end(), lighter))->weight;
    ways.push_back(scaled(combined(Query::OP_SYNONYM, stem_terms(words)), weight));
  }
  return combined(Query::OP_MAX, ways);
}

Query any_of(const MatchNode& node, const Queries& parts) {
  return node.counts_once ? best_of(node, parts) : combined(Query::OP_OR, parts);
}

/// Documents named one by one.
class DocumentSource : public Xapian::PostingSource {
 public:
  explicit DocumentSource(std::vector<Xapian::docid> documents) : documents_(std::move(documents)) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size(); }
  void init(const Xapian::Database&) override { next_ = 0; }
  void next(double) override { ++next_; }
  void skip_to(Xapian::docid document, double) override {
    const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(next_ == 0 ? 0 : next_ - 1);
    next_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), document) - documents_.begin()) + 1;
  }
  [[nodiscard]] bool at_end() const override { return next_ > documents_.size(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return documents_[next_ - 1]; }

 private:
  [[nodiscard]] Xapian::doccount size() const { return static_cast<Xapian::doccount>(documents_.size()); }

  std::vector<Xapian::docid> documents_;  // ascending
  std::size_t next_ = 0;                  // one past the current one; 0 before the first
};

/// What the query matches, found out now.
Query settled(const Query& query, const Xapian::Database& database) {
  return documents_query(matching_documents(query, database));
}

/// Whether a node can stand on the right of OP_AND_NOT as it is. Xapian 1.4 leaves the weight bounds of an AND there
/// unset, so whatever in that AND prunes by weight (an OR, an AND_MAYBE) drops matches by what the memory held before.
bool is_plain_exclusion(const MatchNode& node) {
  switch (node.kind) {
    case MatchNode::Kind::Text:
      return node.text.kind == TextCondition::Kind::Word ||
             std::all_of(node.text.words.begin(), node.text.words.end(),
                         [](const WordSet& set) { return set.words.size() == 1; });
    case MatchNode::Kind::Or: return std::all_of(node.children.begin(), node.children.end(), is_plain_exclusion);
    case MatchNode::Kind::Filter:
    case MatchNode::Kind::Everything:
    case MatchNode::Kind::Nothing: return true;
    default: return false;
  }
}

/// The same without weights.
Query plain_exclusion(const MatchNode& node) {
  switch (node.kind) {
    case MatchNode::Kind::Text:
      return is_by_stem(node.text) ? text_query(node, SearchUnit::Articles) : positional_query(node.text);
    case MatchNode::Kind::Filter: return node.filter;
    case MatchNode::Kind::Everything: return everything();
    case MatchNode::Kind::Or: {
      Queries parts;
      for (const MatchNode& child : node.children) parts.push_back(plain_exclusion(child));
      return combined(Query::OP_OR, parts);
    }
    default: return Query::MatchNothing;
  }
}

/// What NOT `node` takes away from articles.
Query excluded_articles(const MatchNode& node, const Xapian::Database& articles) {
  return is_plain_exclusion(node) ? plain_exclusion(node) : settled(article_query(node, articles), articles);
}

/// All of `required` and none of `excluded`.
Query with_exclusions(const Queries& required, const Queries& excluded) {
  const Query all = required.empty() ? everything() : combined(Query::OP_AND, required);
  return excluded.empty() ? all : Query(Query::OP_AND_NOT, all, combined(Query::OP_OR, excluded));
}

Query all_of_articles(const MatchNode& node, const Xapian::Database& articles, Negations negations) {
  Queries required;
  Queries filters;
  Queries excluded;
  for (const MatchNode& child : node.children) {
    if (child.kind == MatchNode::Kind::Not) {
      if (negations == Negations::Kept) excluded.push_back(excluded_articles(child.children.front(), articles));
    } else if (child.kind == MatchNode::Kind::Filter) {
      filters.push_back(child.filter);
    } else if (child.kind != MatchNode::Kind::Everything) {
      required.push_back(article_query(child, articles, negations));
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
  if (is_by_stem(text)) return {text_query(node, SearchUnit::Sections), true};
  return {and_maybe(everything(), {weight_of(weighted_parts(node, SearchUnit::Sections))}), false};
}

/// What NOT `node` takes away from sections; only for what is exact there.
Query excluded_sections(const MatchNode& node, const Query& query, const Xapian::Database& sections) {
  return is_plain_exclusion(node) ? query : settled(query, sections);
}

SectionQuery all_of_sections(const MatchNode& node, const Xapian::Database& sections) {
  Queries required;
  Queries excluded;
  bool exact = true;
  for (const MatchNode& child : node.children) {
    const bool is_negated = child.kind == MatchNode::Kind::Not;
    const MatchNode& condition = is_negated ? child.children.front() : child;
    const SectionQuery part = section_query(condition, sections);
    exact = exact && part.is_exact;
    if (!is_negated) {
      required.push_back(part.query);
    } else if (part.is_exact) {
      excluded.push_back(excluded_sections(condition, part.query, sections));
    }
  }
  return {with_exclusions(required, excluded), exact};
}

SectionQuery any_of_sections(const MatchNode& node, const Xapian::Database& sections) {
  Queries parts;
  bool exact = true;
  for (const MatchNode& child : node.children) {
    const SectionQuery part = section_query(child, sections);
    exact = exact && part.is_exact;
    parts.push_back(part.query);
  }
  return {any_of(node, parts), exact};
}

/// What only ranks needs no check.
SectionQuery first_of_sections(const MatchNode& node, const Xapian::Database& sections) {
  const SectionQuery first = section_query(node.children.front(), sections);
  Queries optional;
  for (std::size_t i = 1; i < node.children.size(); ++i)
    optional.push_back(section_query(node.children[i], sections).query);
  return {and_maybe(first.query, optional), first.is_exact};
}

}  // namespace

Query positional_query(const TextCondition& text) {
  const std::string_view prefix = text.in_title ? prefix::kTitle : std::string_view{};
  if (text.kind == TextCondition::Kind::Word) return group(prefix, text.words.front().words);
  if (text.kind == TextCondition::Kind::Near) return near_query(prefix, text);
  Queries words;
  for (const WordSet& set : text.words) words.push_back(alternatives(prefix, set.words));
  return Query(Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size()));
}

std::vector<Xapian::docid> matching_documents(const Xapian::Query& query, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  return {found.begin(), found.end()};
}

std::vector<WeightedPart> weighted_parts(const MatchNode& node, SearchUnit unit) {
  std::vector<WeightedPart> parts;
  if (node.text.in_title && unit == SearchUnit::Sections) return parts;  // sections have no titles
  const std::string_view prefix = node.text.in_title ? prefix::kTitleStem : prefix::kStem;
  for (const WordSet& set : node.text.words) {
    if (set.stems.empty() && set.foreign_stems.empty()) continue;
    const Query query = set.tiers.empty() ? stem_group(prefix, set) : best_tier(prefix, set);
    parts.push_back({&set, scaled(query, node.weight)});
  }
  return parts;
}

Query documents_query(std::vector<Xapian::docid> documents) {
  if (documents.empty()) return Query::MatchNothing;
  std::sort(documents.begin(), documents.end());
  return Query((new DocumentSource(std::move(documents)))->release());
}

Query article_query(const MatchNode& node, const Xapian::Database& articles, Negations negations) {
  switch (node.kind) {
    case MatchNode::Kind::Everything: return everything();
    case MatchNode::Kind::Nothing: return Query::MatchNothing;
    case MatchNode::Kind::Text: return text_query(node, SearchUnit::Articles);
    case MatchNode::Kind::Filter: return weightless(node.filter);
    case MatchNode::Kind::And: return all_of_articles(node, articles, negations);
    case MatchNode::Kind::Not:
      if (negations == Negations::Dropped) return everything();
      return with_exclusions({}, {excluded_articles(node.children.front(), articles)});
    default: break;
  }
  Queries parts;
  for (const MatchNode& child : node.children) parts.push_back(article_query(child, articles, negations));
  if (node.kind == MatchNode::Kind::Or) return any_of(node, parts);
  const Query first = parts.front();
  parts.erase(parts.begin());
  return and_maybe(first, parts);
}

SectionQuery section_query(const MatchNode& node, const Xapian::Database& sections) {
  switch (node.kind) {
    case MatchNode::Kind::Everything: return {everything(), true};
    case MatchNode::Kind::Nothing: return {Query::MatchNothing, true};
    case MatchNode::Kind::Text: return section_text_query(node);
    case MatchNode::Kind::Filter: return {weightless(node.filter), true};
    case MatchNode::Kind::And: return all_of_sections(node, sections);
    case MatchNode::Kind::Or: return any_of_sections(node, sections);
    case MatchNode::Kind::AndMaybe: return first_of_sections(node, sections);
    case MatchNode::Kind::Not: {
      const SectionQuery child = section_query(node.children.front(), sections);
      return child.is_exact ? SectionQuery{with_exclusions({}, {child.query}), true}
                            : SectionQuery{everything(), false};
    }
  }
  return {everything(), false};
}

}  // namespace byline
