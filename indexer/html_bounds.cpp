#include "indexer/html_bounds.hpp"

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

/// They have no contents, or end where the next of their kind begins, so that they nest only inside others.
bool never_nests(std::string_view name) {
  static constexpr std::array<std::string_view, 36> kFlat = {
      "area", "base", "br",   "col",      "embed",  "hr",    "img",   "input", "link",     "meta",  "param", "source",
      "wbr",  "p",    "li",   "dt",       "dd",     "tr",    "td",    "th",    "tbody",    "thead", "tfoot", "option",
      "html", "head", "body", "optgroup", "script", "style", "title", "a",     "colgroup", "track", "frame", "keygen"};
  return is_one_of(name, kFlat);
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

class Bounds {
 public:
  explicit Bounds(std::string_view html) : html_(html) {}

  std::optional<BoundedHtml> run() {
    while (at_ < html_.size()) {
      at_ = html_.find('<', at_);
      if (at_ == std::string_view::npos) break;
      step();
    }
    if (bounded_.empty()) return std::nullopt;
    return BoundedHtml{std::move(bounded_), note()};
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
    if (is_end) {
      end_tag();
    } else if (!start_tag()) {
      blank(begin, at_);
    }
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
    for (at_ = html_.find("--", at_ + 4); at_ != std::string_view::npos; at_ = html_.find("--", at_ + 1)) {
      const std::string_view rest = html_.substr(at_ + 2, 2);
      if (!rest.starts_with('>') && rest != "!>") continue;
      return skip_past(">");
    }
    at_ = html_.size();
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
      blank(cut, at_);
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
      const std::size_t end = html_.find(html_[at_], at_ + 1);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
    } else {
      while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
    }
  }

  /// False when the tag must go.
  bool start_tag() {
    if (name_ == "script" && foreign_ == 0) skip_script();
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

  void skip_script() {
    while (at_ < html_.size()) {
      at_ = html_.find("</", at_);
      if (at_ == std::string_view::npos) {
        at_ = html_.size();
        return;
      }
      std::string_view name = html_.substr(at_ + 2, 6);
      if (std::equal(name.begin(), name.end(), "script", [](char a, char b) { return lower(a) == b; }) &&
          name.size() == 6) {
        return;
      }
      at_ += 2;
    }
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

  void blank(std::size_t begin, std::size_t end) {
    if (bounded_.empty()) bounded_.assign(html_);
    for (std::size_t i = begin; i < end; ++i) {
      if (bounded_[i] != '\n') bounded_[i] = ' ';
    }
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

  std::string_view html_;
  std::size_t at_ = 0;
  std::string name_;
  std::vector<std::string> open_;  // short names, kept in place
  std::size_t formatting_ = 0;
  std::size_t foreign_ = 0;
  bool is_deep_ = false;
  bool has_much_formatting_ = false;
  bool has_long_tag_ = false;
  std::string bounded_;
};

}  // namespace

std::optional<BoundedHtml> bounded_html(std::string_view html) { return Bounds(html).run(); }

}  // namespace byline
