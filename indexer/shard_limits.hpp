#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace byline {

/// How shards are written.
enum class ShardFormat {
  Bulk,  ///< by the bulk loader
  Api,   ///< through Xapian's writer
};

/// Which of them is asked for: the bulk loader where it can be trusted, else the other; or one only.
enum class ShardChoice { Auto, Bulk, Api };

/// Says whether the bulk loader can be trusted: what is wrong, or nothing (bulk/self_test.hpp). May use the folder,
/// which is not there, and leaves none.
using BulkTest = std::function<std::string(const std::filesystem::path& folder)>;

/// How a load is cut.
struct ShardLimits {
  /// Of text in one shard. The first ones are smaller, so that all threads soon have work.
  std::uint64_t bytes = 0;
  /// So many are merged at once: each takes five file descriptors a database, and two databases are merged at a time.
  std::size_t fan_in = 64;
  /// Whether what is less than the first shard becomes one, too.
  bool takes_little = false;
};

/// Those that suit the format. What Xapian's writer holds must stay in the processor's caches; the bulk loader's shards
/// are as large as memory allows, for the fewer there are, the less is to be merged, and the longer are the runs of a
/// term's postings.
constexpr ShardLimits limits_of(ShardFormat format) {
  return {.bytes = format == ShardFormat::Bulk ? std::uint64_t{4} << 20 : std::uint64_t{1} << 20};
}

}  // namespace byline
