#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "indexer/prepared_article.hpp"
#include "indexer/shard_limits.hpp"
#include "indexer/shard_writer.hpp"
#include "indexer/stem_forms.hpp"
#include "indexer/worker_pool.hpp"

namespace byline {

/// Many articles on their way into a new generation. They are cut, in their order, into shards, each written as a small
/// index of its own on the pool's threads, and merged in that order by Xapian. Where the cuts are depends on the
/// articles alone, so the number of threads does not show in the index.
///
/// For one thread; errors of the tasks come out of `add` and `merge_behind`, Xapian's exceptions as they are.
class ShardedLoad {
 public:
  /// `folder` will hold the shards; it must not exist, and is removed in the end.
  /// `dictionary`: the one that articles are packed with; null where there is none yet: then the first articles make
  /// one, if they are enough. `bulk_test`, if there is one, is asked on one of the threads before a shard is written;
  /// if something is wrong, all shards are written through Xapian.
  ShardedLoad(WorkerPool& pool, std::filesystem::path folder, ShardFormat format, ShardLimits limits,
              std::shared_ptr<const PackingDictionary> dictionary, BulkTest bulk_test = {});
  /// Waits for what is under way.
  ~ShardedLoad();
  ShardedLoad(const ShardedLoad&) = delete;
  ShardedLoad& operator=(const ShardedLoad&) = delete;

  /// REQUIRES: as ShardWriter::add, over all that was added since the last merge.
  void add(PreparedArticle&& article);

  /// Articles that were added since the last merge.
  [[nodiscard]] std::size_t size() const { return added_; }

  /// The articles added, while they are fewer than the first shard takes: they may as well go another way.
  [[nodiscard]] bool is_small() const { return pieces_.empty() && held_.empty() && !samples_ && !limits_.takes_little; }
  std::vector<PreparedArticle> take_small();

  /// Hands what was added to the threads, to the last article.
  void submit_all();
  /// The one for articles that come later, too; after `submit_all` no other comes until more is added. May be null.
  [[nodiscard]] const std::shared_ptr<const PackingDictionary>& dictionary() const { return dictionary_; }
  /// What was wrong by `bulk_test`; empty if nothing, or if it was not asked.
  [[nodiscard]] const std::string& bulk_refusal() const { return bulk_refusal_; }

  /// Writes `base` and behind it everything added to `target`, a new folder. `base` and `target` hold `articles/` and
  /// `sections/`; metadata is that of `base`, which nobody has open for writing. REQUIRES: submit_all.
  void merge_behind(const std::filesystem::path& base, const std::filesystem::path& target);

 private:
  /// A shard, or several merged into one.
  struct Piece {
    std::filesystem::path folder;
    unsigned level = 0;  ///< how often merged
    std::future<void> written;
  };

  using Shards = std::vector<std::vector<PreparedArticle>>;

  void start_bulk_test();
  void finish_bulk_test();
  [[nodiscard]] std::uint64_t next_limit() const;
  void write_shard();
  void write_rest();
  void submit_shard(std::vector<PreparedArticle>&& articles);
  void start_training();
  void submit_held();
  void start_shard(std::vector<PreparedArticle>&& articles);
  void write(std::vector<PreparedArticle>& articles, const std::filesystem::path& folder, AnalyserPool& analysers);
  std::unique_ptr<ShardWriter> take_writer();
  void wait_for_room();
  void merge_equals();
  void merge_last(std::size_t count);
  std::optional<std::filesystem::path> write_forms();
  [[nodiscard]] bool is_to_be_checked(const Piece& piece) const;
  std::filesystem::path next_folder();

  WorkerPool& pool_;
  std::filesystem::path folder_;
  ShardFormat format_;
  ShardLimits limits_;
  BulkTest bulk_test_;  // none once it was asked
  std::future<std::string> bulk_tested_;
  std::string bulk_refusal_;
  StemForms forms_;  // of the bulk loader's shards
  std::mutex writers_mutex_;
  std::vector<std::unique_ptr<ShardWriter>> idle_writers_;
  std::vector<PreparedArticle> pending_;  // of the shard that is being gathered
  std::uint64_t pending_bytes_ = 0;
  std::shared_ptr<const PackingDictionary> dictionary_;
  Shards held_;  // that wait for a dictionary …
  std::uint64_t held_bytes_ = 0;
  std::shared_ptr<Shards> samples_;  // … and those that it is made of
  std::future<std::string> training_;
  std::vector<Piece> pieces_;  // in the order of the articles
  std::size_t added_ = 0;
  unsigned shards_ = 0;
  unsigned folders_ = 0;
};

}  // namespace byline
