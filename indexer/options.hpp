#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/reader.hpp"
#include "indexer/shard_limits.hpp"

namespace byline {

enum class IndexerCommand { Build, Status, Verify, Compact, Remove, Inspect };
enum class ProgressWhen { Auto, Always, Never };

/// The command line of byline-index.
struct IndexerOptions {
  IndexerCommand command = IndexerCommand::Build;
  std::string index;               ///< --index as typed; empty when not given
  std::vector<std::string> paths;  ///< as typed
  ReadOptions read;                ///< but for what --authors says
  std::string authors_file;        ///< --authors as typed; empty when not given
  bool has_read_options = false;   ///< one of those that make up `read` was given
  unsigned jobs = 1;
  ShardChoice writer = ShardChoice::Auto;
  bool dry_run = false;
  bool allow_removals = false;
  bool full = false;
  bool quiet = false;
  bool json = false;
  ProgressWhen progress = ProgressWhen::Auto;
};

/// The parsed command line; or, when help or the version was asked for (printed already), nothing. Throws Error
/// (Usage).
std::optional<IndexerOptions> parse_indexer_options(int argc, const char* const* argv);

}  // namespace byline
