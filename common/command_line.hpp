#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "common/error.hpp"

namespace byline {

/// What the command lines of the two programs have in common, so that both speak alike. CLI11 itself stays in each
/// program's options.cpp.

/// The value of an option that takes a whole number from `least` on. Throws Error (Usage).
std::size_t parse_number(const std::string& option, const std::string& given, std::size_t least = 0);

/// Throws Error (Usage) for a value that is none of `names` ("human, json").
[[noreturn]] void throw_unknown_choice(const std::string& option, const std::string& given, const std::string& names);

/// The meaning of an option that takes one of a few words. Throws Error (Usage).
template <typename Value>
Value choice(const std::string& option, const std::string& given, const std::map<std::string, Value>& values) {
  const auto found = values.find(given);
  if (found != values.end()) return found->second;
  std::string names;
  for (const auto& [name, value] : values) names += (names.empty() ? "" : ", ") + name;
  throw_unknown_choice(option, given, names);
}

/// CLI11's messages as ours are: one line, lower case, no full stop.
std::string plain_message(std::string text);

/// Whether errors are to be told as JSON too, also those of the command line itself.
bool wants_json(int argc, const char* const* argv);

/// An error as people see it, on stderr: paths below the working directory relative to it, nothing that a terminal
/// would obey.
void tell(const Error& error, std::string_view program);

}  // namespace byline
