#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/bulk/self_test.hpp"
#include "indexer/input_scan.hpp"
#include "indexer/progress.hpp"
#include "indexer/shard_limits.hpp"

namespace byline {

struct BuildRequest {
  std::filesystem::path index;              ///< the index's directory; made when it does not exist
  std::vector<std::string> paths;           ///< as typed; "-" is JSON Lines on standard input
  std::optional<ReadOptions> read_options;  ///< nothing: those the root was built with before
  unsigned jobs = 1;  ///< threads that read, analyse and write shards, besides the one that puts all in order
  bool dry_run = false;
  bool allow_removals = false;
  /// An update of more than this, and of a fifth of the archive's text, goes into a copy of the index.
  std::uint64_t max_in_place_bytes = 8u << 20;
  ShardChoice writer = ShardChoice::Auto;  ///< how the shards of a large build are written …
  std::optional<ShardLimits> shards;       ///< … and cut; nothing: as suits the writer
  BulkTest bulk_test = bulk::self_test;    ///< whether the bulk loader can be trusted with them
};

/// Something a reader had to work round in an article that is indexed all the same.
struct ArticleNote {
  std::string path;
  std::size_t line = 0;
  std::string note;
};

/// What a build did, or with `dry_run` would do. Counts are articles.
struct BuildReport {
  std::filesystem::path index;
  bool dry_run = false;
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t removed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t ignored = 0;   ///< files of unknown types, and what was left out
  std::uint64_t left_out = 0;  ///< of these: files and folders left out by .bylineignore, --include and --exclude
  std::vector<SkippedInput> skipped;
  std::vector<ArticleNote> notes;
  std::uint64_t articles = 0;       ///< in the index, afterwards
  std::uint64_t section_count = 0;  ///< named sections of these articles
  double seconds = 0;
  std::uint64_t bytes_read = 0;
  bool reanalysed = false;   ///< all articles were analysed anew from what the index stores
  std::string bulk_refusal;  ///< why the bulk loader was not trusted with the shards; empty where it was, or not needed
};

/// Creates the index, or brings it up to date with the request's paths. Throws Error: then the index is as it was.
BuildReport build(const BuildRequest& request, Progress& progress);

/// The paths as roots: absolute and canonical. Throws Error (BadInput) for one that does not exist.
std::vector<std::string> resolve_paths(const std::vector<std::string>& paths);

}  // namespace byline
