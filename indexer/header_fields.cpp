#include "indexer/header_fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/text_lines.hpp"
#include "indexer/translation_header.hpp"

namespace byline {
namespace {

/// Longer blocks are text that happens to have colons.
constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
constexpr std::size_t kMaxHeaderLines = 500;
constexpr std::size_t kLongestKey = 40;

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ' ';
}

/// "Post-History: 2001" taken apart.
struct KeyedLine {
  std::string_view key;
  std::string_view value;
};

std::optional<KeyedLine> keyed_line(std::string_view line) {
  const std::size_t colon = line.substr(0, kLongestKey + 1).find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view key = line.substr(0, colon);
  const bool begins_with_letter = (key.front() | 0x20) >= 'a' && (key.front() | 0x20) <= 'z';
  if (!begins_with_letter || !std::all_of(key.begin(), key.end(), is_key_character)) return std::nullopt;
  const std::string_view rest = line.substr(colon + 1);
  if (!rest.empty() && rest.front() != ' ' && rest.front() != '\t') return std::nullopt;
  return KeyedLine{key, trim(rest)};
}

/// The keys of the sites and documents that begin so; what else stands among them does not matter.
bool is_known_key(std::string_view key) {
  static constexpr std::array<std::string_view, 32> kKeys = {
      "author",   "authors",  "date",     "created", "modified", "updated",       "category",     "categories",
      "tags",     "tag",      "keywords", "slug",    "status",   "type",          "summary",      "description",
      "lang",     "language", "pep",      "version", "series",   "last-modified", "content-type", "post-history",
      "template", "save_as",  "url",      "link",    "editor",   "translator",    "published",    "subtitle"};
  return std::any_of(kKeys.begin(), kKeys.end(),
                     [&](std::string_view known) { return equals_ignoring_case(key, known); });
}

bool is_people_key(std::string_view key) {
  return equals_ignoring_case(key, "author") || equals_ignoring_case(key, "authors");
}

/// "jane@example.org (Jane Doe)" and "Jane Doe <jane@example.org>" -> "Jane Doe"; "jane@example.org" -> "jane".
std::string name_beside_address(std::string_view entry) {
  entry = trim(entry);
  const std::size_t angle = entry.find('<');
  if (angle != std::string_view::npos && angle > 0) return std::string(trim(entry.substr(0, angle)));
  if (angle == 0) entry.remove_prefix(1);
  const std::size_t at = entry.find('@');
  if (at == std::string_view::npos) return std::string(entry);
  const std::size_t open = entry.find('(', at);
  const std::size_t close = entry.rfind(')');
  if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
    return std::string(trim(entry.substr(open + 1, close - open - 1)));
  }
  return std::string(trim(entry.substr(0, at)));
}

/// Collects lines of a header as long as they are some.
class HeaderBlock {
 public:
  void add(const KeyedLine& line) {
    if (equals_ignoring_case(line.key, "title") && !line.value.empty()) has_title_ = true;
    if (is_known_key(line.key)) ++known_;
    entries_.emplace_back(std::string(line.key), std::string(line.value));
  }
  void continue_with(std::string_view line) {
    auto& [key, value] = entries_.back();
    line = trim(line);
    // Python-Markdown has one author a line, without commas.
    const bool is_next_person = is_people_key(key) && !value.empty() && value.find_last_of(",;") != value.size() - 1 &&
                                !line.starts_with('<') && !line.starts_with('(');
    if (is_next_person) value += ',';
    if (!value.empty()) value += ' ';
    value.append(line);
  }

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] bool is_header() const { return has_title_ && known_ > 0; }

  [[nodiscard]] FieldValue fields() const {
    FieldValue map = FieldValue::map();
    for (const auto& [key, value] : entries_) {
      if (value.empty() || map.find(key) != nullptr) continue;
      map.entries.emplace_back(key, is_people_key(key) ? people_field(value) : FieldValue::of_text(value));
    }
    return map;
  }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
  bool has_title_ = false;
  std::size_t known_ = 0;
};

/// Where reading stopped: in bytes and as a 1-based line.
struct Place {
  std::size_t begin = 0;
  std::size_t line = 1;
};

FrontMatter header_before(const HeaderBlock& block, Place place) {
  FrontMatter result;
  if (!block.is_header()) return result;
  result.fields = block.fields();
  result.body_begin = place.begin;
  result.body_line = place.line;
  return result;
}

std::string_view line_from(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

std::size_t after_line(std::string_view text, std::size_t begin, std::string_view line) {
  return std::min(begin + line.size() + 1, text.size());
}

FrontMatter read_mail_layout(std::string_view text) {
  HeaderBlock block;
  Place place;
  const std::string_view window = text.substr(0, kMaxHeaderBytes);
  while (place.begin < window.size()) {
    const std::string_view line = line_from(window, place.begin);
    const bool is_indented = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (trim(line).empty()) break;
    if (is_indented && !block.empty()) {
      block.continue_with(line);
    } else if (const auto keyed = keyed_line(line)) {
      block.add(*keyed);
    } else {
      return {};
    }
    place.begin = after_line(text, place.begin, line);
    if (++place.line > kMaxHeaderLines) return {};
  }
  const bool is_whole = place.begin < window.size() || text.size() <= kMaxHeaderBytes;
  return is_whole ? header_before(block, place) : FrontMatter{};
}

/// ".. key: value" taken apart; without a key when the line is none.
KeyedLine comment_line(std::string_view words) {
  return words.starts_with(".. ") ? keyed_line(words.substr(3)).value_or(KeyedLine{}) : KeyedLine{};
}

FrontMatter read_comment_layout(std::string_view text) {
  HeaderBlock block;
  Place place;
  const std::string_view window = text.substr(0, kMaxHeaderBytes);
  const bool in_html = window.starts_with("<!--");
  while (place.begin < window.size() && place.line <= kMaxHeaderLines) {
    const std::string_view line = line_from(window, place.begin);
    const std::string_view words = trim(line);
    const bool closes = in_html && words == "-->";
    if (const KeyedLine keyed = comment_line(words); !keyed.key.empty()) {
      block.add(keyed);
    } else if (!closes && !words.empty() && (place.begin > 0 || words != "<!--")) {
      break;
    } else if (words.empty() && !in_html && !block.empty()) {
      break;
    }
    place.begin = after_line(text, place.begin, line);
    ++place.line;
    if (closes) break;
  }
  return header_before(block, place);
}

/// Names under which the fields are listed for people; others are kept as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kShownFields = {{{"title", "title"},
                                                                                         {"author", "authors"},
                                                                                         {"authors", "authors"},
                                                                                         {"date", "date"},
                                                                                         {"created", "date"},
                                                                                         {"tags", "tags"},
                                                                                         {"category", "categories"},
                                                                                         {"lang", "language"},
                                                                                         {"language", "language"},
                                                                                         {"url", "url"},
                                                                                         {"link", "url"}}};

}  // namespace

FieldValue people_field(std::string value) {
  if (value.find_first_of("@<;") == std::string::npos) return FieldValue::of_text(std::move(value));
  // "Doe, Jane; Roe, Max": where there are semicolons, commas belong to the names.
  const char separator = value.find(';') == std::string::npos ? ',' : ';';
  FieldValue list = FieldValue::list();
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    const char c = at < value.size() ? value[at] : separator;
    if (c == '(' || c == '<') ++depth;
    if ((c == ')' || c == '>') && depth > 0) --depth;
    if (at < value.size() && (c != separator || depth > 0)) continue;
    std::string name = name_beside_address(std::string_view(value).substr(begin, at - begin));
    if (!name.empty()) list.items.push_back(FieldValue::of_text(std::move(name)));
    begin = at + 1;
  }
  return list;
}

void note_findings(const FieldValue& fields, std::string_view origin, Article& article) {
  for (const auto& [name, shown] : kShownFields) {
    const FieldValue* value = fields.find(name);
    const bool is_noted = std::any_of(article.findings.begin(), article.findings.end(),
                                      [&](const Finding& finding) { return finding.field == shown; });
    if (value == nullptr || value->empty() || is_noted) continue;
    article.findings.push_back({std::string(shown), std::string(origin) + ": " + std::string(name)});
  }
}

FrontMatter read_header_fields(std::string_view text) {
  if (trim(text.substr(0, kMaxHeaderBytes)).starts_with("[#]:")) return read_translation_header(text);
  if (text.starts_with(".. ") || text.starts_with("<!--")) return read_comment_layout(text);
  return read_mail_layout(text);
}

}  // namespace byline
