#include "searcher/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Of the words with the greatest weight so many are looked up in the archive. Rarer ones further down would not make
/// it to the forty best: with 100 the results are the same.
constexpr std::size_t kConsidered = 300;

/// Normalisation 2 of the DFR framework, saturated: what a word says count times in an article says of it, from 0 to 1.
double share(double count, double relative_length) {
  const double normalised = count * std::log2(1 + 1 / relative_length);
  return normalised / (normalised + 1);
}

/// Single letters and short numbers say nothing by themselves; years and longer numbers may. A single character of
/// another script than Latin may be a word.
bool can_tell(std::string_view stem) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0; };
  return stem.size() > 2 || (stem.size() > 1 && std::any_of(stem.begin(), stem.end(), is_letter));
}

bool is_heavier(const FeedbackStem& a, const FeedbackStem& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
}

using Kind = MatchNode::Kind;

bool is_word(const MatchNode& node) {
  return node.kind == Kind::Text && node.text.kind == TextCondition::Kind::Word && !node.text.in_title;
}

bool has_stem_of(const WordSet& set, const WordSet& other) {
  const auto has = [](const auto& all, const auto& some) {
    return !some.empty() && std::includes(all.begin(), all.end(), some.begin(), some.end());
  };
  return other.stems.empty() ? has(set.foreign_stems, other.foreign_stems) : has(set.stems, other.stems);
}

/// The query's own word of the same stem, or null.
MatchNode* find_word(MatchNode& node, const WordSet& wanted) {
  if (node.kind == Kind::Not) return nullptr;
  if (is_word(node) && node.text.words.front().by_stem && has_stem_of(node.text.words.front(), wanted)) return &node;
  for (MatchNode& child : node.children) {
    if (MatchNode* found = find_word(child, wanted)) return found;
  }
  return nullptr;
}

/// Alternatives, among them a word.
bool is_open(const MatchNode& node) {
  return is_word(node) || (node.kind == Kind::Or && std::any_of(node.children.begin(), node.children.end(), is_open));
}

bool is_condition_on_articles(const MatchNode& node) {
  return node.kind == Kind::Filter || node.kind == Kind::Not || node.kind == Kind::Everything;
}

/// The part of a query that more alternatives can be added to, or null.
MatchNode* open_part(MatchNode& node) {
  if (is_open(node)) return &node;
  if (node.kind != Kind::And) return nullptr;
  MatchNode* part = nullptr;
  for (MatchNode& child : node.children) {
    if (is_condition_on_articles(child)) continue;
    if (part != nullptr) return nullptr;
    part = &child;
  }
  return part == nullptr ? nullptr : open_part(*part);
}

/// Puts the node first among the children of one of that kind, unless it is one, and appends the words.
void extend(MatchNode& node, Kind kind, std::vector<MatchNode> words) {
  if (node.kind != kind) {
    MatchNode inner = std::move(node);
    node = MatchNode::of(kind);
    node.children.push_back(std::move(inner));
  }
  std::move(words.begin(), words.end(), std::back_inserter(node.children));
}

}  // namespace

std::vector<double> importances(const std::vector<double>& scores) {
  const auto is_usable = [](double score) { return std::isfinite(score) && score > 0; };
  double best = 0;
  for (const double score : scores) best = is_usable(score) ? std::max(best, score) : best;
  if (best == 0) best = 1;
  std::vector<double> result;
  for (const double score : scores) {
    const double discount = std::log2(static_cast<double>(result.size()) + 2);
    result.push_back((is_usable(score) ? score : best) / discount);
  }
  return result;
}

std::vector<FeedbackStem> relevance_model(const std::vector<FeedbackArticle>& articles) {
  struct Sum {
    double weight = 0;
    std::set<std::string> languages;
  };
  std::map<std::string, Sum> sums;
  for (const FeedbackArticle& article : articles) {
    for (const StemCount& stem : article.stems) {
      Sum& sum = sums[stem.stem];
      sum.weight += article.importance * share(stem.count, article.relative_length);
      sum.languages.insert(article.language);
    }
  }
  std::vector<FeedbackStem> model;
  for (auto& [stem, sum] : sums) model.push_back({stem, sum.weight, {sum.languages.begin(), sum.languages.end()}});
  std::sort(model.begin(), model.end(), is_heavier);
  return model;
}

std::vector<FeedbackStem> telling_stems(std::vector<FeedbackStem> model, double archive_size, std::size_t limit,
                                        const StemFrequency& frequency, const StemTest& may_be_taken) {
  struct Candidate {
    double telling;
    std::size_t place;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < model.size() && candidates.size() < kConsidered; ++i) {
    if (!can_tell(model[i].stem)) continue;
    const double with = frequency(model[i].stem);
    if (with <= 1 || with > archive_size / 2) continue;
    candidates.push_back({model[i].weight * std::log((archive_size + 1) / (with + 0.5)), i});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.telling > b.telling; });
  std::vector<FeedbackStem> chosen;
  double sum = 0;
  for (const Candidate& candidate : candidates) {
    if (chosen.size() == limit) break;
    FeedbackStem& stem = model[candidate.place];
    if (!may_be_taken(stem)) continue;
    sum += stem.weight;
    chosen.push_back(std::move(stem));
  }
  for (FeedbackStem& stem : chosen) stem.weight /= sum;
  return chosen;
}

double weight_of_words(const MatchNode& query) {
  if (query.kind == Kind::Not) return 0;
  if (query.kind == Kind::Text) return query.weight * static_cast<double>(query.text.words.size());
  double sum = 0;
  for (const MatchNode& child : query.children) sum += weight_of_words(child);
  return sum;
}

MatchNode with_feedback(MatchNode query, std::vector<MatchNode> words, bool may_match) {
  std::vector<MatchNode> added;
  for (MatchNode& word : words) {
    if (MatchNode* known = find_word(query, word.text.words.front())) {
      known->weight += word.weight;
    } else {
      added.push_back(std::move(word));
    }
  }
  if (added.empty()) return query;
  MatchNode* part = may_match ? open_part(query) : nullptr;
  if (part != nullptr) {
    extend(*part, Kind::Or, std::move(added));
  } else {
    extend(query, Kind::AndMaybe, std::move(added));
  }
  return query;
}

MatchNode without_weights(MatchNode query) {
  if (query.kind == Kind::Text) query.weight = 0;
  for (MatchNode& child : query.children) child = without_weights(std::move(child));
  return query;
}

}  // namespace byline
