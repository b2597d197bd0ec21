#include "indexer/article_intake.hpp"

#include <utility>

#include "indexer/index_contents.hpp"

namespace byline {
namespace {

/// Enough to keep every thread busy while the writer stalls on a commit.
constexpr std::size_t kUnderWayPerThread = 16;

}  // namespace

ArticleIntake::ArticleIntake(WorkerPool& pool, IndexWriter& writer, std::string main_language)
    : pool_(pool), writer_(writer), main_language_(std::move(main_language)) {}

void ArticleIntake::put(Article&& article, ArticleKey key) {
  if (under_way_.size() >= kUnderWayPerThread * pool_.size()) write_oldest();
  auto task = [article = std::move(article), key = std::move(key), main = main_language_](AnalyserPool&) mutable {
    return prepare(std::move(article), std::move(key), main);
  };
  under_way_.push_back(pool_.submit(std::move(task)));
}

void ArticleIntake::write_oldest() {
  PreparedArticle prepared = under_way_.front().get();
  under_way_.pop_front();
  writer_.put(std::move(prepared));
}

void ArticleIntake::drain() {
  while (!under_way_.empty()) write_oldest();
}

void reanalyse(const Xapian::Database& stored, const std::string& term, ArticleIntake& intake) {
  for_each_article(stored, term, [&](StoredEntry&& entry) {
    intake.put(std::move(entry.article), {std::move(entry.uid), std::move(entry.content_hash)});
  });
  intake.drain();
}

}  // namespace byline
