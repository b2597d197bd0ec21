#pragma once

#include <string>
#include <vector>

#include "common/article.hpp"
#include "indexer/input_scan.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// An article as a reader makes it out, with its language found as a build would find it.
struct InspectedArticle {
  Article article;
  std::string language_origin;  ///< "declared", "detected" or "unknown"
  std::string format;           ///< the format it was read as
};

/// What readers make of one input, or of the members of a container.
struct Inspection {
  std::string path;    ///< absolute, or "-"
  std::string format;  ///< the format it was read as, or "container"
  std::vector<InspectedArticle> articles;
  std::vector<SkippedInput> skipped;
  std::size_t ignored = 0;   ///< members of unknown types
  std::size_t left_out = 0;  ///< members left out by --include and --exclude
};

/// The path may be of a member, "posts.zip!2024/b.md", or of a folder in a container. Throws Error (BadInput) for one
/// that is no readable file of a known type.
Inspection inspect(const std::string& path, const ReadOptions& options);

}  // namespace byline
