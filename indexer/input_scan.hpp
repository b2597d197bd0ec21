#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "common/file_record.hpp"
#include "indexer/container_names.hpp"
#include "indexer/input_selection.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// A PATH that a build was given, and how the files below it are read.
struct Root {
  std::string path;  ///< absolute and canonical, or "-" for standard input
  ReadOptions options;
  // Where rules of what is read begin to count; both hold `path` or are it, and are not remembered.
  std::string base = {};  ///< the root whose options these are: --include and --exclude count from it; empty: `path`
  std::string top = {};   ///< the outermost known root: .bylineignore files count from there on; empty: `base`

  friend bool operator==(const Root&, const Root&) = default;
};

struct InputFile {
  std::string path;  ///< absolute
  FileStamp stamp;
  const Format* format = nullptr;  ///< of what it holds; null for a container
  std::size_t root = 0;            ///< index into the roots scanned
  Packing packing = Packing::None;
  std::shared_ptr<const SelectedFolder> members = nullptr;  ///< of a container: what is read of it
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
  std::size_t left_out = 0;             ///< files and folders left out by rules
};

/// Walks the roots. What is read below them says SelectedFolder; `index_directory` is passed over; links to files are
/// followed, links to folders are not. A folder whose .bylineignore cannot be read is not walked. Throws Error
/// (BadInput) when a root itself is missing or cannot be read.
InputScan scan_inputs(const std::vector<Root>& roots, const std::filesystem::path& index_directory);

/// Whether `path` is `folder` or lies below it.
bool lies_under(const std::string& path, const std::string& folder);

}  // namespace byline
