#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "common/schema.hpp"
#include "common/section_names.hpp"
#include "searcher/match_pass.hpp"
#include "searcher/matcher.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

/// So many candidates are named in the query; of more, each section found is looked up among them.
constexpr std::size_t kMaxNamedCandidates = 2000;

/// Finding one article by its term takes as long as going past so many.
constexpr std::size_t kArticlesPassedInOneLookUp = 50;

[[noreturn]] void throw_without_article() { throw Xapian::DatabaseModifiedError("a section without its article"); }

Xapian::Query filtered(Xapian::Query query, const std::vector<Xapian::Query>& filters) {
  for (const Xapian::Query& filter : filters) query = Xapian::Query(Xapian::Query::OP_FILTER, query, filter);
  return query;
}

Xapian::Query any_term(const std::vector<std::string>& terms) {
  return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
}

class UidCollector : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override { uids.push_back(document.get_value(slot::kUid)); }

  std::vector<std::string> uids;
};

/// Which articles satisfy each condition on the article in a query. Asked of the index once for each condition.
class FilterAnswers {
 public:
  FilterAnswers(const MatchNode& root, const Xapian::Database& articles) : articles_(articles) { collect(root); }

  [[nodiscard]] bool holds(const MatchNode& filter, const std::string& uid) const {
    return uids_.at(&filter).contains(uid);
  }

 private:
  void collect(const MatchNode& node) {
    if (node.kind == MatchNode::Kind::Filter) uids_[&node] = matching(node.filter);
    for (const MatchNode& child : node.children) collect(child);
  }

  [[nodiscard]] std::unordered_set<std::string> matching(const Xapian::Query& filter) const {
    Xapian::Enquire enquire(articles_);
    enquire.set_query(filter);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    UidCollector collector;
    enquire.add_matchspy(&collector);
    enquire.get_mset(0, 0, articles_.get_doccount());
    return {collector.uids.begin(), collector.uids.end()};
  }

  const Xapian::Database& articles_;
  std::map<const MatchNode*, std::unordered_set<std::string>> uids_;
};

/// The texts that a named section consists of.
std::vector<std::string_view> texts_of(const Article& article, const NamedSection& name) {
  std::vector<std::string_view> texts;
  for (const std::size_t member : name.members) texts.emplace_back(article.sections[member].text);
  if (name.whole_article) texts.emplace_back(article.title);
  return texts;
}

}  // namespace

class SectionPass::Collector : public Xapian::MatchSpy {
 public:
  Collector(SectionPass& pass, const std::unordered_set<std::string>* candidates)
      : pass_(pass), candidates_(candidates) {}

  void operator()(const Xapian::Document& document, double weight) override {
    SectionHit hit;
    hit.document = document.get_docid();
    hit.uid = document.get_value(slot::kUid);
    if (candidates_ != nullptr && candidates_->count(hit.uid) == 0) return;
    hit.score = weight;
    hit.section = document.get_value(slot::kSection);
    for (const Xapian::valueno slot : pass_.slots_) hit.values.push_back(document.get_value(slot));
    pass_.hits_.push_back(std::move(hit));
  }

 private:
  SectionPass& pass_;
  const std::unordered_set<std::string>* candidates_;
};

SectionPass::SectionPass(Archive& archive, const MatchRequest& request, const std::vector<std::string>* names,
                         const std::vector<Xapian::valueno>& slots)
    : archive_(archive), slots_(slots) {
  run(request, names);
  group();
}

void SectionPass::run(const MatchRequest& request, const std::vector<std::string>* names) {
  const SectionQuery sections = section_query(request.root, archive_.reader().sections());
  Xapian::Query query = filtered(sections.query, request.filters);
  if (names != nullptr) {
    std::vector<std::string> terms;
    for (const std::string& name : *names) terms.push_back(filter_term(prefix::kSection, name));
    query = filtered(query, {any_term(terms)});
  }
  std::unordered_set<std::string> candidates;
  if (!sections.is_exact) {
    const std::vector<std::string> uids = candidate_uids(request);
    candidates.insert(uids.begin(), uids.end());
    if (uids.size() <= kMaxNamedCandidates) {
      std::vector<std::string> terms;
      for (const std::string& uid : uids) terms.push_back(uid_term(uid));
      query = filtered(query, {any_term(terms)});
    }
  }
  const Xapian::Database& database = archive_.reader().sections();
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  set_weighting(enquire);
  Collector collector(*this, sections.is_exact ? nullptr : &candidates);
  enquire.add_matchspy(&collector);
  // With room for every match none is pruned, so each has its full weight when the spy sees it.
  enquire.get_mset(0, database.get_doccount());
  if (!sections.is_exact) check(request.root);
}

/// Articles that match anywhere, which is the least that one with a matching section must do.
std::vector<std::string> SectionPass::candidate_uids(const MatchRequest& request) const {
  Xapian::Enquire enquire(archive_.articles());
  enquire.set_query(filtered(article_query(request.root, archive_.articles(), Negations::Dropped), request.filters));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  UidCollector collector;
  enquire.add_matchspy(&collector);
  enquire.get_mset(0, 0, archive_.articles().get_doccount());
  return std::move(collector.uids);
}

Xapian::docid SectionPass::article_of(const std::string& uid) const {
  const std::string term = uid_term(uid);
  const auto posting = archive_.articles().postlist_begin(term);
  if (posting == archive_.articles().postlist_end(term)) throw_without_article();
  return *posting;
}

/// Drops the sections whose text does not satisfy the query.
void SectionPass::check(const MatchNode& root) {
  std::map<std::string, std::vector<SectionHit*>> by_article;
  for (SectionHit& hit : hits_) by_article[hit.uid].push_back(&hit);
  FacetNames& names = archive_.facet("section");
  const FilterAnswers filters(root, archive_.articles());
  std::set<const SectionHit*> failed;
  std::vector<std::uint32_t> ids;
  for (const auto& [uid, sections] : by_article) {
    const Article article = archive_.article(article_of(uid));
    const std::vector<NamedSection> named = named_sections(article);
    for (const SectionHit* hit : sections) {
      ids.clear();
      unpack_ids(hit->section, ids);
      const std::string key = ids.empty() ? std::string{} : names.entry(ids.front()).key;
      const auto name = std::find_if(named.begin(), named.end(), [&](const auto& n) { return n.key == key; });
      const bool matches = name != named.end() &&
                           holds(root, article.title, texts_of(article, *name), archive_.analyser(article.language),
                                 [&](const MatchNode& filter) { return filters.holds(filter, hit->uid); });
      if (!matches) failed.insert(hit);
    }
  }
  std::vector<SectionHit> kept;
  for (SectionHit& hit : hits_) {
    if (failed.count(&hit) == 0) kept.push_back(std::move(hit));
  }
  hits_ = std::move(kept);
}

/// An article counts once and scores as its best section.
void SectionPass::group() {
  std::stable_sort(hits_.begin(), hits_.end(), [](const SectionHit& a, const SectionHit& b) { return a.uid < b.uid; });
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    const bool is_new = i == 0 || hits_[i].uid != hits_[i - 1].uid;
    if (is_new) {
      articles_.push_back(i);
    } else if (hits_[i].score > hits_[articles_.back()].score) {
      articles_.back() = i;
    }
  }
}

std::vector<RankedArticle> SectionPass::top(ResultOrder& order, std::size_t offset, std::size_t limit) {
  if (order.order() == SortOrder::Relevance) return top_by_score(offset, limit);
  struct Entry {
    std::string key;
    std::size_t hit;
    Xapian::docid document;
  };
  std::vector<Entry> entries;
  for (const std::size_t hit : articles_) {
    const Xapian::docid document = article_of(hits_[hit].uid);
    entries.push_back({order.key_of(archive_.articles().get_document(document)), hit, document});
  }
  const std::size_t begin = std::min(offset, entries.size());
  const std::size_t end = std::min(begin + limit, entries.size());
  std::partial_sort(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(end), entries.end(),
                    [](const Entry& a, const Entry& b) { return a.key < b.key; });
  std::vector<RankedArticle> ranked;
  for (std::size_t i = begin; i < end; ++i) {
    ranked.push_back({entries[i].document, hits_[entries[i].hit].score, hits_[entries[i].hit].document});
  }
  return ranked;
}

/// Sections do not know what orders equal scores, their articles do; only those are asked that may be on the page.
std::vector<RankedArticle> SectionPass::top_by_score(std::size_t offset, std::size_t limit) const {
  const std::size_t begin = std::min(offset, articles_.size());
  const std::size_t end = std::min(begin + limit, articles_.size());
  BestOf<BestHit> found(end);
  for (const std::size_t hit : articles_) found.add({hit, hits_[hit].score, 0, {}});
  std::vector<BestHit> best = found.take();
  order_equals(best, begin, end, [this](std::span<BestHit> equals) {
    look_up_ties(equals);
    std::sort(equals.begin(), equals.end(),
              [](const auto& a, const auto& b) { return std::tie(a.ties, a.document) < std::tie(b.ties, b.document); });
  });
  std::vector<RankedArticle> ranked;
  for (std::size_t i = begin; i < end; ++i) {
    const SectionHit& hit = hits_[best[i].hit];
    ranked.push_back({best[i].document != 0 ? best[i].document : article_of(hit.uid), hit.score, hit.document});
  }
  return ranked;
}

void SectionPass::look_up_ties(std::span<BestHit> articles) const {
  if (articles.size() * kArticlesPassedInOneLookUp > archive_.articles().get_doccount()) return read_all_ties(articles);
  for (BestHit& article : articles) {
    article.document = article_of(hits_[article.hit].uid);
    article.ties =
        archive_.articles().get_document(article.document, Xapian::DOC_ASSUME_VALID).get_value(slot::kTieOrder);
  }
}

/// In one pass over all articles.
void SectionPass::read_all_ties(std::span<BestHit> articles) const {
  std::unordered_map<std::string_view, BestHit*> by_uid;
  for (BestHit& article : articles) by_uid.emplace(hits_[article.hit].uid, &article);
  const Xapian::Database& database = archive_.articles();
  auto ties = database.valuestream_begin(slot::kTieOrder);
  std::size_t missing = articles.size();
  for (auto uid = database.valuestream_begin(slot::kUid); missing > 0; ++uid) {
    if (uid == database.valuestream_end(slot::kUid)) throw_without_article();
    const auto found = by_uid.find(*uid);
    if (found == by_uid.end()) continue;
    found->second->document = uid.get_docid();
    ties.skip_to(uid.get_docid());
    found->second->ties = *ties;
    --missing;
  }
}

void SectionPass::count_values(ValueCounts& facet) const {
  if (facet.slot == slot::kSection) {
    // One document an article and name, so every document is an article of that name.
    for (const SectionHit& hit : hits_) facet.add(hit.section);
    return;
  }
  const auto slot = std::find(slots_.begin(), slots_.end(), facet.slot) - slots_.begin();
  for (const std::size_t hit : articles_) facet.add(hits_[hit].values[static_cast<std::size_t>(slot)]);
}

}  // namespace byline
