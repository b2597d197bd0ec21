#pragma once

#include <string>
#include <vector>

#include "common/article.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// An article as a reader makes it out, with its language found as a build would find it.
struct InspectedArticle {
  Article article;
  std::string language_origin;  ///< "declared", "detected" or "unknown"
};

/// What a reader makes of one input.
struct Inspection {
  std::string path;    ///< absolute, or "-"
  std::string format;  ///< the format it was read as
  std::vector<InspectedArticle> articles;
  std::vector<Rejection> rejections;
};

/// Throws Error (BadInput) for a path that is no readable file of a known type.
Inspection inspect(const std::string& path, const ReadOptions& options);

}  // namespace byline
