#include "searcher/best_articles.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace byline {
namespace {

/// Articles numbered from 1 with these scores: those kept, "NUMBER:SCORE" by score and number.
std::string kept(std::size_t wanted, const std::vector<int>& scores) {
  BestArticles best(wanted);
  for (std::size_t i = 0; i < scores.size(); ++i)
    best.add({static_cast<Xapian::docid>(i + 1), static_cast<double>(scores[i])});
  std::vector<ScoredArticle> found = best.take();
  CHECK(best.take().empty());
  CHECK(std::is_sorted(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; }));
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  });
  std::string text;
  for (const ScoredArticle& article : found) {
    if (!text.empty()) text += ' ';
    text += std::to_string(article.document) + ":" + std::to_string(static_cast<int>(article.score));
  }
  return text;
}

TEST_CASE("the best articles are kept, with all that score as the last of them") {
  CHECK(kept(2, {}).empty());
  CHECK(kept(0, {1, 2}).empty());
  CHECK(kept(2, {3}) == "1:3");
  CHECK(kept(2, {1, 2, 3, 4}) == "4:4 3:3");
  CHECK(kept(2, {4, 3, 2, 1}) == "1:4 2:3");
  CHECK(kept(2, {3, 5, 3, 3, 1}) == "2:5 1:3 3:3 4:3");
  CHECK(kept(2, {3, 3, 3, 5, 4}) == "4:5 5:4");
  CHECK(kept(3, {0, 0, 0, 0}) == "1:0 2:0 3:0 4:0");
}

TEST_CASE("an article is beaten when as many as are wanted score more") {
  BestArticles best(2);
  CHECK_FALSE(best.is_beaten(0));
  best.add({1, 5});
  best.add({2, 3});
  CHECK(best.is_beaten(2));
  CHECK_FALSE(best.is_beaten(3));
  CHECK_FALSE(best.is_beaten(4));
  CHECK(BestArticles(0).is_beaten(1));
}

}  // namespace
}  // namespace byline
