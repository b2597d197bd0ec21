#include "indexer/parser_input.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace byline {
namespace {

constexpr std::size_t kMaxDepth = 512;
constexpr std::size_t kMaxFormatting = 32;
constexpr std::size_t kMaxAttributes = 200;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A shorter image is not worth the trouble.
constexpr std::size_t kShortAddress = 256;

/// They have no contents, or end where the next of their kind begins, so that they nest only inside others.
bool never_nests(std::string_view name) {
  static constexpr std::array<std::string_view, 36> kFlat = {
      "area", "base", "br",   "col",      "embed",  "hr",    "img",   "input", "link",     "meta",  "param", "source",
      "wbr",  "p",    "li",   "dt",       "dd",     "tr",    "td",    "th",    "tbody",    "thead", "tfoot", "option",
      "html", "head", "body", "optgroup", "script", "style", "title", "a",     "colgroup", "track", "frame", "keygen"};
  return is_one_of(name, kFlat);
}

bool is_void(std::string_view name) {
  static constexpr std::array<std::string_view, 16> kVoid = {"area",   "base",  "br",     "col",  "embed", "frame",
                                                             "hr",     "img",   "input",  "link", "meta",  "param",
                                                             "source", "track", "keygen", "wbr"};
  return is_one_of(name, kVoid);
}

/// Opened again in the next paragraph when they were not closed.
bool is_formatting(std::string_view name) {
  static constexpr std::array<std::string_view, 13> kFormatting = {
      "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"};
  return is_one_of(name, kFormatting);
}

/// Their end tag ends whatever is still open inside them.
bool ends_what_is_inside(std::string_view name) {
  static constexpr std::array<std::string_view, 28> kBlocks = {
      "address", "article",  "aside",      "blockquote", "button", "center", "details", "dialog", "dir",  "div",
      "dl",      "fieldset", "figcaption", "figure",     "footer", "header", "hgroup",  "main",   "menu", "nav",
      "ol",      "pre",      "section",    "summary",    "ul",     "table",  "object",  "form"};
  return is_one_of(name, kBlocks);
}

bool is_wall(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kWalls = {"table",   "template", "object", "applet",
                                                             "marquee", "svg",      "math"};
  return is_one_of(name, kWalls);
}

class InputFilter {
 public:
  explicit InputFilter(std::string_view html) : html_(html), is_xml_(html.starts_with("<?xml")) {}

  ParserInput run() {
    result_.html.reserve(html_.size());
    while (at_ < html_.size()) {
      at_ = html_.find('<', at_);
      if (at_ == std::string_view::npos) break;
      step();
    }
    result_.html.append(html_.substr(kept_));
    result_.note = note();
    return std::move(result_);
  }

 private:
  void step() {
    const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
    if (next == '!') return skip_declaration();
    const bool is_end = next == '/';
    const std::size_t name_at = at_ + (is_end ? 2 : 1);
    if (name_at >= html_.size() || !is_letter(html_[name_at])) {
      ++at_;
      return;
    }
    const std::size_t begin = at_;
    read_name(name_at);
    read_attributes();
    if (is_xml_ && !is_end && html_.substr(begin, at_ - begin).ends_with("/>") && !is_void(name_)) {
      return end_at_once(html_.substr(name_at, html_.find_first_of(" \t\r\n\f/>", name_at) - name_at));
    }
    if (is_end) {
      end_tag();
    } else if (!start_tag()) {
      return drop(begin, at_);
    }
    for (const Range& range : useless_) drop(range.begin, range.end);
    if (!is_end && foreign_ == 0) skip_contents(html_.substr(begin, at_ - begin));
  }

  /// In XML `<title/>` is an element without contents; in HTML it is one that is not closed.
  void end_at_once(std::string_view name) {
    result_.html.append(html_.substr(kept_, at_ - kept_)).append("</").append(name).append(">");
    kept_ = at_;
  }

  void skip_declaration() {
    if (html_.substr(at_, 4) != "<!--") {
      skip_past(">");
    } else if (html_.substr(at_ + 4, 1) == ">" || html_.substr(at_ + 4, 2) == "->") {
      skip_past(">");
    } else {
      skip_comment();
    }
  }

  /// Ends at "-->" or "--!>".
  void skip_comment() {
    const std::size_t begin = at_;
    for (at_ = html_.find("--", at_ + 4); at_ != std::string_view::npos; at_ = html_.find("--", at_ + 1)) {
      const std::string_view rest = html_.substr(at_ + 2, 2);
      if (!rest.starts_with('>') && rest != "!>") continue;
      skip_past(">");
      return drop(begin, at_);
    }
    at_ = html_.size();
    drop(begin, at_);
  }

  void skip_past(std::string_view sign) {
    const std::size_t end = html_.find(sign, at_);
    at_ = end == std::string_view::npos ? html_.size() : end + sign.size();
  }

  void read_name(std::size_t at) {
    name_.clear();
    while (at < html_.size() && !is_space(html_[at]) && html_[at] != '>' && html_[at] != '/') {
      if (name_.size() < 16) name_ += lower(html_[at]);
      ++at;
    }
    at_ = at;
  }

  /// Ends behind the tag's ">".
  void read_attributes() {
    useless_.clear();
    std::size_t count = 0;
    std::size_t cut = 0;
    while (at_ < html_.size() && html_[at_] != '>') {
      if (is_space(html_[at_]) || html_[at_] == '/') {
        ++at_;
        continue;
      }
      if (++count > kMaxAttributes && cut == 0) cut = at_;
      read_attribute();
    }
    if (cut != 0) {
      has_long_tag_ = true;
      std::erase_if(useless_, [&](const Range& range) { return range.begin > cut; });
      useless_.push_back({cut, at_});
    }
    if (at_ < html_.size()) ++at_;
  }

  void read_attribute() {
    // A "=" in front belongs to the name.
    do ++at_;
    while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/' && html_[at_] != '=');
    std::size_t value = at_;
    while (value < html_.size() && is_space(html_[value])) ++value;
    if (value >= html_.size() || html_[value] != '=') return;
    ++value;
    while (value < html_.size() && is_space(html_[value])) ++value;
    at_ = value;
    if (at_ >= html_.size()) return;
    if (html_[at_] == '"' || html_[at_] == '\'') {
      const std::size_t begin = at_ + 1;
      const std::size_t end = html_.find(html_[at_], begin);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      const bool is_image = html_.substr(begin, 5) == "data:" && end - begin > kShortAddress;
      if (is_image && end != std::string_view::npos) useless_.push_back({begin, end});
    } else {
      while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
    }
  }

  /// False when the tag must go.
  bool start_tag() {
    if (never_nests(name_)) return true;
    if (is_formatting(name_)) {
      if (formatting_ >= kMaxFormatting) return reject(has_much_formatting_);
      ++formatting_;
    }
    if (open_.size() >= kMaxDepth) {
      if (is_formatting(name_)) --formatting_;
      return reject(is_deep_);
    }
    if (name_ == "svg" || name_ == "math") ++foreign_;
    open_.push_back(name_);
    return true;
  }

  static bool reject(bool& reason) {
    reason = true;
    return false;
  }

  /// Goes to the end tag of an element whose contents are no markup. Scripts and style sheets lose theirs, but for
  /// JSON.
  void skip_contents(std::string_view tag) {
    static constexpr std::array<std::string_view, 8> kRaw = {"script", "style",   "title",    "textarea",
                                                             "xmp",    "noembed", "noframes", "iframe"};
    if (!is_one_of(name_, kRaw)) return;
    const std::size_t begin = at_;
    while (at_ < html_.size() && !is_end_tag_here()) at_ = std::min(html_.find("</", at_ + 1), html_.size());
    if (name_ != "script" && name_ != "style") return;
    const std::string_view contents = html_.substr(begin, at_ - begin);
    // A comment in a script hides end tags inside it: left to the parser.
    const bool is_plain =
        contents.find("<!--") == std::string_view::npos || contents.find("<script") == std::string_view::npos;
    if (is_plain && !names_json(tag)) drop(begin, at_);
  }

  [[nodiscard]] bool is_end_tag_here() const {
    const std::string_view sign = html_.substr(at_, 2 + name_.size());
    return sign.size() == 2 + name_.size() && sign.starts_with("</") &&
           std::equal(name_.begin(), name_.end(), sign.begin() + 2, [](char a, char b) { return a == lower(b); });
  }

  static bool names_json(std::string_view tag) {
    static constexpr std::string_view kJson = "json";
    return std::search(tag.begin(), tag.end(), kJson.begin(), kJson.end(),
                       [](char a, char b) { return lower(a) == b; }) != tag.end();
  }

  void end_tag() {
    const auto found = std::find(open_.rbegin(), open_.rend(), name_);
    if (found == open_.rend()) return;
    const auto place = found.base() - 1;
    const bool takes_all = ends_what_is_inside(name_) &&
                           std::none_of(place + 1, open_.end(), [](const std::string& n) { return is_wall(n); });
    const auto last = takes_all ? open_.end() : place + 1;
    for (auto at = place; at != last; ++at) forget(*at, at == place);
    open_.erase(place, last);
  }

  /// Formatting elements are opened again behind a block that ended them.
  void forget(const std::string& name, bool is_closed) {
    if (is_formatting(name) && is_closed) --formatting_;
    if (name == "svg" || name == "math") --foreign_;
  }

  /// Leaves [begin, end) out, but for its line breaks. What lies before `kept_` is out already.
  void drop(std::size_t begin, std::size_t end) {
    if (end <= kept_) return;
    begin = std::max(begin, kept_);
    result_.html.append(html_.substr(kept_, begin - kept_));
    const std::string_view dropped = html_.substr(begin, end - begin);
    result_.html.append(static_cast<std::size_t>(std::count(dropped.begin(), dropped.end(), '\n')), '\n');
    kept_ = end;
  }

  [[nodiscard]] std::string note() const {
    std::string note;
    const auto add = [&](bool applies, const char* text) {
      if (applies) note += (note.empty() ? "" : "; ") + std::string(text);
    };
    add(is_deep_, "nested too deep: only the outer 512 levels were kept");
    add(has_much_formatting_, "too many formatting elements that are not closed: the inner ones were dropped");
    add(has_long_tag_, "a tag with too many attributes: the first 200 were kept");
    return note;
  }

  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  std::string_view html_;
  bool is_xml_;
  std::size_t at_ = 0;
  std::size_t kept_ = 0;  ///< up to here the result is made
  std::string name_;
  std::vector<Range> useless_;     ///< in the tag that is being read
  std::vector<std::string> open_;  ///< names of elements, outermost first
  std::size_t formatting_ = 0;
  std::size_t foreign_ = 0;
  bool is_deep_ = false;
  bool has_much_formatting_ = false;
  bool has_long_tag_ = false;
  ParserInput result_;
};

}  // namespace

ParserInput parser_input(std::string_view html) { return InputFilter(html).run(); }

}  // namespace byline
