#include "indexer/plain_yaml.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// More would be looked at by a parser's limits.
constexpr std::size_t kMaxValues = 10000;

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

bool is_beyond_ascii(char c) { return (c & 0x80) != 0; }

bool is_name_char(char c) { return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.'; }

/// What no indicator begins with.
bool may_begin_plain(char c) {
  return is_letter_or_digit(c) || is_beyond_ascii(c) || std::string_view("_/(.<+$").find(c) != std::string_view::npos;
}

/// In brackets more characters mean something.
bool may_stand_in_list(char c) {
  return is_letter_or_digit(c) || is_beyond_ascii(c) || std::string_view(" _/()-+.").find(c) != std::string_view::npos;
}

bool is_null(std::string_view text) { return text == "null" || text == "Null" || text == "NULL"; }

std::string_view without_spaces_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::string_view without_spaces_behind(std::string_view text) { return text.substr(0, text.find_last_not_of(' ') + 1); }

/// Takes a text in quotation marks from the front of `rest`; nothing when it has escapes or is not closed here.
std::optional<FieldValue> take_quoted(std::string_view& rest) {
  const std::size_t end = rest.find(rest.front(), 1);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view text = rest.substr(1, end - 1);
  const bool is_doubled = rest.front() == '\'' && end + 1 < rest.size() && rest[end + 1] == '\'';
  if (is_doubled || (rest.front() == '"' && text.find('\\') != std::string_view::npos)) return std::nullopt;
  rest.remove_prefix(end + 1);
  return FieldValue::of_text(std::string(text));
}

bool is_quote(char c) { return c == '"' || c == '\''; }

/// A text that is the rest of a line.
std::optional<FieldValue> read_text(std::string_view rest) {
  rest = without_spaces_behind(rest);
  if (is_quote(rest.front())) {
    auto text = take_quoted(rest);
    return rest.empty() ? text : std::nullopt;
  }
  if (!may_begin_plain(rest.front()) || rest.back() == ':') return std::nullopt;
  if (rest.find(": ") != std::string_view::npos || rest.find(" #") != std::string_view::npos) return std::nullopt;
  return FieldValue::of_text(is_null(rest) ? std::string{} : std::string(rest));
}

/// One item of a list in brackets.
std::optional<FieldValue> take_item(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  if (is_quote(rest.front())) return take_quoted(rest);
  if (!may_begin_plain(rest.front())) return std::nullopt;
  const auto end = std::find_if_not(rest.begin(), rest.end(), may_stand_in_list);
  const auto size = static_cast<std::size_t>(end - rest.begin());
  const std::string_view text = without_spaces_behind(rest.substr(0, size));
  if (text.empty()) return std::nullopt;
  rest.remove_prefix(size);
  return FieldValue::of_text(is_null(text) ? std::string{} : std::string(text));
}

/// `["a b", c]`, to the end of the line.
std::optional<FieldValue> read_bracketed(std::string_view rest) {
  FieldValue list = FieldValue::list();
  rest = without_spaces_before(without_spaces_behind(rest.substr(1)));
  if (rest == "]") return list;
  for (;;) {
    auto item = take_item(rest);
    if (!item) return std::nullopt;
    list.items.push_back(std::move(*item));
    rest = without_spaces_before(rest);
    if (rest == "]") return list;
    if (!rest.starts_with(',')) return std::nullopt;
    rest = without_spaces_before(rest.substr(1));
  }
}

class PlainYaml {
 public:
  /// False when the line is more than this can read.
  bool take_line(std::string_view line) {
    const std::string_view inside = without_spaces_before(line);
    if (inside.empty() || line.front() == '#') return true;
    if (++values_ > kMaxValues) return false;
    if (inside.starts_with("- ")) return take_item_line(inside, line.size() - inside.size());
    may_have_items_ = false;
    return inside.size() == line.size() && take_field(line);
  }

  FieldValue take() { return std::move(fields_); }

 private:
  bool take_field(std::string_view line) {
    const auto end = std::find_if_not(line.begin(), line.end(), is_name_char);
    const std::string_view name = line.substr(0, static_cast<std::size_t>(end - line.begin()));
    std::string_view rest = line.substr(name.size());
    if (name.empty() || !is_letter_or_digit(name.front()) || is_null(name) || !rest.starts_with(':')) return false;
    rest.remove_prefix(1);
    if (!rest.empty() && rest.front() != ' ') return false;
    rest = without_spaces_before(rest);
    may_have_items_ = rest.empty();
    std::optional<FieldValue> value;
    if (rest.empty()) {
      value = FieldValue{};
    } else {
      value = rest.front() == '[' ? read_bracketed(rest) : read_text(rest);
    }
    if (!value) return false;
    values_ += value->items.size();
    fields_.entries.emplace_back(std::string(name), std::move(*value));
    return true;
  }

  /// `- text` below a name.
  bool take_item_line(std::string_view inside, std::size_t indentation) {
    inside = without_spaces_before(inside.substr(1));
    if (!may_have_items_ || inside.empty()) return false;
    FieldValue& list = fields_.entries.back().second;
    if (list.kind != FieldValue::Kind::List) {
      list = FieldValue::list();
      indentation_ = indentation;
    }
    if (indentation != indentation_) return false;
    auto item = read_text(inside);
    if (!item) return false;
    list.items.push_back(std::move(*item));
    return true;
  }

  FieldValue fields_ = FieldValue::map();
  bool may_have_items_ = false;  // the last field has no value on its line
  std::size_t indentation_ = 0;  // of its items
  std::size_t values_ = 0;
};

}  // namespace

std::optional<FieldValue> read_plain_yaml(std::string_view block) {
  const bool has_control = std::any_of(block.begin(), block.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F;
  });
  if (has_control || !is_valid_utf8(block)) return std::nullopt;
  PlainYaml yaml;
  for (std::size_t begin = 0; begin < block.size();) {
    const std::size_t end = std::min(block.find('\n', begin), block.size());
    if (!yaml.take_line(block.substr(begin, end - begin))) return std::nullopt;
    begin = end + 1;
  }
  FieldValue fields = yaml.take();
  return fields.entries.empty() ? std::nullopt : std::optional(std::move(fields));
}

}  // namespace byline
