#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace byline::bulk {

/// A new file, written from its beginning to its end through a buffer. Not synced to the disk. Throws Error (Io) with
/// path and reason for whatever fails, the closing included.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  /// Closes without a word: what was not closed before is worth nothing.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void append(std::string_view bytes);
  void close();

 private:
  void flush();

  std::filesystem::path path_;
  std::string buffer_;
  int descriptor_;
};

}  // namespace byline::bulk
