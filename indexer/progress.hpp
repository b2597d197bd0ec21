#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace byline {

/// One line on stderr that is drawn again and again while a build runs, and wiped at its end. Draws at most ten times
/// a second, and only when made so.
class Progress {
 public:
  explicit Progress(bool draws) : draws_(draws) {}
  ~Progress() { wipe(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void start(std::string what, std::uint64_t total);
  /// `detail` is a path; what is unsafe to show in it is made safe.
  void advance(std::uint64_t done, const std::string& detail = {});
  void wipe();

 private:
  bool draws_;
  bool drawn_ = false;
  std::string what_;
  std::uint64_t total_ = 0;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace byline
