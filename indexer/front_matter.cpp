#include "indexer/front_matter.hpp"

#include <toml++/toml.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "common/utf8.hpp"
#include "indexer/plain_yaml.hpp"

namespace byline {
namespace {

/// Longer blocks are text that happens to begin with a rule.
constexpr std::size_t kMaxFrontMatterBytes = 256 * 1024;
/// YAML aliases can make a small block an enormous tree, even an endless one.
constexpr std::size_t kMaxNodes = 20000;
constexpr std::size_t kMaxDepth = 50;

struct Fence {
  std::size_t content_begin = 0;
  std::size_t content_end = 0;
  std::size_t after = 0;
  std::size_t lines = 0;  ///< of the whole block, both fences included
};

std::string_view line_from(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

bool is_fence(std::string_view line, std::string_view fence) {
  return line.starts_with(fence) && line.find_first_not_of(" \t", fence.size()) == std::string_view::npos;
}

std::optional<Fence> find_block(std::string_view text, std::string_view open, std::string_view other_close) {
  if (!is_fence(line_from(text, 0), open)) return std::nullopt;
  const std::string_view window = text.substr(0, kMaxFrontMatterBytes);
  Fence block;
  std::size_t begin = line_from(window, 0).size() + 1;
  block.content_begin = std::min(begin, window.size());
  block.lines = 1;
  for (; begin < window.size(); begin += line_from(window, begin).size() + 1) {
    ++block.lines;
    const std::string_view line = line_from(window, begin);
    if (!is_fence(line, open) && (other_close.empty() || !is_fence(line, other_close))) continue;
    block.content_end = begin;
    block.after = std::min(begin + line.size() + 1, text.size());
    return block;
  }
  return std::nullopt;
}

/// YAML can spell any byte in quotation marks; text of ours has no NUL.
std::string plain_text(const std::string& scalar) {
  std::string text = repair_utf8(scalar).text;
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text;
}

/// Makes our values of yaml-cpp's nodes, as far as they stay within bounds.
class YamlConversion {
 public:
  FieldValue convert(const YAML::Node& node, std::size_t depth = 0) {
    if (++nodes_ > kMaxNodes || depth > kMaxDepth) throw YAML::Exception(node.Mark(), "too many values");
    if (node.IsSequence()) {
      FieldValue list = FieldValue::list();
      for (const YAML::Node& item : node) list.items.push_back(convert(item, depth + 1));
      return list;
    }
    if (node.IsMap()) {
      FieldValue map = FieldValue::map();
      for (const auto& entry : node) {
        if (entry.first.IsScalar()) map.entries.emplace_back(entry.first.Scalar(), convert(entry.second, depth + 1));
      }
      return map;
    }
    return FieldValue::of_text(node.IsScalar() ? plain_text(node.Scalar()) : std::string{});
  }

 private:
  std::size_t nodes_ = 0;
};

template <typename T>
std::string printed(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

FieldValue from_toml(const toml::node& node) {
  if (const toml::table* table = node.as_table()) {
    FieldValue map = FieldValue::map();
    for (const auto& [key, value] : *table) map.entries.emplace_back(std::string(key.str()), from_toml(value));
    return map;
  }
  if (const toml::array* array = node.as_array()) {
    FieldValue list = FieldValue::list();
    for (const toml::node& item : *array) list.items.push_back(from_toml(item));
    return list;
  }
  if (const auto* text = node.as_string()) return FieldValue::of_text(text->get());
  if (const auto* date = node.as_date()) return FieldValue::of_text(printed(date->get()));
  if (const auto* time = node.as_date_time()) return FieldValue::of_text(printed(time->get()));
  if (const auto* number = node.as_integer()) return FieldValue::of_text(std::to_string(number->get()));
  if (const auto* number = node.as_floating_point()) return FieldValue::of_text(printed(number->get()));
  if (const auto* truth = node.as_boolean()) return FieldValue::of_text(truth->get() ? "true" : "false");
  return {};
}

std::string_view without_quotes(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

/// The lines of a broken block that mean the same in any syntax: a name, a separator, a value.
FieldValue salvage(std::string_view block, char separator) {
  FieldValue map = FieldValue::map();
  for (std::size_t begin = 0; begin < block.size(); begin += line_from(block, begin).size() + 1) {
    const std::string_view line = line_from(block, begin);
    const auto at = line.find(separator);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view name = trim(line.substr(0, at));
    const bool simple = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    });
    const std::string_view value = without_quotes(line.substr(at + 1));
    const bool plain = !value.empty() && value.find_first_of("[]{}&*|>\"") == std::string_view::npos;
    if (simple && plain && line.front() != ' ' && map.find(name) == nullptr) {
      map.entries.emplace_back(std::string(name), FieldValue::of_text(std::string(value)));
    }
  }
  return map;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

void note_damage(FrontMatter& result, std::size_t line, const std::string& what) {
  result.note = "front matter: line " + std::to_string(line) + ": " + one_line(what);
}

void read_yaml(std::string_view block, FrontMatter& result) {
  if (auto fields = read_plain_yaml(block)) {
    result.fields = std::move(*fields);
    return;
  }
  try {
    FieldValue fields = YamlConversion().convert(YAML::Load(std::string(block)));
    if (fields.kind == FieldValue::Kind::Map) {
      result.fields = std::move(fields);
    } else if (!trim(block).empty()) {
      note_damage(result, 2, "not a list of fields");
    }
  } catch (const YAML::Exception& error) {
    note_damage(result, static_cast<std::size_t>(std::max(error.mark.line, 0)) + 2, error.msg);
    result.fields = salvage(block, ':');
  }
}

void read_toml(std::string_view block, FrontMatter& result) {
  try {
    result.fields = from_toml(toml::parse(block));
  } catch (const toml::parse_error& error) {
    note_damage(result, error.source().begin.line + 1, std::string(error.description()));
    result.fields = salvage(block, '=');
  }
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter result;
  const bool is_toml = text.starts_with("+++");
  const auto block = is_toml ? find_block(text, "+++", {}) : find_block(text, "---", "...");
  if (!block) return result;
  const std::string_view content = text.substr(block->content_begin, block->content_end - block->content_begin);
  // A rule, prose and another rule are not front matter.
  if (!is_toml && !trim(content).empty() && content.find(':') == std::string_view::npos) return result;
  result.body_begin = block->after;
  result.body_line = block->lines + 1;
  if (is_toml) {
    read_toml(content, result);
  } else {
    read_yaml(content, result);
  }
  return result;
}

}  // namespace byline
