#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/progress.hpp"

namespace byline {

struct VerifyReport {
  std::filesystem::path index;
  bool full = false;
  std::uint64_t articles = 0;
  std::uint64_t section_count = 0;
  std::vector<std::string> problems;  ///< one line each; none: the index is sound
};

/// Checks that the tables of both databases are whole, that they are of one state, and that they, the file records and
/// the facet dictionaries agree in number. With `full` also reads every article, and compares its terms and its
/// sections with what an analysis of its stored text gives. Throws Error when it cannot check.
VerifyReport verify(const std::filesystem::path& index, bool full, Progress& progress);

}  // namespace byline
