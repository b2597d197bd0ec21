#include <csignal>
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

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
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
