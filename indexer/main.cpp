#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>

#include "common/command_line.hpp"
#include "common/error.hpp"
#include "indexer/commands.hpp"
#include "indexer/reports.hpp"

namespace {

int fail(const byline::Error& error, bool json) {
  if (json) byline::print_json(error, std::cout);
  byline::tell(error, "byline-index");
  return 2;
}

std::terminate_handler usual_end = nullptr;

/// Xapian ends the process, with no exception under way, where a write fails in the midst of a commit and what it then
/// cleans up fails, too. The index is as it was before that commit.
[[noreturn]] void give_up() {
  const int error = errno;
  if (std::current_exception() && usual_end != nullptr) usual_end();
  std::fprintf(stderr, "byline-index: the index cannot be written: %s\n", std::strerror(error));
  std::fputs("hint: see that there is room on the disk, and run it again\n", stderr);
  std::_Exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  usual_end = std::set_terminate(give_up);
  const bool json = byline::wants_json(argc, argv);
  try {
    const auto options = byline::parse_indexer_options(argc, argv);
    return options ? byline::run(*options) : 0;
  } catch (const byline::Error& error) {
    return fail(error, json);
  } catch (const std::exception& error) {
    return fail(byline::Error(byline::ErrorKind::Internal, error.what()), json);
  }
}
