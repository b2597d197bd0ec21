#include "indexer/json_members.hpp"

#include <algorithm>

namespace byline {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::size_t skip_space(std::string_view json, std::size_t at) {
  return std::min(json.size(), json.find_first_not_of(kSpace, at));
}

/// Behind the closing quote of the string that opens at `at`; npos when it has none.
std::size_t string_end(std::string_view json, std::size_t at) {
  for (++at; at < json.size(); ++at) {
    if (json[at] == '\\') {
      ++at;
    } else if (json[at] == '"') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

/// Behind the value that begins at `at`; npos when the text ends inside it.
std::size_t value_end(std::string_view json, std::size_t at) {
  std::size_t depth = 0;
  while (at < json.size()) {
    const char c = json[at];
    if (depth == 0 && (c == ',' || c == ']' || c == '}')) return at;
    if (c == '"') {
      at = string_end(json, at);
      if (at == std::string_view::npos) return at;
    } else {
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      ++at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

bool for_each_json_part(std::string_view json, const std::function<void(const JsonPart&)>& sink) {
  std::size_t at = skip_space(json, 0);
  if (at == json.size() || (json[at] != '{' && json[at] != '[')) return false;
  const bool is_object = json[at] == '{';
  for (++at; at < json.size();) {
    at = skip_space(json, at);
    if (json.substr(at, 1) == (is_object ? "}" : "]")) return true;
    JsonPart part;
    if (is_object) {
      const std::size_t end = json.substr(at, 1) == "\"" ? string_end(json, at) : std::string_view::npos;
      if (end == std::string_view::npos) return false;
      part.name = json.substr(at + 1, end - at - 2);
      at = skip_space(json, end);
      if (json.substr(at, 1) != ":") return false;
      at = skip_space(json, at + 1);
    }
    const std::size_t end = value_end(json, at);
    part.text = json.substr(at, end - at);
    if (end == std::string_view::npos) {
      // What the end cut off may still be a list with whole items in it.
      sink(part);
      return false;
    }
    while (!part.text.empty() && kSpace.find(part.text.back()) != std::string_view::npos) part.text.remove_suffix(1);
    sink(part);
    at = json[end] == ',' ? end + 1 : end;
    if (json[end] != ',' && json[end] != (is_object ? '}' : ']')) return false;
  }
  return false;
}

}  // namespace byline
