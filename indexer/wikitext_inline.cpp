#include "indexer/wikitext_inline.hpp"

#include <algorithm>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/wikitext_lines.hpp"
#include "indexer/xml_mending.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxLinkDepth = 20;
constexpr std::size_t kMaxTagBytes = 1000;
constexpr std::size_t kMaxMagicWordBytes = 80;
constexpr std::size_t kMaxVariantBytes = 400;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_letter(char c) { return is_lower(static_cast<char>(c | 0x20)); }

bool begins_address(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://", "//", "ftp://", "mailto:", "news:", "irc:"}) {
    if (text.starts_with(scheme)) return true;
  }
  return false;
}

/// Tags that part words.
bool is_breaking_tag(std::string_view name) {
  for (const std::string_view known : {"br", "p", "div", "tr", "td", "th", "li", "dd", "dt", "hr", "table", "poem"}) {
    if (name == known) return true;
  }
  return false;
}

/// "[[de:Hafen]]" leads to the same page in another language.
bool is_language_prefix(std::string_view text) {
  const std::string_view language = text.substr(0, text.find('-'));
  return language.size() >= 2 && language.size() <= 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_lower(c) || c == '-'; });
}

/// The pipe trick: "[[Port Alder (city)|]]" shows "Port Alder".
std::string_view without_disambiguation(std::string_view target) {
  const std::size_t open = target.rfind(" (");
  return open == std::string_view::npos || !target.ends_with(')') ? target : target.substr(0, open);
}

class InlineReader {
 public:
  InlineReader(std::string_view text, const WikiNames& names) : text_(text), names_(names) {}

  WikiInline read() {
    result_.text.reserve(text_.size());
    while (at_ < text_.size()) at_ += read_one();
    result_.text = unprotected(result_.text);
    return std::move(result_);
  }

 private:
  /// A link that has been opened; what it shows is being written behind `begin`.
  struct Open {
    std::size_t begin;              ///< in the output
    std::vector<std::size_t> bars;  ///< in the output
    bool is_external;
  };

  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  std::string& out() { return result_.text; }

  std::size_t copy(std::size_t size) {
    out().append(text_, at_, size);
    return size;
  }

  /// Reads what begins here, and says how many bytes it took.
  std::size_t read_one() {
    switch (text_[at_]) {
      case '\'': return read_emphasis();
      case '[': return read_open_bracket();
      case ']': return read_close_bracket();
      case '|': return read_bar();
      case '<': return read_tag();
      case '&': return read_reference();
      case '_': return read_magic_word();
      case '-': return read_variant();
      default: return copy(plain_size());
    }
  }

  [[nodiscard]] std::size_t plain_size() const {
    return std::min(text_.find_first_of("'[]|<&_-", at_ + 1), text_.size()) - at_;
  }

  [[nodiscard]] std::size_t run_size() const {
    return std::min(text_.find_first_not_of(text_[at_], at_), text_.size()) - at_;
  }

  /// Two, three and five apostrophes are emphasis; others are apostrophes as well.
  std::size_t read_emphasis() {
    const std::size_t size = run_size();
    const std::size_t shown = size == 1 || size == 4 ? 1 : size > 5 ? size - 5 : 0;
    out().append(shown, '\'');
    return size;
  }

  std::size_t read_open_bracket() {
    const bool is_link = rest().starts_with("[[");
    const bool is_external = !is_link && begins_address(rest().substr(1));
    if ((!is_link && !is_external) || open_.size() >= kMaxLinkDepth) return copy(is_link ? 2 : 1);
    open_.push_back({out().size(), {}, is_external});
    if (is_link) return 2;
    return std::min(text_.find_first_of(" ]\n", at_), text_.size()) - at_;
  }

  std::size_t read_close_bracket() {
    if (open_.empty()) return copy(1);
    if (open_.back().is_external) {
      const std::string label(trim(std::string_view(out()).substr(open_.back().begin)));
      out().resize(open_.back().begin);
      out() += label;
      open_.pop_back();
      return 1;
    }
    if (!rest().starts_with("]]")) return copy(1);
    close_link();
    return 2;
  }

  std::size_t read_bar() {
    if (!open_.empty() && !open_.back().is_external) open_.back().bars.push_back(out().size());
    return copy(1);
  }

  void close_link() {
    const Open open = std::move(open_.back());
    open_.pop_back();
    const std::string content = out().substr(open.begin);
    out().resize(open.begin);
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (const std::size_t bar : open.bars) {
      parts.push_back(std::string_view(content).substr(begin, bar - open.begin - begin));
      begin = bar - open.begin + 1;
    }
    parts.push_back(std::string_view(content).substr(begin));
    out() += shown_by_link(parts, std::string_view(content));
  }

  /// What a link shows in the text; categories and captions are put aside.
  std::string_view shown_by_link(const std::vector<std::string_view>& parts, std::string_view content) {
    std::string_view target = trim(parts.front());
    const bool is_mention = target.starts_with(':');
    if (is_mention) target.remove_prefix(1);
    const bool has_label = parts.size() > 1;
    const std::string_view label = has_label ? trim(content.substr(parts.front().size() + 1)) : std::string_view();
    const std::size_t colon = target.find(':');
    if (colon != std::string_view::npos && !is_mention) {
      const std::string_view space = target.substr(0, colon);
      if (names_.is_category(space)) {
        result_.categories.push_back(category_name(target.substr(colon + 1)));
        return {};
      }
      if (names_.is_file(space)) {
        add_caption(caption_among({parts.begin() + 1, parts.end()}));
        return {};
      }
      if (!has_label && is_language_prefix(space)) return {};
    }
    if (has_label) return label.empty() ? without_disambiguation(target) : label;
    return target;
  }

  static std::string category_name(std::string_view name) {
    std::string spaced(name);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    return single_spaced(unprotected(spaced));
  }

  void add_caption(std::string caption) {
    if (!caption.empty()) result_.captions.push_back(std::move(caption));
  }

  std::size_t read_tag() {
    const std::string_view tag = rest().substr(0, kMaxTagBytes);
    const std::size_t name = tag.starts_with("</") ? 2 : 1;
    const std::size_t end = tag.find_first_of("<>", 1);
    if (end == std::string_view::npos || tag[end] != '>' || name >= end || !is_letter(tag[name])) return copy(1);
    std::string element;
    for (std::size_t i = name; i < end && is_letter(tag[i]); ++i) element += static_cast<char>(tag[i] | 0x20);
    if (is_breaking_tag(element)) out() += ' ';
    out().append(
        static_cast<std::size_t>(std::count(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(end), '\n')), '\n');
    return end + 1;
  }

  std::size_t read_reference() {
    const CharacterReference reference = character_reference(rest(), named_character);
    if (reference.code_point == 0) return copy(1);
    append_utf8(out(), reference.code_point == U'\n' ? U' ' : reference.code_point);
    return reference.size;
  }

  /// "__NOTOC__", "__БЕЗ_ОГЛАВЛЕНИЯ__".
  std::size_t read_magic_word() {
    if (!rest().starts_with("__")) return copy(1);
    const std::string_view word = rest().substr(2, kMaxMagicWordBytes);
    const std::size_t end = word.find("__");
    const bool is_word = end != std::string_view::npos && end > 2 &&
                         std::none_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
                           return is_lower(c) || c == ' ' || c == '\n' || c == '.' || c == '(';
                         });
    return is_word ? end + 4 : copy(run_size());
  }

  /// "-{zh-hans:软件;zh-hant:軟體}-": the first of the variants.
  std::size_t read_variant() {
    if (!rest().starts_with("-{")) return copy(1);
    const std::string_view variant = rest().substr(2, kMaxVariantBytes);
    const std::size_t end = variant.find("}-");
    if (end == std::string_view::npos) return copy(2);
    std::string_view shown = variant.substr(0, end);
    const std::size_t bar = shown.find('|');
    if (bar != std::string_view::npos) shown.remove_prefix(bar + 1);
    const std::size_t colon = shown.find(':');
    if (colon != std::string_view::npos) shown = shown.substr(colon + 1);
    out() += trim(shown.substr(0, shown.find(';')));
    return end + 4;
  }

  std::string_view text_;
  const WikiNames& names_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  WikiInline result_;
};

}  // namespace

WikiInline read_wiki_inline(std::string_view text, const WikiNames& names) { return InlineReader(text, names).read(); }

std::string caption_among(const std::vector<std::string_view>& parts) {
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const std::string caption = single_spaced(unprotected(*part));
    const std::size_t equals = caption.find('=');
    const bool is_option = equals != std::string::npos && caption.find(' ') > equals;
    // Where the picture stands and how large it is says one word, in the wiki's language.
    const bool is_long = caption.find(' ') != std::string::npos ||
                         (count_code_points(caption) > 6 && caption.size() > 2 * count_code_points(caption));
    if (is_long && !is_option) return caption;
  }
  return {};
}

}  // namespace byline
