#include "indexer/article_intake.hpp"

#include <utility>

#include "indexer/index_contents.hpp"

namespace byline {
namespace {

/// Enough to keep every thread busy while the writer stalls on a commit.
constexpr std::size_t kTasksPerThread = 4;

/// Of one task.
constexpr std::size_t kArticlesPerTask = 16;
constexpr std::size_t kBytesPerTask = 128u << 10;

}  // namespace

ArticleIntake::ArticleIntake(WorkerPool& pool, IndexWriter& writer, std::string main_language)
    : pool_(pool), writer_(writer), main_language_(std::move(main_language)) {}

void ArticleIntake::put(Article&& article, ArticleKey key) {
  gathered_bytes_ += text_bytes_of(article);
  gathered_.emplace_back(std::move(article), std::move(key));
  if (gathered_.size() >= kArticlesPerTask || gathered_bytes_ >= kBytesPerTask) start_gathered();
}

void ArticleIntake::start_gathered() {
  if (gathered_.empty()) return;
  if (under_way_.size() >= kTasksPerThread * pool_.size()) write_oldest();
  auto task = [articles = std::exchange(gathered_, {}), main = main_language_](AnalyserPool&) mutable {
    std::vector<PreparedArticle> prepared;
    for (auto& [article, key] : articles) prepared.push_back(prepare(std::move(article), std::move(key), main));
    return prepared;
  };
  gathered_bytes_ = 0;
  under_way_.push_back(pool_.submit(std::move(task)));
}

void ArticleIntake::write_oldest() {
  std::vector<PreparedArticle> all = under_way_.front().get();
  under_way_.pop_front();
  for (PreparedArticle& prepared : all) writer_.put(std::move(prepared));
}

void ArticleIntake::drain() {
  start_gathered();
  while (!under_way_.empty()) write_oldest();
}

void reanalyse(const Xapian::Database& stored, const std::string& term, ArticleIntake& intake) {
  for_each_article(stored, term, [&](StoredEntry&& entry) {
    intake.put(std::move(entry.article), {std::move(entry.uid), std::move(entry.content_hash)});
  });
  intake.drain();
}

}  // namespace byline
