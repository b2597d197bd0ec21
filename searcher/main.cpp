#include <csignal>
#include <exception>
#include <iostream>
#include <memory>
#include <string_view>

#include "common/error.hpp"
#include "searcher/commands.hpp"

namespace {

/// Scripts get errors as JSON too, also those of the command line itself.
bool wants_json(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const bool next_is_json = i + 1 < argc && argv[i + 1] == std::string_view("json");
    if (argument == "--format=json" || (argument == "--format" && next_is_json)) return true;
  }
  return false;
}

int fail(const byline::Error& error, bool json) {
  const auto printer = json ? byline::make_json_printer() : byline::make_human_printer({});
  byline::report(error, {}, *printer);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  std::ios::sync_with_stdio(false);
  try {
    const auto options = byline::parse_searcher_options(argc, argv);
    return options ? byline::run(*options) : 0;
  } catch (const byline::Error& error) {
    return fail(error, wants_json(argc, argv));
  } catch (const std::exception& error) {
    return fail(byline::Error(byline::ErrorKind::Internal, error.what()), wants_json(argc, argv));
  }
}
