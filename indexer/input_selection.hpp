#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/ignore_rules.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// The file with patterns of what is not to be read, in any folder.
inline constexpr char kIgnoreFileName[] = ".bylineignore";

/// Whether something met in a folder is read.
enum class Choice {
  Taken,
  PassedOver,  ///< left out by default, without a word: hidden, a package's folder, an editor's backup
  LeftOut,     ///< left out by the user's rules: counted as ignored
};

/// A folder on the way down from a root, and what is read of it. Defaults are overruled by .bylineignore files, the
/// nearest first, and these by --exclude and --include, of which --exclude is the stronger. With any --include only
/// what one matches is read, itself or in a folder that it matches; what is left out by default comes back only when
/// named: by a part of a pattern that does not begin with a wildcard. As in git, nothing comes back of a folder that is
/// left out, save by an --include that names the folder.
///
/// Immutable but for add_rules; copies are cheap and share what is above them; may be used by any thread.
class SelectedFolder {
 public:
  /// The folder where everything counts from. `--include` and `--exclude` count from `base`: the same folder, or one
  /// below it.
  SelectedFolder(const ReadOptions& options, const std::string& top, const std::string& base);

  /// What stands in this folder's own .bylineignore.
  void add_rules(std::string_view text);

  /// A folder below on the way to a root, which is read because it was named.
  [[nodiscard]] SelectedFolder below(std::string_view name) const;

  [[nodiscard]] Choice choose_file(std::string_view name) const;
  /// `inside` becomes the folder when it is taken.
  [[nodiscard]] Choice choose_folder(std::string_view name, SelectedFolder& inside) const;
  /// A container (container_names.hpp) is a file that is read as a folder.
  [[nodiscard]] Choice choose_container(std::string_view name, SelectedFolder& inside) const;

  /// Two with equal fingerprints choose alike of all that lies in them.
  [[nodiscard]] std::string fingerprint() const;

 private:
  enum class Kind { File, Folder, Container };
  struct Patterns;
  struct RulesAbove;

  static bool is_passed_over(std::string_view name, Kind kind);
  [[nodiscard]] Choice own_choice(const PathParts& path, Kind kind) const;
  [[nodiscard]] Choice choose(std::string_view name, Kind kind, SelectedFolder& inside) const;
  [[nodiscard]] bool is_excluded(const PathParts& path, bool is_folder) const;
  [[nodiscard]] bool is_named(const PathParts& file) const;
  [[nodiscard]] bool is_reached(const PathParts& folder, bool is_named) const;

  std::shared_ptr<const Patterns> patterns_;
  std::shared_ptr<const RulesAbove> rules_;  ///< the nearest .bylineignore; null: none
  std::string path_;                         ///< below the top; empty: the top itself
  bool is_included_ = false;                 ///< it, or a folder above, matches an --include
  bool is_left_out_ = false;                 ///< it is walked only for an --include that names it
};

}  // namespace byline
