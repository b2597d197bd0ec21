#include "indexer/rst_blocks.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "common/terminal.hpp"
#include "common/utf8.hpp"
#include "indexer/header_fields.hpp"
#include "indexer/rst_inline.hpp"
#include "indexer/rst_tables.hpp"
#include "indexer/text_lines.hpp"

namespace byline {
namespace {

constexpr std::size_t kTabWidth = 8;
constexpr std::size_t kLongestFieldName = 80;
constexpr std::size_t kLongestSubstitution = 300;
constexpr std::size_t kShownBytes = 200;
constexpr std::size_t kNone = std::string_view::npos;

std::string with_spaces_for_tabs(std::string_view text) {
  std::string spaced;
  spaced.reserve(text.size());
  std::size_t column = 0;
  for (const char c : text) {
    if (c == '\t') {
      const std::size_t width = kTabWidth - column % kTabWidth;
      spaced.append(width, ' ');
      column += width;
      continue;
    }
    spaced += c;
    column = c == '\n' ? 0 : column + 1;
  }
  return spaced;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }
bool is_blank(std::string_view line) { return trim(line).empty(); }
bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_spaces_behind(std::string_view line) {
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return line;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

/// The sign of a line that is nothing but one punctuation sign, again and again, from the first column on; else 0.
char adornment_sign(std::string_view line) {
  line = without_spaces_behind(line);
  if (line.empty() || line == "::" || !is_punctuation(line.front())) return 0;
  return line.find_first_not_of(line.front()) == kNone ? line.front() : '\0';
}

/// A line drawn under a title is as long as the title; writers who count bytes or characters are forgiven from four
/// signs on.
bool adorns(std::string_view adornment, std::string_view title) {
  const std::size_t length = without_spaces_behind(adornment).size();
  return adornment_sign(adornment) != 0 && (length >= 4 || length >= width_columns(trim(title)));
}

/// "* item" and "1. item": the bytes of the marker with the spaces behind it, or 0.
std::size_t marker_size(std::string_view words) {
  for (const std::string_view sign : {"*", "+", "-", "•", "‣", "⁃"}) {
    if (words.starts_with(sign) && words.substr(sign.size()).starts_with(' ')) {
      return std::min(words.find_first_not_of(' ', sign.size()), words.size());
    }
  }
  const bool is_enclosed = words.starts_with('(');
  std::size_t at = is_enclosed ? 1 : 0;
  const std::size_t first = at;
  while (at < words.size() && at - first < 4 && is_digit(words[at])) ++at;
  const bool is_number = at > first;
  // A letter opens many sentences ("A. Smith …"), so it needs a bracket.
  if (!is_number && at < words.size() && (words[at] == '#' || is_letter(words[at]))) ++at;
  if (at == first || at >= words.size()) return 0;
  const char close = words[at];
  const bool is_counted = is_number || words[first] == '#';
  if (close != ')' && (close != '.' || !is_counted || is_enclosed)) return 0;
  const std::string_view rest = words.substr(at + 1);
  return rest.starts_with(' ') ? std::min(words.find_first_not_of(' ', at + 1), words.size()) : 0;
}

/// ":name: body" taken apart.
struct FieldLine {
  std::string_view name;
  std::string_view body;
};

std::optional<FieldLine> field_line(std::string_view words) {
  if (!words.starts_with(':') || words.size() < 3) return std::nullopt;
  for (std::size_t at = 1; at < words.size() && at <= kLongestFieldName; ++at) {
    if (words[at] == '`') return std::nullopt;
    if (words[at] != ':' || at == 1 || words[at - 1] == '\\') continue;
    if (at + 1 < words.size() && words[at + 1] != ' ') continue;
    return FieldLine{words.substr(1, at - 1), trim(words.substr(at + 1))};
  }
  return std::nullopt;
}

/// "name:: argument" behind "..".
struct DirectiveLine {
  std::string name;  ///< lower case
  std::string_view argument;
};

std::optional<DirectiveLine> directive_line(std::string_view words) {
  const std::size_t mark = words.substr(0, kLongestFieldName).find("::");
  if (mark == kNone || mark == 0) return std::nullopt;
  const std::string_view name = trim(words.substr(0, mark));
  const bool is_name = !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '+' || c == '.' || c == ':';
  });
  if (!is_name || (mark + 2 < words.size() && words[mark + 2] != ' ')) return std::nullopt;
  return DirectiveLine{lower_case(name), trim(words.substr(mark + 2))};
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What a directive's content is to a reader.
enum class Content { Text, Code, Nothing, Image, Figure, Field };

Content content_of(std::string_view name) {
  static constexpr std::array<std::string_view, 16> kCode = {
      "code",       "code-block", "sourcecode", "parsed-literal", "math",    "productionlist", "doctest",  "testcode",
      "testoutput", "prompt",     "console",    "ipython",        "listing", "pygments",       "terminal", "testsetup"};
  static constexpr std::array<std::string_view, 43> kNothing = {"contents",
                                                                "toctree",
                                                                "raw",
                                                                "include",
                                                                "sectnum",
                                                                "section-numbering",
                                                                "header",
                                                                "footer",
                                                                "meta",
                                                                "default-role",
                                                                "role",
                                                                "unicode",
                                                                "index",
                                                                "highlight",
                                                                "module",
                                                                "currentmodule",
                                                                "py:module",
                                                                "py:currentmodule",
                                                                "literalinclude",
                                                                "target-notes",
                                                                "tabularcolumns",
                                                                "graphviz",
                                                                "digraph",
                                                                "graph",
                                                                "mermaid",
                                                                "uml",
                                                                "plantuml",
                                                                "bibliography",
                                                                "automodule",
                                                                "autoclass",
                                                                "autofunction",
                                                                "automethod",
                                                                "autosummary",
                                                                "post-list",
                                                                "postlist",
                                                                "gallery",
                                                                "youtube",
                                                                "vimeo",
                                                                "gist",
                                                                "media",
                                                                "default-domain",
                                                                "title",
                                                                "restructuredtext-test-directive"};
  static constexpr std::array<std::string_view, 8> kFields = {"post",         "author", "authors",    "sectionauthor",
                                                              "moduleauthor", "tags",   "categories", "codeauthor"};
  if (is_one_of(name, kCode)) return Content::Code;
  if (is_one_of(name, kNothing)) return Content::Nothing;
  if (is_one_of(name, kFields)) return Content::Field;
  if (name == "image") return Content::Image;
  return name == "figure" ? Content::Figure : Content::Text;
}

/// "$Date: 2025/04/02 $" -> "2025/04/02", as version control systems filled it in.
std::string_view without_keyword(std::string_view value) {
  if (value.size() < 3 || !value.starts_with('$') || !value.ends_with('$')) return value;
  const std::size_t colon = value.find(':');
  return colon == kNone ? std::string_view{} : trim(value.substr(colon + 1, value.size() - colon - 2));
}

class RstReader {
 public:
  explicit RstReader(const std::vector<std::string_view>& lines) : lines_(lines), next_text_(lines.size() + 1) {
    next_text_[lines.size()] = lines.size();
    for (std::size_t i = lines.size(); i > 0; --i) next_text_[i - 1] = is_blank(lines[i - 1]) ? next_text_[i] : i - 1;
  }

  RstBlocks run() {
    collect_substitutions();
    while (at_ < lines_.size()) {
      const std::string_view line = lines_[at_];
      if (is_blank(line)) {
        finish();
        ++at_;
      } else if (expects_literal_ && read_literal_block()) {
        continue;
      } else if (!continues_paragraph(line)) {
        finish();
        expects_literal_ = false;
        begin_block();
      }
    }
    finish();
    return std::move(result_);
  }

 private:
  // --- Paragraphs and items

  /// Adds the line to the open paragraph when it belongs there.
  bool continues_paragraph(std::string_view line) {
    if (!is_open_) return false;
    const std::size_t indent = indent_of(line);
    if (is_item_ && indent == marker_indent_ && marker_size(line.substr(indent)) > 0) return false;
    if (!has_text_indent_ && indent > marker_indent_) {
      text_indent_ = indent;
      has_text_indent_ = true;
    }
    if (!has_text_indent_ || indent != text_indent_) return false;
    paragraph_ += '\n';
    paragraph_.append(trim(line));
    ++at_;
    return true;
  }

  void open(std::string_view text, std::size_t marker_indent) {
    is_open_ = true;
    is_item_ = false;
    paragraph_ = trim(text);
    line_ = at_ + 1;
    marker_indent_ = text_indent_ = marker_indent;
    has_text_indent_ = true;
  }

  /// A text behind a marker goes on in lines that are indented more than the marker, however much.
  void open_behind_marker(std::string_view text, std::size_t marker_indent) {
    open(text, marker_indent);
    has_text_indent_ = false;
  }

  void finish() {
    if (!is_open_) return;
    is_open_ = false;
    const std::string text = take_literal_mark(std::exchange(paragraph_, {}));
    emit(std::exchange(next_kind_, RstBlock::Kind::Text), without_rst_markup(text, substitutions_), line_);
  }

  /// "Like this::" promises a literal block and is shown with one colon.
  std::string take_literal_mark(std::string text) {
    if (!std::string_view(text).ends_with("::")) return text;
    expects_literal_ = true;
    literal_indent_ = text_indent_;
    text.pop_back();
    const bool stands_apart = text.size() == 1 || text[text.size() - 2] == ' ' || text[text.size() - 2] == '\n';
    if (stands_apart) text.pop_back();
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
    return text;
  }

  void emit(RstBlock::Kind kind, std::string text, std::size_t line) {
    if (trim(text).empty()) return;
    if (kind == RstBlock::Kind::Text && !std::exchange(is_field_, false)) is_at_top_ = false;
    result_.blocks.push_back({kind, 0, std::move(text), line});
  }

  // --- Blocks

  void begin_block() {
    const std::string_view line = lines_[at_];
    const std::size_t indent = indent_of(line);
    const std::string_view words = without_spaces_behind(line.substr(indent));
    if (words == ".." || words.starts_with(".. ")) return read_explicit(indent, words);
    if (words.starts_with("__ ")) return skip(1);
    if (indent == 0 && read_heading()) return;
    if (begins_grid_table(words)) return take_table(read_grid_table(lines_, at_));
    if (begins_simple_table(words)) return read_simple();
    if (is_transition()) return skip(1);
    if (words.starts_with(">>> ")) return read_verbatim_paragraph();
    if (words == "|" || words.starts_with("| ")) return read_line_block(indent);
    if (const auto field = field_line(words)) return read_field(*field, indent);
    if (const std::size_t marker = marker_size(words); marker > 0) return read_item(words, indent);
    open(words, indent);
    ++at_;
  }

  void skip(std::size_t count) { at_ += count; }

  [[nodiscard]] std::string_view line_at(std::size_t index) const {
    return index < lines_.size() ? lines_[index] : std::string_view{};
  }

  bool read_heading() {
    const std::string_view line = lines_[at_];
    const std::string_view next = line_at(at_ + 1);
    if (const char sign = adornment_sign(line); sign != 0) {
      const std::string_view below = line_at(at_ + 2);
      if (is_blank(next) || adornment_sign(below) != sign || !adorns(below, next)) return false;
      add_heading(trim(next), {sign, true}, at_ + 2);
      skip(3);
      return true;
    }
    if (is_blank(next) || !adorns(next, line) || is_blank(line)) return false;
    add_heading(trim(line), {adornment_sign(next), false}, at_ + 1);
    skip(2);
    return true;
  }

  using Style = std::pair<char, bool>;  // the sign, and whether there is a line above as well

  void add_heading(std::string_view title, Style style, std::size_t line) {
    auto known = std::find(styles_.begin(), styles_.end(), style);
    if (known == styles_.end()) known = styles_.insert(styles_.end(), style);
    const auto level = static_cast<unsigned>(known - styles_.begin()) + 1;
    // The field list of the document stands above its title or directly beneath title and subtitle.
    if (++headings_ > 2) is_at_top_ = false;
    result_.blocks.push_back(
        {RstBlock::Kind::Heading, level, single_spaced(without_rst_markup(title, substitutions_)), line});
  }

  /// A line of signs that is no title's parts two pieces of text.
  [[nodiscard]] bool is_transition() const {
    const std::string_view line = without_spaces_behind(lines_[at_]);
    return adornment_sign(line) != 0 && line.size() >= 4;
  }

  void take_table(RstTable table) {
    for (RstTableRow& row : table.rows) {
      emit(RstBlock::Kind::Text, without_rst_markup(row.text, substitutions_), row.line + 1);
    }
    at_ = std::max(table.end, at_ + 1);
  }

  void read_simple() {
    if (!no_simple_table_ends_) {
      const std::size_t border = last_border_of_simple_table(lines_, at_);
      no_simple_table_ends_ = border == lines_.size();
      return take_table(read_simple_table(lines_, at_, border));
    }
    take_table(read_simple_table(lines_, at_, lines_.size()));
  }

  void read_item(std::string_view words, std::size_t indent) {
    // The item of a table that is written as a list of lists begins with two markers.
    std::size_t marker_indent = indent;
    std::size_t text_indent = indent;
    for (int i = 0; i < 4; ++i) {
      const std::size_t marker = marker_size(words);
      if (marker == 0) break;
      words = words.substr(marker);
      marker_indent = std::exchange(text_indent, text_indent + marker);
    }
    open_behind_marker(words, marker_indent);
    text_indent_ = text_indent;
    is_item_ = true;
    ++at_;
  }

  void read_line_block(std::size_t indent) {
    std::string text;
    const std::size_t first = at_;
    for (; at_ < lines_.size() && !is_blank(lines_[at_]) && indent_of(lines_[at_]) >= indent; ++at_) {
      std::string_view words = trim(lines_[at_]);
      const bool has_stroke = words == "|" || words.starts_with("| ");
      if (!has_stroke && indent_of(lines_[at_]) == indent) break;
      if (has_stroke) words = trim(words.substr(1));
      if (at_ > first) text += '\n';
      text.append(words);
    }
    emit(RstBlock::Kind::Text, without_rst_markup(text, substitutions_), first + 1);
  }

  // --- Literal text

  /// The indented lines behind "::", or lines that all begin with the same sign.
  bool read_literal_block() {
    expects_literal_ = false;
    const std::size_t indent = indent_of(lines_[at_]);
    if (indent > literal_indent_) {
      emit_verbatim(at_, end_of_indented(at_, literal_indent_));
      return true;
    }
    const char sign = lines_[at_][indent];
    if (indent != literal_indent_ || !is_punctuation(sign)) return false;
    std::size_t end = at_;
    while (end < lines_.size() && indent_of(lines_[end]) == indent && !is_blank(lines_[end]) &&
           lines_[end][indent] == sign) {
      ++end;
    }
    emit_verbatim(at_, end);
    return true;
  }

  void read_verbatim_paragraph() {
    std::size_t end = at_;
    while (end < lines_.size() && !is_blank(lines_[end])) ++end;
    emit_verbatim(at_, end);
  }

  /// One past the last line that is indented more than `indent`, blank lines between included. Blank lines cost
  /// nothing and others have the bytes of their indentation, so blocks in blocks do not make it quadratic.
  [[nodiscard]] std::size_t end_of_indented(std::size_t begin, std::size_t indent) const {
    std::size_t end = begin;
    for (std::size_t i = next_text_[std::min(begin, lines_.size())]; i < lines_.size() && indent_of(lines_[i]) > indent;
         i = next_text_[i + 1]) {
      end = i + 1;
    }
    return end;
  }

  void emit_verbatim(std::size_t begin, std::size_t end) {
    at_ = std::max(end, at_);
    while (begin < end && is_blank(lines_[begin])) ++begin;
    std::size_t indent = kNone;
    for (std::size_t i = begin; i < end; ++i) {
      if (!is_blank(lines_[i])) indent = std::min(indent, indent_of(lines_[i]));
    }
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
      if (i > begin) text += '\n';
      if (!is_blank(lines_[i])) text.append(without_spaces_behind(lines_[i].substr(indent)));
    }
    emit(RstBlock::Kind::Text, std::move(text), begin + 1);
  }

  // --- Fields

  void read_field(const FieldLine& field, std::size_t indent) {
    if (!is_at_top_ || indent > 0) {
      open_behind_marker(std::string(field.name) + ": " + std::string(field.body), indent);
      ++at_;
      return;
    }
    const std::string name = lower_case(field.name);
    if (name == "abstract" || name == "dedication") {
      open_behind_marker(field.body, indent);
      is_field_ = true;
      ++at_;
      return;
    }
    const std::size_t end = std::max(end_of_indented(at_ + 1, indent), at_ + 1);
    add_field(name, field.body, at_ + 1, end);
    at_ = end;
  }

  void add_field(const std::string& name, std::string_view first, std::size_t begin, std::size_t end) {
    std::string text;
    FieldValue list = FieldValue::list();
    for (std::size_t i = begin; i <= end; ++i) {
      const std::string_view words = i == begin ? first : trim(lines_[i - 1]);
      if (words.empty()) continue;
      const std::size_t marker = text.empty() || !list.items.empty() ? marker_size(words) : 0;
      if (marker > 0) {
        list.items.push_back(FieldValue::of_text(without_rst_markup(words.substr(marker), substitutions_)));
      } else {
        text += (text.empty() ? "" : " ") + std::string(words);
      }
    }
    if (!list.items.empty()) return add_value(name, std::move(list));
    std::string value = without_rst_markup(without_keyword(trim(text)), substitutions_);
    const bool names_people = name == "author" || name == "authors";
    add_value(name, names_people ? people_field(std::move(value)) : FieldValue::of_text(std::move(value)));
  }

  void add_value(const std::string& name, FieldValue value) {
    if (!value.empty() && result_.fields.find(name) == nullptr)
      result_.fields.entries.emplace_back(name, std::move(value));
  }

  // --- What begins with two dots

  void read_explicit(std::size_t indent, std::string_view words) {
    const std::string_view rest = trim(words.substr(2));
    if (rest.empty()) return skip_comment(indent, is_blank(line_at(at_ + 1)));
    if (rest.starts_with('[')) {
      const std::size_t close = rest.substr(0, kLongestFieldName).find("] ");
      if (close != kNone) return read_footnote(trim(rest.substr(close + 1)), indent);
    }
    if (rest.starts_with('_')) return skip_target(indent);
    if (rest.starts_with('|')) return skip_comment(indent, false);
    if (const auto directive = directive_line(rest)) return read_directive(*directive, indent);
    skip_comment(indent, false);
  }

  void skip_comment(std::size_t indent, bool is_empty) {
    const std::size_t end = is_empty ? at_ + 1 : end_of_indented(at_ + 1, indent);
    at_ = std::max(end, at_ + 1);
  }

  void skip_target(std::size_t indent) {
    ++at_;
    while (at_ < lines_.size() && !is_blank(lines_[at_]) && indent_of(lines_[at_]) > indent) ++at_;
  }

  void read_footnote(std::string_view text, std::size_t indent) {
    open_behind_marker(text, indent);
    ++at_;
  }

  void read_directive(const DirectiveLine& directive, std::size_t indent) {
    const std::size_t first = at_;
    const std::size_t end = std::max(end_of_indented(at_ + 1, indent), at_ + 1);
    std::size_t content = at_ + 1;
    FieldValue options = FieldValue::map();
    for (; content < end && !is_blank(lines_[content]); ++content) {
      const auto option = field_line(trim(lines_[content]));
      if (!option) break;
      options.entries.emplace_back(std::string(option->name), FieldValue::of_text(std::string(option->body)));
    }
    switch (content_of(directive.name)) {
      case Content::Nothing: return leave_out(directive, first, end);
      case Content::Code: return read_code(directive, content, end);
      case Content::Field: return read_field_directive(directive, options, end);
      case Content::Image: return read_image(options, first, end);
      case Content::Figure: return read_figure(options, first, content, end);
      case Content::Text: read_text_directive(directive, indent, content, end);
    }
  }

  void leave_out(const DirectiveLine& directive, std::size_t first, std::size_t end) {
    std::string begin(whole_code_points(directive.argument, kShownBytes));
    for (std::size_t i = first + 1; i < end && begin.empty(); ++i) {
      begin = single_spaced(whole_code_points(trim(lines_[i]), kShownBytes));
    }
    result_.omissions.push_back({"directive: " + directive.name, first + 1, std::move(begin)});
    at_ = end;
  }

  void read_code(const DirectiveLine& directive, std::size_t content, std::size_t end) {
    if (directive.name == "math") emit(RstBlock::Kind::Text, std::string(directive.argument), at_ + 1);
    at_ = end;
    emit_verbatim(content, end);
  }

  void read_field_directive(const DirectiveLine& directive, const FieldValue& options, std::size_t end) {
    const std::string name = directive.name == "post"             ? "date"
                             : directive.name.ends_with("author") ? "author"
                                                                  : directive.name;
    const std::string_view value = directive.argument.substr(0, directive.argument.find(" <"));
    add_value(name, FieldValue::of_text(std::string(trim(value))));
    for (const auto& [option, text] : options.entries) {
      if (directive.name == "post") add_value(option, text);
    }
    at_ = end;
  }

  void read_image(const FieldValue& options, std::size_t first, std::size_t end) {
    if (const FieldValue* alt = options.find("alt")) emit(RstBlock::Kind::Caption, alt->text, first + 1);
    at_ = end;
  }

  /// The first paragraph is the caption; what follows it is text.
  void read_figure(const FieldValue& options, std::size_t first, std::size_t content, std::size_t end) {
    while (content < end && is_blank(lines_[content])) ++content;
    if (content >= end) return read_image(options, first, end);
    at_ = content;
    if (trim(lines_[content]) == "..") return skip(1);
    open(lines_[content], indent_of(lines_[content]));
    next_kind_ = RstBlock::Kind::Caption;
    ++at_;
  }

  /// A note, a sidebar, the description of a function: the argument is its title or its first words.
  void read_text_directive(const DirectiveLine& directive, std::size_t indent, std::size_t content, std::size_t end) {
    const bool has_content = content < end;
    if (!has_content && directive.argument.find(' ') == kNone && directive.argument.find('(') == kNone &&
        !is_shown_without_content(directive.name)) {
      return leave_out(directive, at_, end);
    }
    const std::size_t first = at_;
    const bool is_figure_of_speech = directive.argument.empty();
    const bool has_options = content > first + 1;
    if (!is_figure_of_speech && !is_silent_argument(directive.name)) open_behind_marker(directive.argument, indent);
    at_ = content;
    if (has_options) finish();
  }

  static bool is_shown_without_content(std::string_view name) {
    return name == "rubric" || name == "centered" || name == "note" || name == "warning" || name == "tip" ||
           name == "hint" || name == "important" || name == "topic" || name == "attention" || name == "danger";
  }

  /// Arguments that are names of styles, builders or files.
  static bool is_silent_argument(std::string_view name) {
    return name == "class" || name == "rst-class" || name == "container" || name == "only" || name == "ifconfig" ||
           name == "cssclass" || name == "csv-table-file" || name == "compound";
  }

  // --- Substitutions

  /// ".. |name| replace:: text" may stand anywhere, so all are read before the text.
  void collect_substitutions() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view words = trim(lines_[i]);
      if (!words.starts_with(".. |")) continue;
      const std::size_t close = words.substr(0, kLongestFieldName).find("| ", 4);
      if (close == kNone) continue;
      const auto directive = directive_line(trim(words.substr(close + 1)));
      if (!directive) continue;
      std::string text = substitution_text(*directive, i);
      if (text.size() <= kLongestSubstitution) {
        substitutions_.emplace(single_spaced(words.substr(4, close - 4)), std::move(text));
      }
    }
  }

  [[nodiscard]] std::string substitution_text(const DirectiveLine& directive, std::size_t index) const {
    const std::size_t indent = indent_of(lines_[index]);
    std::string text(directive.name == "replace" ? directive.argument : std::string_view{});
    for (std::size_t i = index + 1; i < lines_.size() && !is_blank(lines_[i]) && indent_of(lines_[i]) > indent; ++i) {
      const auto option = field_line(trim(lines_[i]));
      if (directive.name == "image" && option && option->name == "alt") text = option->body;
      if (directive.name == "replace" && text.size() <= kLongestSubstitution)
        text += " " + std::string(trim(lines_[i]));
    }
    return without_rst_markup(trim(text), {});
  }

  const std::vector<std::string_view>& lines_;
  std::vector<std::size_t> next_text_;  // of each line the first from there on that is not blank
  std::size_t at_ = 0;

  bool is_open_ = false;  // the paragraph that lines are added to
  bool is_item_ = false;
  std::string paragraph_;
  RstBlock::Kind next_kind_ = RstBlock::Kind::Text;
  std::size_t line_ = 0;
  std::size_t marker_indent_ = 0;
  std::size_t text_indent_ = 0;
  bool has_text_indent_ = true;

  bool expects_literal_ = false;
  std::size_t literal_indent_ = 0;
  bool no_simple_table_ends_ = false;
  bool is_at_top_ = true;
  bool is_field_ = false;  // the open paragraph is one of the fields at the top
  std::size_t headings_ = 0;
  std::vector<Style> styles_;
  RstSubstitutions substitutions_;
  RstBlocks result_;
};

}  // namespace

RstBlocks rst_blocks(std::string_view text) {
  const std::string spaced = with_spaces_for_tabs(text);
  const std::vector<std::string_view> lines = lines_of(spaced);
  return RstReader(lines).run();
}

}  // namespace byline
