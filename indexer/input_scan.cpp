#include "indexer/input_scan.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

#include "common/error.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

FileStamp stamp_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec,
          static_cast<std::uint64_t>(info.st_ino)};
}

constexpr std::uintmax_t kMaxRulesBytes = 1u << 20;

/// What stands in a .bylineignore; nothing when there is none. `failure`: why it cannot be read.
std::optional<std::string> rules_text(const std::string& path, std::string& failure) {
  std::error_code error;
  const auto type = fs::status(path, error).type();
  if (type == fs::file_type::not_found || type == fs::file_type::directory) return std::nullopt;
  const std::uintmax_t size = error ? 0 : fs::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(std::min(size, kMaxRulesBytes)), '\0');
  const bool is_read = !error && in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!is_read) failure = error ? error.message() : std::strerror(errno);
  if (size > kMaxRulesBytes) failure = "larger than 1 MiB";
  return failure.empty() ? std::optional(std::move(text)) : std::nullopt;
}

class Scanner {
 public:
  Scanner(const std::vector<Root>& roots, fs::path index_directory)
      : roots_(roots), index_directory_(std::move(index_directory)) {}

  InputScan run() {
    for (root_ = 0; root_ < roots_.size(); ++root_) {
      if (roots_[root_].path != "-") scan_root(roots_[root_]);
    }
    auto& files = scan_.files;
    std::stable_sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    // Of overlapping roots the last one given reads the file, as with options.
    const auto first =
        std::unique(files.rbegin(), files.rend(), [](const auto& a, const auto& b) { return a.path == b.path; });
    files.erase(files.begin(), first.base());
    return std::move(scan_);
  }

 private:
  void scan_root(const Root& root) {
    const std::string& path = root.path;
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) fail(path, errno);
    if (S_ISDIR(info.st_mode)) {
      if (access(path.c_str(), R_OK | X_OK) != 0) fail(path, errno);
      auto folder = selection_of(root, path);
      if (folder) scan_folder({path, std::move(*folder)});
    } else if (S_ISREG(info.st_mode)) {
      if (access(path.c_str(), R_OK) != 0) fail(path, errno);
      scan_root_file(root, info);
    } else {
      throw Error(ErrorKind::BadInput, "'" + path + "' is neither a file nor a folder");
    }
  }

  /// What was named is read, whatever rules say of it.
  void scan_root_file(const Root& root, const struct stat& info) {
    if (packing_of(root.path) == Packing::Container) {
      const auto members = selection_of(root, root.path);
      if (members) add_container(root.path, info, *members);
    } else if (!add_file(root.path, info)) {
      skip(root.path, "of an unknown type: name its format with --input-format");
    }
  }

  /// What is read at `path`, a root: with the rules of the folders above that are known, but not of its own folder.
  /// Nothing when some of them cannot be read.
  std::optional<SelectedFolder> selection_of(const Root& root, const std::string& path) {
    const std::string& base = root.base.empty() ? root.path : root.base;
    const std::string& top = root.top.empty() ? base : root.top;
    SelectedFolder folder(root.options, top, base);
    const PathParts parts = parts_of(std::string_view(path).substr(std::min(top.size(), path.size())));
    std::string at = top;
    for (const std::string_view part : parts) {
      if (!read_rules(at, folder)) {
        scan_.unreadable.push_back(path);
        return std::nullopt;
      }
      folder = folder.below(part);
      at = (fs::path(at) / part).string();
    }
    return folder;
  }

  /// False when there is a .bylineignore that cannot be read.
  bool read_rules(const std::string& folder, SelectedFolder& selection) {
    const std::string path = (fs::path(folder) / kIgnoreFileName).string();
    std::string failure;
    const auto text = rules_text(path, failure);
    if (text) selection.add_rules(*text);
    if (failure.empty()) return true;
    scan_.skipped.push_back({path, 0, failure});
    return false;
  }

  [[noreturn]] static void fail(const std::string& path, int error) {
    throw Error(ErrorKind::BadInput, "cannot read '" + path + "': " + std::strerror(error),
                "nothing was changed; give paths that exist and can be read");
  }

  void skip(const std::string& path, std::string reason) {
    scan_.skipped.push_back({path, 0, std::move(reason)});
    scan_.unreadable.push_back(path);
  }

  bool add_file(const std::string& path, const struct stat& info) {
    const Packing packing = packing_of(path);
    const std::string_view inner = packing == Packing::Compressed ? without_packing(path) : path;
    const Format* format = format_of(inner, roots_[root_].options);
    if (format == nullptr) return false;
    scan_.files.push_back({path, stamp_of(info), format, root_, packing, nullptr});
    return true;
  }

  void add_container(const std::string& path, const struct stat& info, const SelectedFolder& members) {
    scan_.files.push_back(
        {path, stamp_of(info), nullptr, root_, Packing::Container, std::make_shared<const SelectedFolder>(members)});
  }

  struct Folder {
    std::string path;
    SelectedFolder selection;
  };

  /// Folders still to be walked are kept in a list, so depth costs no stack.
  void scan_folder(Folder top) {
    std::vector<Folder> pending{std::move(top)};
    while (!pending.empty()) {
      Folder folder = std::move(pending.back());
      pending.pop_back();
      if (!read_rules(folder.path, folder.selection)) {
        scan_.unreadable.push_back(folder.path);
        continue;
      }
      std::error_code error;
      fs::directory_iterator entries(folder.path, error);
      if (error) {
        skip(folder.path, error.message());
        continue;
      }
      for (; entries != fs::directory_iterator(); entries.increment(error)) {
        visit(entries->path(), folder.selection, pending);
      }
      if (error) skip(folder.path, error.message());
    }
  }

  void visit(const fs::path& entry, const SelectedFolder& folder, std::vector<Folder>& pending) {
    const std::string& path = entry.native();
    const std::string name = entry.filename().string();
    struct stat info {};
    if (lstat(path.c_str(), &info) != 0) {
      if (folder.choose_file(name) == Choice::Taken) skip(path, std::strerror(errno));
      return;
    }
    if (S_ISDIR(info.st_mode)) return visit_folder(entry, name, folder, pending);
    // What a link leads to may be on a disk that is not there today.
    struct stat target = info;
    const int broken = S_ISLNK(info.st_mode) && stat(path.c_str(), &target) != 0 ? errno : 0;
    visit_file(path, name, folder, broken == 0 ? target : info, broken);
  }

  void visit_folder(const fs::path& entry, const std::string& name, const SelectedFolder& folder,
                    std::vector<Folder>& pending) {
    if (entry == index_directory_) return;
    SelectedFolder inside = folder;
    if (count(folder.choose_folder(name, inside))) pending.push_back({entry.string(), std::move(inside)});
  }

  /// `info` is what the file is, or what the link leads to; `broken`: why it leads nowhere.
  void visit_file(const std::string& path, const std::string& name, const SelectedFolder& folder,
                  const struct stat& info, int broken) {
    const bool is_container = packing_of(name) == Packing::Container;
    SelectedFolder members = folder;
    const Choice choice = is_container ? folder.choose_container(name, members) : folder.choose_file(name);
    if (!is_of_known_type(path, info) && choice != Choice::PassedOver) {
      ++scan_.ignored;
    } else if (count(choice)) {
      if (broken != 0) return skip(path, std::string("a link that leads nowhere: ") + std::strerror(broken));
      if (is_container) return add_container(path, info, members);
      add_file(path, info);
    }
  }

  /// Links to folders, pipes and the like are of none.
  [[nodiscard]] bool is_of_known_type(const std::string& path, const struct stat& info) const {
    if (!S_ISREG(info.st_mode) && !S_ISLNK(info.st_mode)) return false;
    const Packing packing = packing_of(path);
    if (packing == Packing::Container) return true;
    return format_of(packing == Packing::Compressed ? without_packing(path) : path, roots_[root_].options) != nullptr;
  }

  /// Whether it is to be read.
  bool count(Choice choice) {
    if (choice == Choice::LeftOut) ++scan_.left_out;
    return choice == Choice::Taken;
  }

  const std::vector<Root>& roots_;
  fs::path index_directory_;
  std::size_t root_ = 0;
  InputScan scan_;
};

}  // namespace

InputScan scan_inputs(const std::vector<Root>& roots, const fs::path& index_directory) {
  return Scanner(roots, index_directory).run();
}

bool lies_under(const std::string& path, const std::string& folder) {
  return path.starts_with(folder) &&
         (path.size() == folder.size() || path[folder.size()] == '/' || folder.ends_with('/'));
}

}  // namespace byline
