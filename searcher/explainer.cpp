#include "searcher/explainer.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>

#include "common/schema.hpp"
#include "searcher/ranking.hpp"

namespace byline {
namespace {

/// Of a word's forms, and of a prefix's stems, so many are named.
constexpr std::size_t kMaxShownForms = 12;

ListedForms listed(const std::vector<std::string>& forms) {
  const std::size_t shown = std::min(forms.size(), kMaxShownForms);
  return {{forms.begin(), forms.begin() + static_cast<std::ptrdiff_t>(shown)}, forms.size()};
}

/// Without the forms of articles that are gone.
ListedForms forms_of(const std::string& stem, const Archive& archive) {
  std::vector<std::string> forms;
  for (const std::string& form : archive.words_of_stem(stem)) {
    if (archive.articles().term_exists(form)) forms.push_back(form);
  }
  return listed(forms);
}

WordMeaning describe_word(const WordSet& set, const Archive& archive) {
  WordMeaning meaning;
  meaning.typed = set.typed;
  meaning.origin = name_of(set.origin);
  meaning.by_stem = set.by_stem;
  meaning.inside_words = !set.inside.empty();
  if (!set.by_stem) {
    meaning.forms = listed(set.words);
    return meaning;
  }
  for (const std::string& stem : set.stems) {
    if (meaning.stems.size() < kMaxShownForms) meaning.stems.push_back({stem, {}, forms_of(stem, archive)});
  }
  for (const auto& [language, stem] : set.foreign_stems) {
    meaning.stems.push_back({stem, language, forms_of(stem, archive)});
  }
  meaning.stem_count = set.stems.size() + set.foreign_stems.size();
  return meaning;
}

std::string kind_of(const MatchNode& node) {
  switch (node.kind) {
    case MatchNode::Kind::Everything: return "everything";
    case MatchNode::Kind::Nothing: return "nothing";
    case MatchNode::Kind::Filter: return "filter";
    case MatchNode::Kind::And: return "all";
    case MatchNode::Kind::Or: return "any";
    case MatchNode::Kind::AndMaybe: return "ranking";
    case MatchNode::Kind::Not: return "not";
    case MatchNode::Kind::Text: break;
  }
  switch (node.text.kind) {
    case TextCondition::Kind::Word: return "word";
    case TextCondition::Kind::Phrase: return "phrase";
    case TextCondition::Kind::Near: return "near";
  }
  return "word";
}

/// `"central bank"`, `china NEAR/5 russia`: the condition that a word is one of several of.
std::string shown(const TextCondition& text) {
  if (text.kind == TextCondition::Kind::Word) return {};
  const bool is_phrase = text.kind == TextCondition::Kind::Phrase;
  const std::string between = is_phrase ? " " : " NEAR/" + std::to_string(text.distance) + " ";
  std::string words;
  for (const WordSet& set : text.words) words += (words.empty() ? "" : between) + set.typed;
  return is_phrase ? '"' + words + '"' : words;
}

using Counts = std::unordered_map<std::string, std::size_t>;

/// How often a document has each of the terms, which are sorted.
Counts counts_of(const Xapian::Database& database, Xapian::docid document, const std::vector<std::string>& terms) {
  Counts counts;
  auto place = database.termlist_begin(document);
  const auto end = database.termlist_end(document);
  for (const std::string& term : terms) {
    if (place == end) break;
    place.skip_to(term);
    if (place != end && *place == term) counts[term] = place.get_wdf();
  }
  return counts;
}

std::string stem_term(std::string_view prefix, const std::string& stem) { return std::string(prefix) + stem; }

/// Sum over the stems of a set, those of other languages only when the document is in them.
std::size_t count_in(const Counts& counts, std::string_view prefix, const WordSet& set) {
  std::size_t sum = 0;
  const auto add = [&](const std::string& stem) {
    const auto found = counts.find(stem_term(prefix, stem));
    if (found != counts.end()) sum += found->second;
  };
  for (const std::string& stem : set.stems) add(stem);
  for (const auto& [language, stem] : set.foreign_stems) {
    if (counts.contains(filter_term(prefix::kLanguage, language))) add(stem);
  }
  return sum;
}

/// The terms that count_in asks for.
void add_terms(const WordSet& set, std::set<std::string>& terms) {
  for (const std::string_view prefix : {prefix::kStem, prefix::kTitleStem}) {
    for (const std::string& stem : set.stems) terms.insert(stem_term(prefix, stem));
    for (const ForeignStem& foreign : set.foreign_stems) terms.insert(stem_term(prefix, foreign.stem));
  }
  for (const ForeignStem& foreign : set.foreign_stems) terms.insert(filter_term(prefix::kLanguage, foreign.language));
}

}  // namespace

MeaningNode describe_query(const MatchNode& root, Archive& archive) {
  MeaningNode meaning;
  meaning.kind = kind_of(root);
  meaning.in_title = root.text.in_title;
  meaning.distance = root.text.distance;
  meaning.times = root.times;
  meaning.weight = root.weight;
  meaning.filter = root.described;
  meaning.values = root.values;
  for (const WordSet& set : root.text.words) meaning.words.push_back(describe_word(set, archive));
  for (const MatchNode& child : root.children) meaning.children.push_back(describe_query(child, archive));
  return meaning;
}

ScoreExplainer::ScoreExplainer(Archive& archive, const MatchNode& root, SearchUnit unit,
                               std::vector<Xapian::docid> documents)
    : archive_(archive),
      database_(unit == SearchUnit::Articles ? archive.articles() : archive.reader().sections()),
      unit_(unit) {
  std::sort(documents.begin(), documents.end());
  add(root, documents);
  if (unit == SearchUnit::Articles) title_match_.emplace(root, archive.articles());
  std::set<std::string> terms;
  for (const Column& column : columns_) {
    if (column.set != nullptr) add_terms(*column.set, terms);
  }
  terms_.assign(terms.begin(), terms.end());
}

/// `documents` are those in which everything around the node holds.
void ScoreExplainer::add(const MatchNode& node, const std::vector<Xapian::docid>& documents) {
  switch (node.kind) {
    case MatchNode::Kind::Text: return add_text(node, documents);
    case MatchNode::Kind::Filter: return add_filter(node, documents);
    case MatchNode::Kind::And: {
      const std::vector<Xapian::docid> holding = matching(node, documents);
      for (const MatchNode& child : node.children) add(child, holding);
      return;
    }
    case MatchNode::Kind::AndMaybe: {
      const std::vector<Xapian::docid> holding = matching(node.children.front(), documents);
      for (const MatchNode& child : node.children) add(child, holding);
      return;
    }
    case MatchNode::Kind::Or:
      if (node.counts_once) return add_alternatives(node, documents);
      for (const MatchNode& child : node.children) add(child, documents);
      return;
    case MatchNode::Kind::Everything:
    case MatchNode::Kind::Nothing:
    case MatchNode::Kind::Not: return;  // weigh nothing
  }
}

void ScoreExplainer::add_text(const MatchNode& node, const std::vector<Xapian::docid>& documents) {
  const std::vector<Xapian::docid> holding = matching(node, documents);
  for (const WeightedPart& weighted : weighted_parts(node, unit_)) {
    Column column{{}, weighted.set, scores_of(weighted.query, holding)};
    column.part.kind = kind_of(node);
    column.part.typed = weighted.set->typed;
    column.part.within = shown(node.text);
    column.part.in_title = node.text.in_title;
    column.part.stems = listed(weighted.set->stems).shown;
    column.part.stem_count = weighted.set->stems.size();
    column.part.documents = documents_with(weighted);
    columns_.push_back(std::move(column));
  }
}

/// They count once, so what they add is one number.
void ScoreExplainer::add_alternatives(const MatchNode& node, const std::vector<Xapian::docid>& documents) {
  Column column{{}, nullptr, scores_of(query_of(node), documents)};
  column.part.kind = "alternatives";
  for (const TextCondition* condition : positive_conditions(node)) {
    const std::string text = condition->words.size() == 1 ? condition->words.front().typed : shown(*condition);
    column.part.typed += (column.part.typed.empty() ? "" : " / ") + text;
  }
  columns_.push_back(std::move(column));
}

void ScoreExplainer::add_filter(const MatchNode& node, const std::vector<Xapian::docid>& documents) {
  Column column{{}, nullptr, {}};
  column.part.kind = "filter";
  column.part.typed = node.described;
  for (const Xapian::docid document : matching(node, documents)) column.scores[document] = 0;
  columns_.push_back(std::move(column));
}

Xapian::Query ScoreExplainer::query_of(const MatchNode& node) const {
  return unit_ == SearchUnit::Articles ? article_query(node, database_) : section_query(node, database_).query;
}

ScoreExplainer::Scores ScoreExplainer::scores_of(const Xapian::Query& query,
                                                 const std::vector<Xapian::docid>& documents) const {
  Xapian::Enquire enquire(database_);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, documents_query(documents)));
  set_weighting(enquire);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(documents.size()));
  Scores scores;
  for (auto hit = found.begin(); hit != found.end(); ++hit) scores[*hit] = hit.get_weight();
  return scores;
}

std::vector<Xapian::docid> ScoreExplainer::matching(const MatchNode& node,
                                                    const std::vector<Xapian::docid>& documents) const {
  std::vector<Xapian::docid> holding;
  for (const auto& [document, score] : scores_of(query_of(node), documents)) holding.push_back(document);
  return holding;
}

std::size_t ScoreExplainer::documents_with(const WeightedPart& part) const {
  if (part.set->stems.size() == 1 && part.set->foreign_stems.empty()) {
    return database_.get_termfreq(*part.query.get_terms_begin());
  }
  Xapian::Enquire enquire(database_);
  enquire.set_query(part.query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, database_.get_doccount()).get_matches_estimated();
}

ScoreExplanation ScoreExplainer::explain(Xapian::docid document, Xapian::docid titled) const {
  const Counts counts = counts_of(database_, document, terms_);
  const Counts title_counts = titled == 0 ? Counts{} : counts_of(archive_.articles(), titled, terms_);
  ScoreExplanation explanation;
  for (const Column& column : columns_) {
    ScorePart& part = explanation.parts.emplace_back(column.part);
    const auto score = column.scores.find(document);
    part.holds = score != column.scores.end();
    if (part.holds) part.score = score->second;
    if (column.set == nullptr) continue;
    part.times_in_title = count_in(title_counts, prefix::kTitleStem, *column.set);
    if (part.in_title) continue;
    const std::size_t weighted = count_in(counts, prefix::kStem, *column.set);
    part.times_in_text = weighted - std::min(weighted, part.times_in_title * kTitleWeight);
  }
  const double of_title = title_match_ ? title_match_->weight_of(document) : 0;
  if (of_title > 0) {
    ScorePart& part = explanation.parts.emplace_back();
    part.kind = "title";
    part.typed = "title";
    part.score = of_title;
    part.holds = true;
  }
  return explanation;
}

}  // namespace byline
