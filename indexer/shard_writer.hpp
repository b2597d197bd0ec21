#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "common/analysis.hpp"
#include "indexer/prepared_article.hpp"

namespace byline {

/// Writes one shard: a complete small index of consecutive articles, `articles/` and `sections/` in a folder of its own
/// that nobody else looks at, without metadata. Calls: add* finish. Xapian's exceptions pass through; a shard that was
/// not finished is worth nothing. For one thread at a time.
class ShardWriter {
 public:
  ShardWriter() = default;
  virtual ~ShardWriter() = default;
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;

  /// REQUIRES: the article has its facets, no article of this uid is in the shard, and all come with one pool.
  virtual void add(const PreparedArticle& article, AnalyserPool& analysers) = 0;
  virtual void finish() = 0;
};

/// One that uses Xapian's API. Creates `folder`.
std::unique_ptr<ShardWriter> make_api_shard_writer(const std::filesystem::path& folder);

}  // namespace byline
