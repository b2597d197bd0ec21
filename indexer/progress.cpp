#include "indexer/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "common/terminal.hpp"

namespace byline {

void Progress::start(std::string what, std::uint64_t total) {
  what_ = std::move(what);
  total_ = total;
  last_ = {};
}

void Progress::advance(std::uint64_t done, const std::string& detail) {
  if (!draws_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const std::size_t width = std::max<std::size_t>(terminal_width(STDERR_FILENO), 20) - 1;
  const std::string line = fmt::format("{} {} of {}  {}", what_, done, total_, sanitised(detail));
  fmt::print(stderr, "\r\x1b[K{}", clipped(line, width));
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::wipe() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace byline
