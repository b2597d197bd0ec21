#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

#include <xapian.h>

namespace byline {

/// An article and its score.
struct ScoredArticle {
  Xapian::docid document = 0;
  double score = 0;
};

/// The best of the articles it is shown, and all that score as the last of them: which of those belong on a page is for
/// the order of equals to say. `Scored` is what is known of an article, its `score` among it.
template <typename Scored>
class BestOf {
 public:
  explicit BestOf(std::size_t wanted) : wanted_(wanted) {}

  /// Whether so many score more that an article of this score is not among them.
  [[nodiscard]] bool is_beaten(double score) const {
    return least_.size() == wanted_ && (wanted_ == 0 || score < least_.top());
  }

  void add(Scored article) {
    if (is_beaten(article.score)) return;
    least_.push(article.score);
    if (least_.size() > wanted_) least_.pop();
    found_.push_back(std::move(article));
  }

  /// Best first, equals in no order. It is empty afterwards.
  [[nodiscard]] std::vector<Scored> take() {
    std::vector<Scored> best = std::exchange(found_, {});
    std::erase_if(best, [this](const Scored& article) { return is_beaten(article.score); });
    std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    least_ = {};
    return best;
  }

 private:
  std::size_t wanted_;
  std::vector<Scored> found_;                                               ///< none that was beaten when it came
  std::priority_queue<double, std::vector<double>, std::greater<>> least_;  ///< the scores of the wanted best so far
};

using BestArticles = BestOf<ScoredArticle>;

/// Calls `order` with each run of equals that reaches into the page [begin, end) of what BestOf::take gave.
template <typename Scored, typename Order>
void order_equals(std::vector<Scored>& best, std::size_t begin, std::size_t end, Order order) {
  for (std::size_t first = 0; first < std::min(end, best.size());) {
    std::size_t last = first + 1;
    while (last < best.size() && best[last].score == best[first].score) ++last;
    if (last - first > 1 && last > begin) order(std::span(best).subspan(first, last - first));
    first = last;
  }
}

}  // namespace byline
