#pragma once

#include <filesystem>

namespace byline {

/// The lock of an index directory: one writer at a time, from before its scan until after its switch. An open file
/// description lock (fcntl F_OFD_SETLK), so it ends with the process however that ends, and is never stale.
class IndexLock {
 public:
  /// Throws Error (IndexLocked) when another writer holds it, Error (Io) when the file cannot be made.
  explicit IndexLock(const std::filesystem::path& lock_file);
  ~IndexLock();
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;

  /// Whether some writer is at work. Takes no lock itself; false when the file cannot be read.
  static bool is_held(const std::filesystem::path& lock_file);

 private:
  int descriptor_;
};

}  // namespace byline
