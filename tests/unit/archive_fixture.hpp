#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/index_layout.hpp"
#include "indexer/build.hpp"
#include "searcher/search.hpp"

namespace byline::test {

/// A directory that is removed with everything in it at the end of the scope. Its path is canonical.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Writes a file, and the folders it stands in.
void write_file(const std::filesystem::path& path, std::string_view text);

/// A folder of articles and an index of it, made with the real build() and asked with the real search().
class TestArchive {
 public:
  TestArchive();

  /// Writes the file `name` of the archive.
  void put(const std::string& name, std::string_view text);
  void take_away(const std::string& name);
  BuildReport build();

  [[nodiscard]] std::filesystem::path folder() const { return scratch_.path() / "archive"; }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder() / name; }
  [[nodiscard]] IndexLayout layout() const { return IndexLayout(scratch_.path() / "index"); }

  /// A request as `byline-search QUERY` makes it, on 15 April 2025 in the archive's folder.
  [[nodiscard]] SearchRequest request(const std::string& query) const;
  [[nodiscard]] Results search(const SearchRequest& request) const;
  [[nodiscard]] Results search(const std::string& query) const;
  /// The names of the files found, relative to the archive, sorted and joined by spaces; strict: all the words.
  [[nodiscard]] std::string found(const std::string& query) const;
  [[nodiscard]] std::string found(const SearchRequest& request) const;
  /// The names of the files in the order of the results.
  [[nodiscard]] std::string ordered(const Results& results) const;

 private:
  ScratchDirectory scratch_;
};

/// A filter as `--author NAME` makes it.
FilterOption filter(QueryField field, std::vector<std::string> values);

/// A section of paragraphs; the heading, when there is one, is its first block. Lines count from `line` on, a blank
/// line between blocks.
Section section_of(const std::string& heading, int level, const std::vector<std::string>& paragraphs,
                   std::size_t line = 1);

/// The parts of a text separated by `separator`; none for empty text.
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace byline::test
