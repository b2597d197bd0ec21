#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/build.hpp"
#include "indexer/input_scan.hpp"

namespace byline {

/// An author under several names.
struct AuthorMerge {
  std::string name;               ///< the fullest, as facets show it
  std::vector<std::string> also;  ///< the others, as they are written
};

struct StatusReport {
  std::filesystem::path index;
  std::string schema;
  std::string analysis;
  std::string main_language;
  std::uint64_t articles = 0;
  std::uint64_t section_count = 0;
  std::uint64_t text_bytes = 0;                                  ///< titles and sections
  std::uint64_t index_bytes = 0;                                 ///< on disk, the previous generation included
  std::vector<std::pair<std::string, std::uint64_t>> languages;  ///< code and articles, the commonest first
  std::vector<AuthorMerge> author_merges;                        ///< by name
  std::vector<Root> roots;
  std::vector<std::string> missing_roots;
  BuildReport pending;  ///< what a build of the roots that exist would change
};

/// Looks at an index and at the files it was built from; changes nothing. Throws Error.
StatusReport index_status(const std::filesystem::path& index);

}  // namespace byline
