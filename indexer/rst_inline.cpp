#include "indexer/rst_inline.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kNone = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }
bool is_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_name_character(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '+' || c == ':'; }

/// True when the code point that begins at `at` can be part of a word.
bool is_word_at(std::string_view text, std::size_t at) {
  if (is_ascii(text[at])) return is_alnum(text[at]);
  return u_isalnum(static_cast<UChar32>(next_code_point(text, at))) != 0;
}

/// The same of the code point before `at`.
bool is_word_before(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return is_word_at(text, at);
}

/// `\x` is x, and `\ ` is nothing.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      plain += text[at];
    } else if (++at < text.size() && !is_space(text[at])) {
      plain += text[at];
    } else if (at < text.size() && text[at] == '\n') {
      plain += '\n';
    }
  }
  return plain;
}

/// What a link or role shows: "text" of "text <target>", the target when there is nothing else.
std::string_view shown_text(std::string_view content) {
  if (!content.ends_with('>')) return content;
  const std::size_t open = content.rfind('<');
  if (open == kNone || (open > 0 && !is_space(content[open - 1]))) return content;
  const std::string_view text = trim(content.substr(0, open));
  return text.empty() ? content.substr(open + 1, content.size() - open - 2) : text;
}

std::string text_of_role(std::string_view role, std::string_view content) {
  const std::string_view shown = shown_text(content);
  if (role == "pep" && shown == content) return "PEP " + std::string(shown);
  if (role == "rfc" && shown == content) return "RFC " + std::string(shown);
  if (shown.starts_with('!')) return unescaped(shown.substr(1));
  // `~package.module.name` shows the last part.
  if (shown.starts_with('~')) return unescaped(shown.substr(shown.rfind('.') == kNone ? 1 : shown.rfind('.') + 1));
  return unescaped(shown);
}

class InlineReader {
 public:
  InlineReader(std::string_view text, const RstSubstitutions& substitutions)
      : text_(text), substitutions_(substitutions) {}

  std::string run() {
    plain_.reserve(text_.size());
    while (at_ < text_.size()) {
      if (!read_markup()) plain_ += text_[at_++];
    }
    return std::move(plain_);
  }

 private:
  enum Kind { kLiteral, kInterpreted, kStrong, kEmphasis, kSubstitution, kKinds };

  bool read_markup() {
    switch (text_[at_]) {
      case '\\': return read_escape();
      case '`': return starts_markup() && (read_literal() || read_interpreted(at_, {}));
      case ':': return starts_markup() && read_role();
      case '*': return starts_markup() && (read_enclosed("**", kStrong) || read_enclosed("*", kEmphasis));
      case '|': return starts_markup() && read_substitution();
      case '[': return read_footnote();
      case '_': return read_target() || read_reference_mark();
      default: return false;
    }
  }

  /// Markup begins where a word cannot go on.
  [[nodiscard]] bool starts_markup() const { return at_ == 0 || !is_word_before(text_, at_); }
  [[nodiscard]] bool ends_markup(std::size_t at) const { return at >= text_.size() || !is_word_at(text_, at); }

  bool read_escape() {
    if (at_ + 1 >= text_.size()) return false;
    const char next = text_[at_ + 1];
    if (!is_space(next)) plain_ += next;
    if (next == '\n') plain_ += '\n';
    at_ += 2;
    return true;
  }

  /// Where the markup that was opened before `from` is closed. Once there is no further end in the text there is none
  /// for any later start either, so no part of it is searched twice in vain.
  std::size_t find_end(std::string_view sign, std::size_t from, Kind kind) {
    if (has_no_end_[kind] || from >= text_.size() || is_space(text_[from])) return kNone;
    for (std::size_t end = text_.find(sign, from + 1); end != kNone; end = text_.find(sign, end + 1)) {
      if (is_space(text_[end - 1])) continue;
      if (kind != kLiteral && text_[end - 1] == '\\') continue;
      if (kind != kInterpreted && !ends_markup(end + sign.size())) continue;
      return end;
    }
    has_no_end_[kind] = true;
    return kNone;
  }

  bool read_literal() {
    if (text_.compare(at_, 2, "``") != 0) return false;
    const std::size_t begin = at_ + 2;
    std::size_t end = find_end("``", begin, kLiteral);
    if (end == kNone) return false;
    while (end + 2 < text_.size() && text_[end + 2] == '`') ++end;
    plain_.append(text_.substr(begin, end - begin));
    at_ = end + 2;
    return true;
  }

  /// "`text`", with a role before or behind, or as a link.
  bool read_interpreted(std::size_t quote, std::string_view role) {
    const std::size_t begin = quote + 1;
    const std::size_t end = find_end("`", begin, kInterpreted);
    if (end == kNone) return false;
    const std::string_view content = text_.substr(begin, end - begin);
    at_ = end + 1;
    if (role.empty()) role = take_role_behind();
    for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] == '_'; ++i) ++at_;
    plain_ += text_of_role(role, content);
    return true;
  }

  std::string_view take_role_behind() {
    const std::size_t size = role_size(at_);
    if (size == 0) return {};
    at_ += size;
    return text_.substr(at_ - size + 1, size - 2);
  }

  /// The bytes of ":name:" at a place, or 0.
  [[nodiscard]] std::size_t role_size(std::size_t at) const {
    if (at >= text_.size() || text_[at] != ':') return 0;
    std::size_t end = at + 1;
    while (end < text_.size() && end - at < kLongestName && is_name_character(text_[end])) ++end;
    return end - at > 2 && text_[end - 1] == ':' ? end - at : 0;
  }

  bool read_role() {
    const std::size_t size = role_size(at_);
    if (size == 0 || at_ + size >= text_.size() || text_[at_ + size] != '`') return false;
    return read_interpreted(at_ + size, text_.substr(at_ + 1, size - 2));
  }

  bool read_enclosed(std::string_view sign, Kind kind) {
    if (text_.compare(at_, sign.size(), sign) != 0) return false;
    const std::size_t begin = at_ + sign.size();
    const std::size_t end = find_end(sign, begin, kind);
    if (end == kNone) return false;
    plain_ += unescaped(text_.substr(begin, end - begin));
    at_ = end + sign.size();
    return true;
  }

  bool read_substitution() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = find_end("|", begin, kSubstitution);
    if (end == kNone || end - begin > kLongestName) return false;
    const std::string name = single_spaced(text_.substr(begin, end - begin));
    const auto known = substitutions_.find(name);
    plain_ += known == substitutions_.end() ? name : known->second;
    at_ = end + 1;
    for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] == '_'; ++i) ++at_;
    return true;
  }

  /// "[1]_", "[#note]_", "[Doe2020]_".
  bool read_footnote() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && end - at_ < kLongestName &&
           (is_name_character(text_[end]) || text_[end] == '#' || text_[end] == '*')) {
      ++end;
    }
    if (end == at_ + 1 || text_.compare(end, 2, "]_") != 0 || !ends_markup(end + 2)) return false;
    while (!plain_.empty() && plain_.back() == ' ') plain_.pop_back();
    at_ = end + 2;
    return true;
  }

  /// "_`text`": a place that links lead to.
  bool read_target() {
    if (at_ + 1 >= text_.size() || text_[at_ + 1] != '`' || !starts_markup()) return false;
    return read_interpreted(at_ + 1, {});
  }

  /// The underscore of "word_" and "word__".
  bool read_reference_mark() {
    if (at_ == 0 || !is_word_before(text_, at_)) return false;
    const std::size_t size = at_ + 1 < text_.size() && text_[at_ + 1] == '_' ? 2 : 1;
    const std::size_t next = at_ + size;
    if (next < text_.size() && (text_[next] == '_' || text_[next] == '(' || text_[next] == '`' || !ends_markup(next))) {
      return false;
    }
    if (!is_reference_name()) return false;
    at_ = next;
    return true;
  }

  /// Names begin with a letter or digit, so that "__init__" is none. They are short, so looking back costs little.
  [[nodiscard]] bool is_reference_name() const {
    std::size_t begin = at_;
    while (begin > 0 && at_ - begin < kLongestName &&
           (is_name_character(text_[begin - 1]) || !is_ascii(text_[begin - 1]))) {
      --begin;
    }
    const bool is_in_address = begin > 0 && text_[begin - 1] == '/';
    return text_[begin] != '_' && !is_in_address;
  }

  std::string_view text_;
  const RstSubstitutions& substitutions_;
  std::size_t at_ = 0;
  std::array<bool, kKinds> has_no_end_{};
  std::string plain_;
};

}  // namespace

std::string without_rst_markup(std::string_view text, const RstSubstitutions& substitutions) {
  return InlineReader(text, substitutions).run();
}

}  // namespace byline
