#include <malloc.h>

#include <csignal>
#include <exception>
#include <iostream>

#include "common/command_line.hpp"
#include "common/error.hpp"
#include "searcher/commands.hpp"

namespace {

/// More than most searches take, asked of the system at once and kept: to grow and shrink by steps is a dozen calls.
constexpr int kHeapBytes = 1 << 20;

int fail(const byline::Error& error, bool json) {
  if (json) byline::make_json_printer()->print_error(error, {}, std::cout);
  byline::tell(error, "byline-search");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  mallopt(M_TOP_PAD, kHeapBytes);
  mallopt(M_TRIM_THRESHOLD, 2 * kHeapBytes);
  std::signal(SIGPIPE, SIG_DFL);
  std::ios::sync_with_stdio(false);
  const bool json = byline::wants_json(argc, argv);
  try {
    const auto options = byline::parse_searcher_options(argc, argv);
    return options ? byline::run(*options) : 0;
  } catch (const byline::Error& error) {
    return fail(error, json);
  } catch (const std::exception& error) {
    return fail(byline::Error(byline::ErrorKind::Internal, error.what()), json);
  }
}
