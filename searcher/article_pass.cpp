#include <algorithm>
#include <tuple>
#include <utility>

#include "common/schema.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/title_match.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

class ValueCountSpy : public Xapian::MatchSpy {
 public:
  explicit ValueCountSpy(std::vector<ValueCounts*> facets) : facets_(std::move(facets)) {}

  void operator()(const Xapian::Document& document, double) override {
    for (ValueCounts* facet : facets_) facet->add(document.get_value(facet->slot));
  }

 private:
  std::vector<ValueCounts*> facets_;
};

class ScoreSpy : public Xapian::MatchSpy {
 public:
  explicit ScoreSpy(std::size_t wanted) : best_(wanted) {}

  void operator()(const Xapian::Document& document, double score) override { best_.add({document.get_docid(), score}); }

  [[nodiscard]] std::vector<ScoredArticle> take_best() { return best_.take(); }

 private:
  BestArticles best_;
};

/// Further down, all articles before the page would have to be put in order.
constexpr std::size_t kMaxOffsetByScore = 1000;
/// So many more are asked for, to see all that score as the last one does. Copies of an article score alike.
constexpr std::size_t kSpareArticles = 10;

/// Whether every article found may as well be scored: an AND finds few, and to tell whether an article has a phrase
/// takes longer than to score it. Of an OR most articles need no score for the first page, and a count without scores,
/// beside a ranking of the best, takes two thirds of the time.
bool finds_few(const MatchNode& root) {
  if (root.kind == MatchNode::Kind::Text) return root.text.kind != TextCondition::Kind::Word;
  return root.kind == MatchNode::Kind::And;
}

Xapian::doccount as_count(std::size_t number, Xapian::doccount most) {
  return static_cast<Xapian::doccount>(std::min<std::size_t>(number, most));
}

}  // namespace

void ValueCounts::add(const std::string& value) {
  ids_.clear();
  unpack_ids(value, ids_);
  if (people != nullptr && !people->empty()) {
    for (std::uint32_t& id : ids_) id = people->counted_as(id);
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
  }
  for (const std::uint32_t id : ids_) {
    if (id >= counts.size()) counts.resize(id + 1);
    ++counts[id];
  }
}

ArticlePass::ArticlePass(Archive& archive, const MatchRequest& request)
    : archive_(archive), root_(request.root), filters_(request.filters) {}

const std::optional<WordMatch>& ArticlePass::words() {
  if (!sought_words_ && filters_.empty()) words_ = WordMatch::find(root_, archive_);
  sought_words_ = true;
  return words_;
}

const Xapian::Query& ArticlePass::query() {
  if (query_) return *query_;
  query_ = article_query(root_, archive_.articles());
  for (const Xapian::Query& filter : filters_) query_ = Xapian::Query(Xapian::Query::OP_FILTER, *query_, filter);
  return *query_;
}

Xapian::Enquire ArticlePass::ranking() {
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(TitleMatch(root_, archive_.articles()).added_to(query()));
  set_weighting(enquire);
  return enquire;
}

std::size_t ArticlePass::count() {
  if (words()) return words()->count();
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(query());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, archive_.articles().get_doccount()).get_matches_estimated();
}

std::vector<RankedArticle> ArticlePass::top(ResultOrder& order, std::size_t offset, std::size_t limit) {
  if (is_by_score(order, offset)) {
    if (words()) {
      const TitleMatch title(root_, archive_.articles(),
                             [this](const std::string& term) { return archive_.frequency(term); });
      return page_of(words()->best(offset + limit, title, archive_.reader().lengths()), offset, limit);
    }
    if (auto page = page_by_score(offset, limit)) return *std::move(page);
  }
  return page_in_order(order, offset, limit);
}

ArticlePage ArticlePass::page(ResultOrder& order, std::size_t offset, std::size_t limit) {
  if (is_by_score(order, offset) && finds_few(root_) && !words()) return page_with_all_scored(offset, limit);
  const std::size_t total = count();
  return {total, top(order, offset, limit)};
}

bool ArticlePass::is_by_score(const ResultOrder& order, std::size_t offset) const {
  return order.order() == SortOrder::Relevance && offset <= kMaxOffsetByScore && !positive_conditions(root_).empty();
}

std::vector<RankedArticle> ArticlePass::page_in_order(ResultOrder& order, std::size_t offset, std::size_t limit) {
  Xapian::Enquire enquire = ranking();
  order.apply_to(enquire);
  const Xapian::doccount all = archive_.articles().get_doccount();
  const Xapian::MSet found = enquire.get_mset(as_count(offset, all), as_count(limit, all));
  std::vector<RankedArticle> ranked;
  for (auto hit = found.begin(); hit != found.end(); ++hit) ranked.push_back({*hit, hit.get_weight(), 0});
  return ranked;
}

ArticlePage ArticlePass::page_with_all_scored(std::size_t offset, std::size_t limit) {
  Xapian::Enquire enquire = ranking();
  ScoreSpy spy(offset + limit);
  enquire.add_matchspy(&spy);
  const Xapian::MSet found = enquire.get_mset(0, 0, archive_.articles().get_doccount());
  return {found.get_matches_estimated(), page_of(spy.take_best(), offset, limit)};
}

std::optional<std::vector<RankedArticle>> ArticlePass::page_by_score(std::size_t offset, std::size_t limit) {
  const Xapian::doccount all = archive_.articles().get_doccount();
  const std::size_t wanted = offset + limit;
  const Xapian::MSet found = ranking().get_mset(0, as_count(wanted + kSpareArticles, all));
  std::vector<ScoredArticle> best;
  for (auto hit = found.begin(); hit != found.end(); ++hit) best.push_back({*hit, hit.get_weight()});
  if (best.size() == wanted + kSpareArticles && wanted > 0 && best[wanted - 1].score == best.back().score) {
    return std::nullopt;
  }
  return page_of(std::move(best), offset, limit);
}

std::vector<RankedArticle> ArticlePass::page_of(std::vector<ScoredArticle> best, std::size_t offset,
                                                std::size_t limit) const {
  const std::size_t wanted = std::min(offset + limit, best.size());
  order_equals(best, offset, wanted, [this](std::span<ScoredArticle> equals) { order_by_ties(equals); });
  std::vector<RankedArticle> ranked;
  for (std::size_t i = offset; i < wanted; ++i) ranked.push_back({best[i].document, best[i].score, 0});
  return ranked;
}

void ArticlePass::order_by_ties(std::span<ScoredArticle> equals) const {
  std::sort(equals.begin(), equals.end(), [](const auto& a, const auto& b) { return a.document < b.document; });
  std::vector<std::pair<std::string, ScoredArticle>> by_ties;
  auto ties = archive_.articles().valuestream_begin(slot::kTieOrder);
  const auto none = archive_.articles().valuestream_end(slot::kTieOrder);
  for (const ScoredArticle& article : equals) {
    if (ties != none) ties.skip_to(article.document);
    const bool has_value = ties != none && ties.get_docid() == article.document;
    by_ties.emplace_back(has_value ? *ties : std::string{}, article);
  }
  std::sort(by_ties.begin(), by_ties.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.document) < std::tie(b.first, b.second.document);
  });
  std::transform(by_ties.begin(), by_ties.end(), equals.begin(), [](const auto& article) { return article.second; });
}

void ArticlePass::count_values(std::vector<ValueCounts*> facets) {
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(query());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  ValueCountSpy spy(std::move(facets));
  enquire.add_matchspy(&spy);
  // A spy sees every match only when every document is to be looked at.
  enquire.get_mset(0, 0, archive_.articles().get_doccount());
}

}  // namespace byline
