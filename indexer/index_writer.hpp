#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include <xapian.h>

#include "common/article_packing.hpp"
#include "common/index_layout.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/facet_tally.hpp"
#include "indexer/sharded_load.hpp"
#include "indexer/worker_pool.hpp"

namespace byline {

/// How a build goes into an index.
enum class WriteMode {
  InPlace,   ///< a transaction on the current generation: for small updates
  Copy,      ///< a new generation that begins as a copy of the current one
  NewEmpty,  ///< a new, empty generation
};

/// The one door to Xapian's writing side. Nothing it does is seen by a search until `finish`, and nothing remains of it
/// without `finish`. REQUIRES: the caller holds the index's lock for as long as the writer lives.
///
/// Calls: (put | remove | update_lines | set_metadata | settle)* finish. Throws Error.
class IndexWriter {
 public:
  /// With a pool, new articles of a new generation are written on its threads, as shards (sharded_load.hpp).
  IndexWriter(const IndexLayout& layout, WriteMode mode, WorkerPool* pool = nullptr,
              ShardFormat format = ShardFormat::Api, ShardLimits limits = limits_of(ShardFormat::Api),
              BulkTest bulk_test = {});
  ~IndexWriter();
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  /// Adds the article, or replaces the one with its uid.
  void put(PreparedArticle&& prepared);
  /// Removes the article with this uid, if there is one.
  void remove(const std::string& uid);

  /// For an article whose content is as it was, at another line of its file: keeps its stored lines true.
  void update_lines(const std::string& uid, const Article& article);

  [[nodiscard]] std::string metadata(const std::string& key) const;
  void set_metadata(const std::string& key, const std::string& value);

  /// Brings what was put so far into `articles()` and `sections()`; costs time, but nothing where all is there already.
  void settle();

  /// articles/ with all changes up to the last `settle`, and without shards with all so far.
  [[nodiscard]] const Xapian::Database& articles() const { return articles_; }
  [[nodiscard]] const Xapian::Database& sections() const { return sections_; }

  /// Why shards that were to be written in bulk were not (ShardedLoad::bulk_refusal); known after `settle`.
  [[nodiscard]] const std::string& bulk_refusal() const { return bulk_refusal_; }

  /// Makes the changes durable and visible, in this order: data and directories synced, then the switch.
  void finish();

 private:
  void begin(WorkerPool* pool, ShardFormat format, ShardLimits limits, BulkTest bulk_test);
  void open(const std::filesystem::path& generation, bool is_new);
  void load_tallies();
  void use(std::shared_ptr<const PackingDictionary> dictionary);
  void add_facets(PreparedArticle& prepared);
  void add(const PreparedArticle& prepared, Xapian::docid old);
  void merge_shards();
  void commit_to_bound_memory();
  [[nodiscard]] Article stored_article(Xapian::docid document);
  void forget(const Article& article);

  IndexLayout layout_;
  std::string bulk_refusal_;
  WriteMode mode_;
  std::optional<unsigned> previous_;  ///< generation that was current at the start
  unsigned generation_;
  Xapian::WritableDatabase articles_;
  Xapian::WritableDatabase sections_;
  std::shared_ptr<const PackingDictionary> dictionary_;  ///< of the articles; may be null
  std::optional<ArticleUnpacker> unpacker_;              ///< of articles_
  ArticlePacker packer_;
  std::unique_ptr<ShardedLoad> load_;  ///< none where all goes through Xapian's writer
  std::unordered_set<std::string> uids_in_load_;
  std::map<std::string, FacetTally, std::less<>> facets_;
  AnalyserPool analysers_;  ///< for articles that go through Xapian's writer
  std::optional<DocumentBuilder> builder_;
  std::uint64_t text_bytes_ = 0;  ///< of the whole index
  std::uint64_t uncommitted_bytes_ = 0;
  bool finished_ = false;
};

/// Writes the current generation anew without the room that updates left, and makes it current. REQUIRES: there is an
/// index, and the caller holds its lock. Throws Error: then the index is as it was.
void compact(const IndexLayout& layout);

/// Removes what builds left that were killed: generations that never became current, and a switch that was not made.
/// REQUIRES: the caller holds the index's lock, and `index_state` has not thrown.
void remove_leftovers(const IndexLayout& layout);

/// Writes `bytes` to `path` by way of a temporary file, synced, and a rename; syncs the directory. Throws Error (Io):
/// then `path` is as it was, unless its hint says otherwise.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace byline
