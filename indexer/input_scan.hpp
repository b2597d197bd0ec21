#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "common/file_record.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// A PATH that a build was given, and how the files below it are read.
struct Root {
  std::string path;  ///< absolute and canonical, or "-" for standard input
  ReadOptions options;

  friend bool operator==(const Root&, const Root&) = default;
};

struct InputFile {
  std::string path;  ///< absolute
  FileStamp stamp;
  const Format* format = nullptr;
  std::size_t root = 0;  ///< index into the roots scanned
};

/// An input that should have been readable and was not, or a record of it.
struct SkippedInput {
  std::string path;
  std::size_t line = 0;  ///< 0: the whole file
  std::string reason;
};

struct InputScan {
  std::vector<InputFile> files;         ///< ordered by path, each once
  std::vector<SkippedInput> skipped;    ///< folders and files that could not be looked at
  std::vector<std::string> unreadable;  ///< their paths: what lies there may still exist, so nothing is removed
  std::size_t ignored = 0;              ///< files of unknown types
};

/// Walks the roots. Entries whose names begin with a dot are passed over, and so is `index_directory`; links to files
/// are followed, links to folders are not. Throws Error (BadInput) when a root itself is missing or cannot be read.
InputScan scan_inputs(const std::vector<Root>& roots, const std::filesystem::path& index_directory);

/// Whether `path` is `folder` or lies below it.
bool lies_under(const std::string& path, const std::string& folder);

}  // namespace byline
