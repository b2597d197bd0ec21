#include <algorithm>
#include <tuple>

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

/// Further down, all articles before the page would have to be put in order.
constexpr std::size_t kMaxOffsetByScore = 1000;
/// So many more are asked for, to see all that score as the last one does. Copies of an article score alike.
constexpr std::size_t kSpareArticles = 10;

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
    : archive_(archive), root_(request.root), query_(article_query(request.root, archive.articles())) {
  for (const Xapian::Query& filter : request.filters) query_ = Xapian::Query(Xapian::Query::OP_FILTER, query_, filter);
}

std::size_t ArticlePass::count() const {
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(query_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, archive_.articles().get_doccount()).get_matches_estimated();
}

std::vector<RankedArticle> ArticlePass::top(ResultOrder& order, std::size_t offset, std::size_t limit) const {
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(TitleMatch(root_, archive_.articles()).added_to(query_));
  set_weighting(enquire);
  if (order.order() == SortOrder::Relevance && offset <= kMaxOffsetByScore && !positive_conditions(root_).empty()) {
    if (auto ranked = top_by_score(enquire, offset, limit)) return *std::move(ranked);
  }
  order.apply_to(enquire);
  const Xapian::doccount all = archive_.articles().get_doccount();
  const Xapian::MSet found = enquire.get_mset(as_count(offset, all), as_count(limit, all));
  std::vector<RankedArticle> ranked;
  for (auto hit = found.begin(); hit != found.end(); ++hit) ranked.push_back({*hit, hit.get_weight(), 0});
  return ranked;
}

std::optional<std::vector<RankedArticle>> ArticlePass::top_by_score(Xapian::Enquire& enquire, std::size_t offset,
                                                                    std::size_t limit) const {
  const Xapian::doccount all = archive_.articles().get_doccount();
  const std::size_t wanted = offset + limit;
  const Xapian::MSet found = enquire.get_mset(0, as_count(wanted + kSpareArticles, all));
  std::vector<ScoredArticle> best;
  for (auto hit = found.begin(); hit != found.end(); ++hit) best.push_back({*hit, hit.get_weight(), {}});
  if (best.size() == wanted + kSpareArticles && wanted > 0 && best[wanted - 1].score == best.back().score) {
    return std::nullopt;
  }
  std::size_t end = std::min(wanted, best.size());
  while (end > 0 && end < best.size() && best[end].score == best[end - 1].score) ++end;
  best.resize(end);
  order_ties(best);
  std::vector<RankedArticle> ranked;
  for (std::size_t i = offset; i < std::min(wanted, end); ++i) ranked.push_back({best[i].document, best[i].score, 0});
  return ranked;
}

void ArticlePass::order_ties(std::vector<ScoredArticle>& best) const {
  for (std::size_t first = 0; first < best.size();) {
    std::size_t last = first + 1;
    while (last < best.size() && best[last].score == best[first].score) ++last;
    const auto begin = best.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = best.begin() + static_cast<std::ptrdiff_t>(last);
    if (last - first > 1) {
      for (auto article = begin; article != end; ++article) {
        article->ties =
            archive_.articles().get_document(article->document, Xapian::DOC_ASSUME_VALID).get_value(slot::kTieOrder);
      }
      std::sort(begin, end, [](const auto& a, const auto& b) {
        return std::tie(a.ties, a.document) < std::tie(b.ties, b.document);
      });
    }
    first = last;
  }
}

void ArticlePass::count_values(std::vector<ValueCounts*> facets) const {
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(query_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  ValueCountSpy spy(std::move(facets));
  enquire.add_matchspy(&spy);
  // A spy sees every match only when every document is to be looked at.
  enquire.get_mset(0, 0, archive_.articles().get_doccount());
}

}  // namespace byline
