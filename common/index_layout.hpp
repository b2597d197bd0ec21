#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace byline {

/// The databases of a generation, and of each part of one.
inline constexpr char kArticlesName[] = "articles";
inline constexpr char kSectionsName[] = "sections";

/// Where things lie in an index directory:
///
///     .byline/
///       CURRENT            the number of the generation that searches open, "3\n"
///       CURRENT.new        what is to become CURRENT: while that is replaced, and from the start of a first build
///       lock               held by the one writer (index_lock.hpp)
///       generation-3/articles/, generation-3/sections/    Xapian databases (schema.hpp)
///       generation-2/      the one before, kept for searches that still have it open
///
/// A new generation is written aside and becomes current by the rename of CURRENT; a small update goes into the current
/// one in a transaction.
class IndexLayout {
 public:
  explicit IndexLayout(std::filesystem::path directory) : directory_(std::move(directory)) {}

  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  [[nodiscard]] std::filesystem::path lock_file() const { return directory_ / "lock"; }
  [[nodiscard]] std::filesystem::path current_file() const { return directory_ / "CURRENT"; }
  [[nodiscard]] std::filesystem::path next_file() const { return directory_ / "CURRENT.new"; }
  [[nodiscard]] std::filesystem::path generation(unsigned number) const;
  [[nodiscard]] std::filesystem::path articles(unsigned number) const { return generation(number) / kArticlesName; }
  [[nodiscard]] std::filesystem::path sections(unsigned number) const { return generation(number) / kSectionsName; }

  /// The current generation, or nothing when there is no index here. Throws Error: IndexDamaged for a CURRENT that
  /// holds something else than one line with a number, Io for one that cannot be read.
  [[nodiscard]] std::optional<unsigned> current() const;

  /// The generations on disk, current or not, ascending.
  [[nodiscard]] std::vector<unsigned> generations() const;

 private:
  std::filesystem::path directory_;
};

/// The index a command means: `option`, else `environment` (BYLINE_INDEX), else the nearest `.byline` from `start`
/// upwards that is an index, else nothing. Empty strings count as absent.
std::optional<std::filesystem::path> locate_index(const std::string& option, const std::string& environment,
                                                  const std::filesystem::path& start);

/// The directory's name in the working directory when `build` makes a new index.
inline constexpr char kDefaultIndexName[] = ".byline";

}  // namespace byline
