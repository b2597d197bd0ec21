#pragma once

#include <cstddef>
#include <functional>
#include <queue>
#include <vector>

#include <xapian.h>

namespace byline {

/// An article and its score.
struct ScoredArticle {
  Xapian::docid document = 0;
  double score = 0;
};

/// The best articles of those it is shown, and all that score as the last of them: which of those belong on a page is
/// for the order of equals to say.
class BestArticles {
 public:
  explicit BestArticles(std::size_t wanted) : wanted_(wanted) {}

  /// Whether so many score more that an article of this score is not among them.
  [[nodiscard]] bool is_beaten(double score) const {
    return least_.size() == wanted_ && (wanted_ == 0 || score < least_.top());
  }
  void add(Xapian::docid document, double score);

  /// Best first, equals in no order. It is empty afterwards.
  [[nodiscard]] std::vector<ScoredArticle> take();

 private:
  std::size_t wanted_;
  std::vector<ScoredArticle> found_;                                        ///< none that was beaten when it came
  std::priority_queue<double, std::vector<double>, std::greater<>> least_;  ///< the scores of the wanted best so far
};

}  // namespace byline
