#include "indexer/sharded_load.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include <xapian.h>

#include "common/index_layout.hpp"
#include "indexer/database_merge.hpp"
#include "indexer/dictionary_training.hpp"
#include "indexer/shard_writer.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

/// What an article without text counts.
constexpr std::uint64_t kBytesOfArticle = 256;

/// The first shards have this part of the limit, two of each size, until it is reached.
constexpr unsigned kFirstShare = 8;
/// What is left at the end is divided, so that it is written at once.
constexpr std::size_t kShardsOfRest = 4;

/// `unchecked`: those of the folders that the bulk loader wrote.
void merge_folders(const std::vector<fs::path>& folders, const std::vector<fs::path>& unchecked,
                   const fs::path& target) {
  for (const fs::path& folder : unchecked) check_bulk_shard(folder);
  fs::create_directories(target);
  merge_databases(folders, kArticlesName, target);
  merge_databases(folders, kSectionsName, target);
  for (const fs::path& folder : folders) fs::remove_all(folder);
}

template <typename Result>
bool is_done(const std::future<Result>& task) {
  return !task.valid() || task.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

void finish(std::future<void>& task) {
  if (task.valid()) task.get();
}

/// Has so many of the pool's threads do the jobs, each the next one that is left. What a job throws comes out of a
/// future, and its thread does no more.
std::vector<std::future<void>> start(WorkerPool& pool, std::size_t threads, std::vector<std::function<void()>> jobs) {
  const auto left = std::make_shared<const std::vector<std::function<void()>>>(std::move(jobs));
  const auto next = std::make_shared<std::atomic<std::size_t>>(0);
  std::vector<std::future<void>> started;
  for (std::size_t i = 0; i < threads; ++i) {
    started.push_back(pool.submit([left, next](AnalyserPool&) {
      for (std::size_t job = (*next)++; job < left->size(); job = (*next)++) (*left)[job]();
    }));
  }
  return started;
}

/// Waits for all of them, whatever comes out of one.
void wait_for(const std::vector<std::future<void>>& tasks) {
  for (const std::future<void>& task : tasks) task.wait();
}

}  // namespace

ShardedLoad::ShardedLoad(WorkerPool& pool, fs::path folder, ShardFormat format, ShardLimits limits,
                         std::shared_ptr<const PackingDictionary> dictionary, BulkTest bulk_test)
    : pool_(pool),
      folder_(std::move(folder)),
      format_(format),
      limits_(limits),
      bulk_test_(std::move(bulk_test)),
      dictionary_(std::move(dictionary)) {}

ShardedLoad::~ShardedLoad() {
  for (Piece& piece : pieces_) {
    if (piece.written.valid()) piece.written.wait();
  }
  if (bulk_tested_.valid()) bulk_tested_.wait();
  if (training_.valid()) training_.wait();
  std::error_code ignored;  // the generation that it lies in goes too, or is cleaned by the next build
  fs::remove_all(folder_, ignored);
}

void ShardedLoad::add(PreparedArticle&& article) {
  if (pending_bytes_ >= next_limit()) write_shard();
  pending_bytes_ += article.text_bytes + kBytesOfArticle;
  pending_.push_back(std::move(article));
  ++added_;
}

std::vector<PreparedArticle> ShardedLoad::take_small() {
  added_ = 0;
  pending_bytes_ = 0;
  return std::exchange(pending_, {});
}

fs::path ShardedLoad::next_folder() { return folder_ / std::to_string(folders_++); }

std::uint64_t ShardedLoad::next_limit() const {
  const unsigned doublings = std::min(shards_ / 2, kFirstShare);
  return std::min(limits_.bytes, std::max<std::uint64_t>(limits_.bytes / kFirstShare, 1) << doublings);
}

void ShardedLoad::write_shard() {
  pending_bytes_ = 0;
  submit_shard(std::exchange(pending_, {}));
}

/// Two threads are done sooner with two halves, and where to divide depends on the articles alone.
void ShardedLoad::write_rest() {
  const std::uint64_t share =
      std::max(pending_bytes_ / kShardsOfRest + 1, std::max<std::uint64_t>(limits_.bytes / kFirstShare, 1));
  std::vector<PreparedArticle> shard;
  std::uint64_t bytes = 0;
  for (PreparedArticle& article : std::exchange(pending_, {})) {
    if (bytes >= share) {
      submit_shard(std::exchange(shard, {}));
      bytes = 0;
    }
    bytes += article.text_bytes + kBytesOfArticle;
    shard.push_back(std::move(article));
  }
  pending_bytes_ = 0;
  if (!shard.empty()) submit_shard(std::move(shard));
}

/// With the first shard: what is so small that it becomes none need not wait for it.
void ShardedLoad::start_bulk_test() {
  BulkTest test = std::exchange(bulk_test_, {});
  if (!test || format_ != ShardFormat::Bulk) return;
  bulk_tested_ =
      pool_.submit([test = std::move(test), folder = folder_ / "test"](AnalyserPool&) { return test(folder); });
}

/// Before the first shard is written.
void ShardedLoad::finish_bulk_test() {
  if (!bulk_tested_.valid()) return;
  bulk_refusal_ = bulk_tested_.get();
  if (bulk_refusal_.empty()) return;
  format_ = ShardFormat::Api;
  limits_.bytes = std::min(limits_.bytes, limits_of(ShardFormat::Api).bytes);
}

/// The first shards wait until there is enough of them for a dictionary, and those that come while it is made wait,
/// too. The threads are busy with reading meanwhile.
void ShardedLoad::submit_shard(std::vector<PreparedArticle>&& articles) {
  start_bulk_test();
  ++shards_;
  if (dictionary_ || !pieces_.empty()) return start_shard(std::move(articles));
  for (const PreparedArticle& article : articles) held_bytes_ += article.text_bytes;
  held_.push_back(std::move(articles));
  if (!training_.valid() && held_bytes_ >= kTrainingBytes) return start_training();
  if (training_.valid() && (is_done(training_) || held_bytes_ >= kTrainingBytes)) submit_held();
}

void ShardedLoad::start_training() {
  samples_ = std::make_shared<Shards>(std::exchange(held_, {}));
  held_bytes_ = 0;
  training_ = pool_.submit([samples = samples_](AnalyserPool&) { return train_dictionary(*samples); });
}

void ShardedLoad::submit_held() {
  if (held_.empty() && !training_.valid()) return;
  if (!training_.valid()) start_training();
  std::string dictionary = training_.get();
  if (!dictionary.empty()) {
    dictionary_ = std::make_shared<const PackingDictionary>(std::move(dictionary));
    idle_writers_.clear();  // they have none; nothing is being written now
  }
  for (std::vector<PreparedArticle>& articles : *samples_) start_shard(std::move(articles));
  for (std::vector<PreparedArticle>& articles : held_) start_shard(std::move(articles));
  samples_.reset();
  held_.clear();
  held_bytes_ = 0;
}

void ShardedLoad::start_shard(std::vector<PreparedArticle>&& articles) {
  finish_bulk_test();
  wait_for_room();
  Piece piece{next_folder(), 0, {}};
  auto shared = std::make_shared<std::vector<PreparedArticle>>(std::move(articles));
  piece.written = pool_.submit(
      [this, shared, folder = piece.folder](AnalyserPool& analysers) { write(*shared, folder, analysers); });
  pieces_.push_back(std::move(piece));
  merge_equals();
}

/// On some thread of the pool. What the writer has taken is dropped before it needs most memory. A writer that has
/// thrown is not used again.
void ShardedLoad::write(std::vector<PreparedArticle>& articles, const fs::path& folder, AnalyserPool& analysers) {
  std::unique_ptr<ShardWriter> writer = take_writer();
  writer->begin(folder);
  for (const PreparedArticle& article : articles) writer->add(article, analysers);
  articles = {};
  writer->finish();
  const std::lock_guard lock(writers_mutex_);
  idle_writers_.push_back(std::move(writer));
}

std::unique_ptr<ShardWriter> ShardedLoad::take_writer() {
  const std::lock_guard lock(writers_mutex_);
  if (idle_writers_.empty()) {
    return format_ == ShardFormat::Bulk ? make_bulk_shard_writer(dictionary_, kMaxBulkBytes, &forms_)
                                        : make_api_shard_writer(dictionary_);
  }
  std::unique_ptr<ShardWriter> writer = std::move(idle_writers_.back());
  idle_writers_.pop_back();
  return writer;
}

/// A shard that waits to be written holds many times its text in memory.
void ShardedLoad::wait_for_room() {
  const auto open = [&] {
    return static_cast<std::size_t>(std::count_if(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
      return piece.level == 0 && !is_done(piece.written);
    }));
  };
  for (Piece& piece : pieces_) {
    if (open() < pool_.size() + 1) return;
    if (piece.level == 0) finish(piece.written);
  }
}

/// Of each level there are fewer than the fan-in at the end, so pieces stay few and each is merged a few times at most.
void ShardedLoad::merge_equals() {
  for (;;) {
    const unsigned level = pieces_.back().level;
    const auto first =
        std::find_if(pieces_.rbegin(), pieces_.rend(), [level](const Piece& piece) { return piece.level != level; });
    const auto equals = static_cast<std::size_t>(first - pieces_.rbegin());
    if (equals < limits_.fan_in) return;
    merge_last(equals);
  }
}

/// Merged ones were checked before they were merged.
bool ShardedLoad::is_to_be_checked(const Piece& piece) const {
  return format_ == ShardFormat::Bulk && piece.level == 0;
}

void ShardedLoad::merge_last(std::size_t count) {
  const auto first = pieces_.end() - static_cast<std::ptrdiff_t>(count);
  std::vector<fs::path> folders;
  std::vector<fs::path> unchecked;
  Piece merged{next_folder(), pieces_.back().level + 1, {}};
  for (auto piece = first; piece != pieces_.end(); ++piece) {
    finish(piece->written);
    folders.push_back(piece->folder);
    if (is_to_be_checked(*piece)) unchecked.push_back(piece->folder);
    merged.level = std::max(merged.level, piece->level + 1);
  }
  pieces_.erase(first, pieces_.end());
  merged.written = pool_.submit([folders = std::move(folders), unchecked = std::move(unchecked),
                                 target = merged.folder](AnalyserPool&) { merge_folders(folders, unchecked, target); });
  pieces_.push_back(std::move(merged));
}

void ShardedLoad::submit_all() {
  if (!pending_.empty()) write_rest();
  submit_held();
}

/// The shard of the synonyms; none where there are none.
std::optional<fs::path> ShardedLoad::write_forms() {
  if (forms_.is_empty()) return std::nullopt;
  const fs::path folder = next_folder();
  forms_.write(folder / kArticlesName);
  check_bulk_database(folder / kArticlesName);
  return folder;
}

/// The merge of articles/ takes as long as all else, and is one thread's work: the caller's, for which the pool leaves
/// a core free. The others have sections/ and the checks.
void ShardedLoad::merge_behind(const fs::path& base, const fs::path& target) {
  while (pieces_.size() >= limits_.fan_in) merge_last(limits_.fan_in);
  std::vector<fs::path> folders{base};
  for (Piece& piece : pieces_) {
    finish(piece.written);
    folders.push_back(piece.folder);
  }
  fs::create_directories(target);
  std::vector<std::function<void()>> jobs{[&] { merge_databases(folders, kSectionsName, target); }};
  for (const Piece& piece : pieces_) {
    if (is_to_be_checked(piece)) jobs.emplace_back([folder = piece.folder] { check_bulk_shard(folder); });
  }
  std::vector<std::future<void>> beside = start(pool_, std::max<std::size_t>(pool_.size() - 1, 1), std::move(jobs));
  try {
    std::vector<fs::path> with_forms = folders;
    if (const auto forms = write_forms()) with_forms.push_back(*forms);
    merge_databases(with_forms, kArticlesName, target);
  } catch (...) {
    wait_for(beside);
    throw;
  }
  wait_for(beside);
  for (std::future<void>& task : beside) task.get();
  for (const Piece& piece : pieces_) fs::remove_all(piece.folder);
  pieces_.clear();
  added_ = 0;
}

}  // namespace byline
