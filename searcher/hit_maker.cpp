#include "searcher/hit_maker.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "common/schema.hpp"
#include "common/section_names.hpp"
#include "searcher/freshness.hpp"

namespace byline {
namespace {

/// A passage shows the words that were typed. Those that came from other articles, forty at most, decide among equals.
constexpr double kFeedbackWorth = 0.004;

/// So many hits are made at a time: their files' names are held until all are known.
constexpr std::size_t kHitsAtATime = 100;

}  // namespace

std::vector<Hit> HitMaker::make(std::span<const RankedArticle> ranked, std::size_t first_rank) {
  std::vector<Hit> hits(ranked.size());
  for (std::size_t begin = 0; begin < ranked.size(); begin += kHitsAtATime) {
    const std::size_t count = std::min(kHitsAtATime, ranked.size() - begin);
    make_some(ranked.subspan(begin, count), first_rank + begin, std::span(hits).subspan(begin, count));
  }
  return hits;
}

void HitMaker::make_some(std::span<const RankedArticle> ranked, std::size_t first_rank, std::span<Hit> hits) {
  std::vector<std::size_t> order(ranked.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return ranked[a].document < ranked[b].document; });
  std::vector<std::string> files(ranked.size());
  for (const std::size_t i : order) {
    Article article = archive_.article(ranked[i].document);
    files[i] = article.container.empty() ? article.path : article.container;
    hits[i] = make_one(ranked[i], std::move(article));
  }
  const std::vector<Freshness> freshness = freshness_of(files, archive_);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    hits[i].rank = first_rank + i;
    hits[i].freshness = freshness[i];
  }
}

Hit HitMaker::make_one(const RankedArticle& ranked, Article article) {
  Hit hit;
  hit.score = ranked.score;
  hit.passages = passages_of(article);
  hit.id = article.id.empty() ? article.path : article.id;
  hit.path = std::move(article.path);
  hit.line = article.line;
  hit.url = std::move(article.url);
  if (may_be_marked(article.title)) {
    hit.title_highlights = mark_title(article.title, conditions_, archive_.analyser(article.language));
  }
  hit.title = std::move(article.title);
  hit.authors = std::move(article.authors);
  hit.contributors = std::move(article.contributors);
  hit.date = article.date;
  hit.language = std::move(article.language);
  hit.source = std::move(article.source);
  hit.tags = std::move(article.tags);
  return hit;
}

/// Most titles have no word of the query, which the filter of passages tells sooner. It knows no conditions on titles.
bool HitMaker::may_be_marked(std::string_view title) const {
  return !filter_ || passage_request_->conditions.size() < conditions_.size() || filter_->may_hold(title);
}

std::vector<Passage> HitMaker::passages_of(const Article& article) {
  if (passages_ == 0) return {};
  if (!passage_request_) prepare_passages();
  if (sections_) passage_request_->sections = members_of_wanted(article);
  return make_passages(article, *passage_request_, archive_.analyser(article.language), *sentences_);
}

/// What is the same for all hits.
void HitMaker::prepare_passages() {
  passage_request_.emplace();
  passage_request_->limit = passages_;
  for (const TextCondition* condition : conditions_) {
    if (condition->in_title) continue;
    passage_request_->conditions.push_back(condition);
    passage_request_->weights.push_back(rarity(*condition));
  }
  const auto forms_of_stem = [&](const std::string& stem) { return archive_.words_of_stem(stem); };
  filter_ = std::make_unique<WordFilter>(passage_request_->conditions, forms_of_stem);
  passage_request_->filter = filter_.get();
  sentences_ = std::make_unique<SentenceSegmenter>();
}

std::vector<std::size_t> HitMaker::members_of_wanted(const Article& article) const {
  std::set<std::size_t> members;
  for (const NamedSection& name : named_sections(article)) {
    const bool wanted = std::find(sections_->begin(), sections_->end(), name.key) != sections_->end();
    if (wanted) members.insert(name.members.begin(), name.members.end());
  }
  return {members.begin(), members.end()};
}

/// How much a condition tells: the inverse document frequency of its words.
double HitMaker::rarity(const TextCondition& condition) const {
  const double all = archive_.articles().get_doccount();
  double sum = 0;
  for (const WordSet& set : condition.words) {
    double with = 0;
    for (const std::string& stem : set.stems) with += archive_.frequency(std::string(prefix::kStem) + stem);
    sum += std::log(1 + all / (1 + with)) * (set.origin == WordOrigin::Feedback ? kFeedbackWorth : 1);
  }
  return sum;
}

}  // namespace byline
