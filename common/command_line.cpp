#include "common/command_line.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "common/terminal.hpp"

namespace byline {
namespace {

/// Messages name paths in quotation marks.
std::string with_relative_paths(std::string message) {
  std::error_code error;
  const std::string base = "'" + std::filesystem::current_path(error).string() + "/";
  if (error || base == "'//") return message;
  for (auto at = message.find(base); at != std::string::npos; at = message.find(base, at + 1)) {
    message.replace(at, base.size(), "'");
  }
  return message;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::size_t parse_number(const std::string& option, const std::string& given, std::size_t least) {
  const bool digits =
      !given.empty() && std::all_of(given.begin(), given.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool fits = given.size() <= 9;
  if (digits && fits && std::stoul(given) >= least) return std::stoul(given);
  throw Error(ErrorKind::Usage,
              "--" + option + " '" + given + "' is not a whole number from " + std::to_string(least) + " to 999999999");
}

void throw_unknown_choice(const std::string& option, const std::string& given, const std::string& names) {
  throw Error(ErrorKind::Usage, "--" + option + " '" + given + "' is unknown", "one of " + names);
}

std::string plain_message(std::string text) {
  if (!text.empty() && is_upper(text[0]) && (text.size() < 2 || !is_upper(text[1]))) {
    text[0] = static_cast<char>(text[0] + 32);
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
  return text;
}

bool wants_json(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const bool next_is_json = i + 1 < argc && argv[i + 1] == std::string_view("json");
    if (argument == "--format=json" || (argument == "--format" && next_is_json)) return true;
  }
  return false;
}

void tell(const Error& error, std::string_view program) {
  std::cout.flush();  // so that both streams stand in their order where they are one
  std::cerr << program << ": " << sanitised(with_relative_paths(error.what()));
  if (error.column()) std::cerr << " (column " << *error.column() << ')';
  std::cerr << '\n';
  if (!error.hint().empty()) std::cerr << "hint: " << sanitised(with_relative_paths(error.hint())) << '\n';
}

}  // namespace byline
