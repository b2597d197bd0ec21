#pragma once

#include <deque>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include "common/article.hpp"
#include "indexer/article_key.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/worker_pool.hpp"

namespace byline {

/// The way from articles to the writer: they are prepared on the pool's threads and written on the caller's, in the
/// order in which they were put in, so that the number of threads does not show in the index. A bounded number is
/// under way at any time.
class ArticleIntake {
 public:
  /// Articles that neither state a language nor let it be detected are analysed by `main_language`.
  ArticleIntake(WorkerPool& pool, IndexWriter& writer, std::string main_language);
  ArticleIntake(const ArticleIntake&) = delete;
  ArticleIntake& operator=(const ArticleIntake&) = delete;

  void put(Article&& article, ArticleKey key);
  /// Waits until everything put in is written.
  void drain();

 private:
  void start_gathered();
  void write_oldest();

  WorkerPool& pool_;
  IndexWriter& writer_;
  std::string main_language_;
  /// Articles that follow one another are prepared by one task: many are so small that a task costs as much.
  std::vector<std::pair<Article, ArticleKey>> gathered_;
  std::size_t gathered_bytes_ = 0;
  std::deque<std::future<std::vector<PreparedArticle>>> under_way_;
};

/// Puts the articles of `stored` that have `term` (all: the empty term) in anew, to be analysed as this program does.
void reanalyse(const Xapian::Database& stored, const std::string& term, ArticleIntake& intake);

}  // namespace byline
