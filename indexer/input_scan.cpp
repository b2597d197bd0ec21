#include "indexer/input_scan.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "common/error.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

FileStamp stamp_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec,
          static_cast<std::uint64_t>(info.st_ino)};
}

class Scanner {
 public:
  Scanner(const std::vector<Root>& roots, fs::path index_directory)
      : roots_(roots), index_directory_(std::move(index_directory)) {}

  InputScan run() {
    for (root_ = 0; root_ < roots_.size(); ++root_) {
      if (roots_[root_].path != "-") scan_root(roots_[root_].path);
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
  void scan_root(const std::string& path) {
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) fail(path, errno);
    if (S_ISDIR(info.st_mode)) {
      if (access(path.c_str(), R_OK | X_OK) != 0) fail(path, errno);
      scan_folder(path);
    } else if (S_ISREG(info.st_mode)) {
      if (access(path.c_str(), R_OK) != 0) fail(path, errno);
      if (!add_file(path, info)) skip(path, "of an unknown type: name its format with --input-format");
    } else {
      throw Error(ErrorKind::BadInput, "'" + path + "' is neither a file nor a folder");
    }
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
    const Format* format = format_of(path, roots_[root_].options);
    if (format == nullptr) return false;
    scan_.files.push_back({path, stamp_of(info), format, root_});
    return true;
  }

  /// Folders still to be walked are kept in a list, so depth costs no stack.
  void scan_folder(const std::string& top) {
    std::vector<std::string> pending{top};
    while (!pending.empty()) {
      const std::string folder = std::move(pending.back());
      pending.pop_back();
      std::error_code error;
      fs::directory_iterator entries(folder, error);
      if (error) {
        skip(folder, error.message());
        continue;
      }
      for (; entries != fs::directory_iterator(); entries.increment(error)) visit(entries->path(), pending);
      if (error) skip(folder, error.message());
    }
  }

  void visit(const fs::path& entry, std::vector<std::string>& pending) {
    if (entry.filename().native().starts_with('.')) return;
    const std::string& path = entry.native();
    struct stat info {};
    if (lstat(path.c_str(), &info) != 0) return skip(path, std::strerror(errno));
    if (S_ISDIR(info.st_mode)) {
      if (entry != index_directory_) pending.push_back(path);
      return;
    }
    if (S_ISLNK(info.st_mode)) {
      // What a link leads to may be on a disk that is not there today.
      if (stat(path.c_str(), &info) != 0) return visit_broken_link(path, errno);
      if (S_ISDIR(info.st_mode)) {
        ++scan_.ignored;
        return;
      }
    }
    if (!S_ISREG(info.st_mode) || !add_file(path, info)) ++scan_.ignored;
  }

  void visit_broken_link(const std::string& path, int error) {
    if (format_of(path, roots_[root_].options) == nullptr) {
      ++scan_.ignored;
    } else {
      skip(path, std::string("a link that leads nowhere: ") + std::strerror(error));
    }
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
