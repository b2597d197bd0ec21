#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "common/analysis.hpp"
#include "common/article_packing.hpp"
#include "indexer/prepared_article.hpp"

namespace byline {

class StemForms;

/// Writes shards, one after another: each a complete small index of consecutive articles, `articles/` and `sections/`
/// in a folder of its own that nobody else looks at, without metadata. Calls: (begin add* finish)*. Xapian's exceptions
/// and Error pass through; a shard that was not finished is worth nothing, and neither is a writer that has thrown. For
/// one thread at a time; it keeps the memory of one shard for the next.
class ShardWriter {
 public:
  ShardWriter() = default;
  virtual ~ShardWriter() = default;
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;

  /// Creates `folder`.
  virtual void begin(const std::filesystem::path& folder) = 0;
  /// REQUIRES: the article has its facets, no article of this uid is in the shard, and all of a shard come with one
  /// pool.
  virtual void add(const PreparedArticle& article, AnalyserPool& analysers) = 0;
  virtual void finish() = 0;
};

/// Uses Xapian's API: the reference. `dictionary`: what articles are packed with; may be null.
std::unique_ptr<ShardWriter> make_api_shard_writer(std::shared_ptr<const PackingDictionary> dictionary);

/// What the bulk loader holds of both databases together. A shard of text of the common kind takes some three times its
/// bytes and stays far below; a list of words that are all different takes far more.
inline constexpr std::size_t kMaxBulkBytes = 96u << 20;

/// Writes the tables itself (bulk/database_builder.hpp), several times as fast. What would take more than `max_bytes`
/// of memory it writes in parts, which Xapian checks and merges. What it has finished is to be checked before it
/// counts. `forms`, where there is one, gets the synonyms of the shards, which outlives the writer.
std::unique_ptr<ShardWriter> make_bulk_shard_writer(std::shared_ptr<const PackingDictionary> dictionary,
                                                    std::size_t max_bytes = kMaxBulkBytes, StemForms* forms = nullptr);

/// Has Xapian check a shard of the bulk loader, or one database of it. Throws Error (Internal) when it finds damage.
void check_bulk_shard(const std::filesystem::path& folder);
void check_bulk_database(const std::filesystem::path& database);

}  // namespace byline
