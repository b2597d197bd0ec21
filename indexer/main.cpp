#include <algorithm>
#include <csignal>
#include <exception>
#include <iostream>
#include <string_view>

#include "common/error.hpp"
#include "common/terminal.hpp"
#include "indexer/commands.hpp"
#include "indexer/reports.hpp"

namespace {

/// Scripts get errors as JSON too; when the options could not even be parsed, their text tells.
bool wants_json(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--format=json" ||
        (argument == "--format" && i + 1 < argc && argv[i + 1] == std::string_view("json"))) {
      return true;
    }
  }
  return false;
}

int fail(const byline::Error& error, bool json) {
  if (json) byline::print_json(error, std::cout);
  std::cerr << "byline-index: " << byline::sanitised(error.what()) << '\n';
  if (!error.hint().empty()) std::cerr << "hint: " << byline::sanitised(error.hint()) << '\n';
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  try {
    const auto options = byline::parse_indexer_options(argc, argv);
    return options ? byline::run(*options) : 0;
  } catch (const byline::Error& error) {
    return fail(error, wants_json(argc, argv));
  } catch (const std::exception& error) {
    return fail(byline::Error(byline::ErrorKind::Internal, error.what()), wants_json(argc, argv));
  }
}
