#include "indexer/wikitext_lines.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/ascii_case.hpp"

namespace byline {
namespace {

/// Signs that mean something in wikitext; protected ones become noncharacters, which no text has.
constexpr std::string_view kSigns = "[]{}|'=*#:;<>&_-!~";
constexpr char32_t kFirstProtected = 0xFDD0;
constexpr std::size_t kMaxTagBytes = 1000;
constexpr std::size_t kMaxQuotedTemplate = 60;

std::string protected_text(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    const std::size_t sign = kSigns.find(c);
    if (sign == std::string_view::npos) {
      result += c;
    } else {
      append_utf8(result, kFirstProtected + static_cast<char32_t>(sign));
    }
  }
  return result;
}

enum class Content {
  Protected,  ///< means itself, in the line
  Code,       ///< means itself, a block
  Gallery,
  Gone,
  Reference,
};

struct Element {
  std::string_view name;
  Content content;
};

/// Elements whose content is no wikitext, or none that belongs to the article.
constexpr std::array<Element, 24> kElements = {{
    {"nowiki", Content::Protected},
    {"pre", Content::Code},
    {"syntaxhighlight", Content::Code},
    {"source", Content::Code},
    {"gallery", Content::Gallery},
    {"ref", Content::Reference},
    {"references", Content::Reference},
    {"includeonly", Content::Gone},
    {"math", Content::Gone},
    {"ce", Content::Gone},
    {"chem", Content::Gone},
    {"score", Content::Gone},
    {"timeline", Content::Gone},
    {"templatedata", Content::Gone},
    {"graph", Content::Gone},
    {"mapframe", Content::Gone},
    {"maplink", Content::Gone},
    {"hiero", Content::Gone},
    {"inputbox", Content::Gone},
    {"imagemap", Content::Gone},
    {"categorytree", Content::Gone},
    {"style", Content::Gone},
    {"script", Content::Gone},
    {"templatestyles", Content::Gone},
}};

bool is_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }

/// Part of a text that is not taken as wikitext.
struct Region {
  std::size_t begin, end;
  std::size_t inner_begin, inner_end;
  Content content;
};

struct Braces {
  std::size_t begin;
  std::size_t count;
};

/// Finds the regions that are left out or taken as they are. Regions neither overlap nor share a brace: they are passed
/// over as wholes when braces are matched.
class RegionFinder {
 public:
  explicit RegionFinder(std::string_view text) : text_(text) {}

  void find() {
    for (std::size_t at = 0; at < text_.size();) {
      switch (text_[at]) {
        case '<': at = read_tag(at); break;
        case '{': at = open_braces(at); break;
        case '}': at = close_braces(at); break;
        default: ++at;
      }
    }
  }

  std::vector<Region> regions;
  std::vector<std::pair<std::size_t, std::size_t>> templates;  ///< outermost ones, in order

 private:
  std::size_t read_tag(std::size_t at) {
    if (text_.substr(at, 4) == "<!--") {
      const std::size_t close = text_.find("-->", at + 4);
      const std::size_t end = close == std::string_view::npos ? text_.size() : close + 3;
      regions.push_back({at, end, end, end, Content::Gone});
      return end;
    }
    std::size_t name_end = at + 1;
    while (name_end < text_.size() && is_letter(text_[name_end])) ++name_end;
    const std::string_view name = text_.substr(at + 1, name_end - at - 1);
    const auto* known = std::find_if(kElements.begin(), kElements.end(),
                                     [&](const Element& element) { return same_but_ascii_case(name, element.name); });
    if (known == kElements.end()) return at + 1;
    const std::size_t tag_end = text_.substr(0, at + kMaxTagBytes).find_first_of("<>", name_end);
    if (tag_end == std::string_view::npos || text_[tag_end] != '>') return at + 1;
    if (text_[tag_end - 1] == '/') {
      regions.push_back({at, tag_end + 1, tag_end + 1, tag_end + 1, Content::Gone});
      return tag_end + 1;
    }
    return read_element(*known, at, tag_end + 1);
  }

  std::size_t read_element(const Element& element, std::size_t begin, std::size_t inner) {
    const std::size_t close = find_close(element.name, inner);
    if (close == std::string_view::npos) return inner;
    const std::size_t end = std::min(text_.size(), text_.find('>', close) + 1);
    regions.push_back({begin, end, inner, close, element.content});
    return end;
  }

  /// Each name is searched no further once it is known that no more of its end tags come.
  std::size_t find_close(std::string_view name, std::size_t from) {
    if (never_closed_.count(name) != 0) return std::string_view::npos;
    for (std::size_t at = text_.find("</", from); at != std::string_view::npos; at = text_.find("</", at + 2)) {
      const std::size_t name_end = at + 2 + name.size();
      const bool is_name = same_but_ascii_case(text_.substr(at + 2, name.size()), name);
      if (is_name && name_end < text_.size() && !is_letter(text_[name_end])) {
        if (text_.find('>', name_end) == std::string_view::npos) break;
        return at;
      }
    }
    never_closed_.insert(name);
    return std::string_view::npos;
  }

  std::size_t run_end(std::size_t at) const { return std::min(text_.size(), text_.find_first_not_of(text_[at], at)); }

  std::size_t open_braces(std::size_t at) {
    const std::size_t end = run_end(at);
    if (end - at >= 2) open_.push_back({at, end - at});
    return end;
  }

  /// Three close three where there are three (a parameter), else two close two.
  std::size_t close_braces(std::size_t at) {
    const std::size_t end = run_end(at);
    while (end - at >= 2 && !open_.empty()) {
      Braces& open = open_.back();
      const std::size_t count = end - at >= 3 && open.count >= 3 ? 3 : 2;
      open.count -= count;
      at += count;
      add_template(open.begin + open.count, at);
      if (open.count < 2) open_.pop_back();
    }
    return end;
  }

  /// Those inside it were found before.
  void add_template(std::size_t begin, std::size_t end) {
    while (!templates.empty() && templates.back().first > begin) templates.pop_back();
    templates.emplace_back(begin, end);
  }

  std::string_view text_;
  std::vector<Braces> open_;
  std::set<std::string_view> never_closed_;
};

class LineCutter {
 public:
  LineCutter(std::string_view text, std::size_t first_line) : text_(text), line_(first_line) {}

  WikiLines cut() {
    RegionFinder found(text_);
    found.find();
    auto region = found.regions.begin();
    auto tmpl = found.templates.begin();
    start_line();
    while (at_ < text_.size()) {
      while (region != found.regions.end() && region->begin < at_) ++region;
      const std::size_t next_region = region == found.regions.end() ? text_.size() : region->begin;
      const std::size_t next_template = tmpl == found.templates.end() ? text_.size() : tmpl->first;
      take_text(std::min(next_region, next_template));
      if (at_ == text_.size()) break;
      if (next_template < next_region) {
        take_template(tmpl->second);
        ++tmpl;
      } else {
        take_region(*region);
      }
    }
    end_line();
    return std::move(result_);
  }

 private:
  void start_line() {
    current_ = {};
    current_.line = line_;
  }

  void end_line() { result_.lines.push_back(std::move(current_)); }

  void take_text(std::size_t end) {
    take(text_.substr(at_, end - at_));
    at_ = end;
  }

  void take(std::string_view text) {
    while (true) {
      const std::size_t end = text.find('\n');
      current_.text += text.substr(0, end);
      if (end == std::string_view::npos) return;
      text.remove_prefix(end + 1);
      ++line_;
      end_line();
      start_line();
    }
  }

  void pass_over(std::size_t end) {
    line_ += static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    at_ = end;
  }

  void take_template(std::size_t end) {
    if (result_.templates++ == 0) {
      result_.first_template_line = line_;
      result_.first_template = single_spaced(whole_code_points(text_.substr(at_, end - at_), kMaxQuotedTemplate));
    }
    pass_over(end);
    if (trim(current_.text).empty()) current_.line = line_;
  }

  void take_region(const Region& region) {
    const std::string_view inner = text_.substr(region.inner_begin, region.inner_end - region.inner_begin);
    switch (region.content) {
      case Content::Protected:
        take(protected_text(inner));
        at_ = region.end;
        return;
      case Content::Code: return take_block(region, protected_text(inner), WikiLine::Kind::Code);
      case Content::Gallery: return take_block(region, std::string(inner), WikiLine::Kind::Gallery);
      case Content::Reference:
        if (result_.references++ == 0) result_.first_reference_line = line_;
        break;
      case Content::Gone: break;
    }
    pass_over(region.end);
    if (trim(current_.text).empty()) current_.line = line_;
  }

  void take_block(const Region& region, std::string text, WikiLine::Kind kind) {
    end_line();
    pass_over(region.inner_begin);
    result_.lines.push_back({std::move(text), line_, kind});
    pass_over(region.end);
    start_line();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_;
  WikiLine current_;
  WikiLines result_;
};

}  // namespace

WikiLines wikitext_lines(std::string_view text, std::size_t first_line) { return LineCutter(text, first_line).cut(); }

std::string unprotected(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    // U+FDD0 to U+FDEF are EF B7 90 to EF B7 AF.
    const std::string_view rest = text.substr(at);
    const auto third = static_cast<unsigned char>(rest.size() > 2 ? rest[2] : 0);
    if (rest.starts_with("\xEF\xB7") && third >= 0x90 && third - 0x90u < kSigns.size()) {
      result += kSigns[third - 0x90u];
      at += 3;
    } else {
      result += text[at++];
    }
  }
  return result;
}

}  // namespace byline
