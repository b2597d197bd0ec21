#include "searcher/best_articles.hpp"

#include <algorithm>
#include <utility>

namespace byline {

void BestArticles::add(Xapian::docid document, double score) {
  if (is_beaten(score)) return;
  found_.push_back({document, score});
  least_.push(score);
  if (least_.size() > wanted_) least_.pop();
}

std::vector<ScoredArticle> BestArticles::take() {
  std::vector<ScoredArticle> best = std::exchange(found_, {});
  std::erase_if(best, [this](const ScoredArticle& article) { return is_beaten(article.score); });
  std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  least_ = {};
  return best;
}

}  // namespace byline
