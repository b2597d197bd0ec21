#include <algorithm>

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
  order.apply_to(enquire);
  const Xapian::doccount all = archive_.articles().get_doccount();
  const Xapian::MSet found = enquire.get_mset(as_count(offset, all), as_count(limit, all));
  std::vector<RankedArticle> ranked;
  for (auto hit = found.begin(); hit != found.end(); ++hit) ranked.push_back({*hit, hit.get_weight(), 0});
  return ranked;
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
