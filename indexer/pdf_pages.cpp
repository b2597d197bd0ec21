#include "indexer/pdf_pages.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

#include "common/utf8.hpp"

namespace byline {
namespace {

struct Font {
  double size = 0;
  bool is_bold = false;
};

/// A piece of text as poppler gives it: one font, one line.
struct Piece {
  std::string text;
  double top = 0;
  double left = 0;
  double width = 0;
  double height = 0;
  Font font;
};

/// Names of bold fonts in which the word does not stand: URW's "Medi" and "Demi", TeX's bold extended.
bool is_bold_family(std::string_view family) {
  std::string lower(family);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  constexpr std::array<std::string_view, 8> kMarks = {"bold",  "black", "heavy",  "-medi",
                                                      "-demi", "cmbx",  "cmssbx", "sfbx"};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return lower.find(mark) != std::string::npos; });
}

/// The value of an attribute in a tag as poppler writes them: ` name="value"`.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const std::size_t value = at + name.size() + 2;
    if (at == 0 || tag[at - 1] != ' ' || tag.substr(at + name.size(), 2) != "=\"") continue;
    const std::size_t end = tag.find('"', value);
    return end == std::string_view::npos ? std::string_view{} : tag.substr(value, end - value);
  }
  return {};
}

double number(std::string_view tag, std::string_view name) {
  const std::string_view text = attribute(tag, name);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  // No page is that large; what is computed with these must stay finite.
  return std::isfinite(value) ? std::clamp(value, -1e6, 1e6) : 0;
}

/// Symbol fonts have their signs in the private use area: the usual bullets are told, the others mean nothing.
void append_visible(std::string& text, char32_t c) {
  if (c == 0xF0B7 || c == 0xF0A7 || c == 0xF0D8 || c == 0xF076) return append_utf8(text, U'•');
  if (c < 0x20 || c == 0x7F) return append_utf8(text, U' ');
  if (u_charType(static_cast<UChar32>(c)) == U_PRIVATE_USE_CHAR) return;
  append_utf8(text, c);
}

/// The character that a reference stands for; poppler writes five of them. `at` is behind the '&' and moves past it.
char32_t referenced(std::string_view markup, std::size_t& at) {
  constexpr std::array<std::pair<std::string_view, char32_t>, 6> kNames = {
      {{"amp;", U'&'}, {"lt;", U'<'}, {"gt;", U'>'}, {"quot;", U'"'}, {"#34;", U'"'}, {"#39;", U'\''}}};
  for (const auto& [name, character] : kNames) {
    if (markup.substr(at, name.size()) != name) continue;
    at += name.size();
    return character;
  }
  return U'&';
}

struct PlainText {
  std::string text;
  bool is_bold = false;  ///< nothing but white space stands outside of <b>
};

/// The text between a <text> tag and its end; tags in it are <b>, <i> and <a>.
PlainText plain_text(std::string_view markup) {
  PlainText result;
  int bold = 0;
  bool has_bold = false;
  bool has_other = false;
  for (std::size_t at = 0; at < markup.size();) {
    if (markup[at] == '<') {
      const std::size_t end = std::min(markup.find('>', at), markup.size());
      const std::string_view tag = markup.substr(at, end - at);
      bold += tag == "<b" ? 1 : tag == "</b" ? -1 : 0;
      at = std::min(end + 1, markup.size());
      continue;
    }
    char32_t c = next_code_point(markup, at);
    if (c == U'&') c = referenced(markup, at);
    append_visible(result.text, c);
    if (!u_isUWhiteSpace(static_cast<UChar32>(c))) (bold > 0 ? has_bold : has_other) = true;
  }
  result.is_bold = has_bold && !has_other;
  return result;
}

/// Text that runs up the page has no width to speak of.
bool runs_upwards(const Piece& piece) {
  const auto letters = static_cast<double>(count_code_points(trim(piece.text)));
  return letters >= 4 && piece.width < 0.1 * letters * piece.font.size;
}

/// Puts pieces together to lines.
class LineBuilder {
 public:
  explicit LineBuilder(std::size_t page) : page_(page) {}

  void add(const Piece& piece) {
    if (trim(piece.text).empty()) return;
    if (!lines_.empty() && continues(piece)) {
      extend(piece);
    } else {
      begin(piece);
    }
  }

  std::vector<PdfLine> take() {
    settle();
    return std::move(lines_);
  }

 private:
  [[nodiscard]] bool continues(const Piece& piece) const {
    const PdfLine& line = lines_.back();
    const double overlap = std::min(line.bottom, piece.top + piece.height) - std::max(line.top, piece.top);
    return overlap >= 0.5 * std::min(line.bottom - line.top, piece.height) &&
           piece.left >= line.right - 0.4 * piece.font.size;
  }

  void begin(const Piece& piece) {
    settle();
    PdfLine line;
    line.text = piece.text;
    line.top = piece.top;
    line.bottom = piece.top + piece.height;
    line.left = piece.left;
    line.right = piece.left + piece.width;
    line.is_bold = piece.font.is_bold;
    line.page = page_;
    lines_.push_back(std::move(line));
    count(piece);
    last_ = piece.font;
  }

  void extend(const Piece& piece) {
    PdfLine& line = lines_.back();
    const double gap = piece.left - line.right;
    // An initial over several lines belongs to the word whose letter it is.
    const bool is_initial = count_code_points(trim(line.text)) == 1 && last_.size > 1.8 * piece.font.size;
    // A raised figure is a note's, no part of the word before it.
    const bool is_note_mark = piece.font.size < 0.8 * last_.size && piece.top + piece.height < line.bottom &&
                              piece.text.find_first_not_of("0123456789,*") == std::string::npos;
    if (is_initial) {
      line.text = std::string(trim(line.text));
      line.left = piece.left;
      line.top = piece.top;
      line.bottom = piece.top + piece.height;
    } else if (gap > 0.12 * piece.font.size || is_note_mark) {
      line.text += ' ';
    }
    line.widest_gap = std::max(line.widest_gap, gap / std::max(last_.size, piece.font.size));
    line.text += piece.text;
    line.right = std::max(line.right, piece.left + piece.width);
    line.is_bold = line.is_bold && piece.font.is_bold;
    count(piece);
    if (!is_note_mark) last_ = piece.font;
  }

  void count(const Piece& piece) { letters_of_size_[piece.font.size] += piece.text.size(); }

  /// The last line is complete.
  void settle() {
    if (lines_.empty()) return;
    PdfLine& line = lines_.back();
    line.text = single_spaced(line.text);
    const auto most = std::max_element(letters_of_size_.begin(), letters_of_size_.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    line.size = most->first;
    letters_of_size_.clear();
  }

  std::size_t page_;
  std::vector<PdfLine> lines_;
  std::map<double, std::size_t> letters_of_size_;
  Font last_;
};

/// Walks over the tags of poppler's output.
class MarkupReader {
 public:
  explicit MarkupReader(std::string_view markup) : markup_(markup) {}

  PdfPages read() {
    while (at_ < markup_.size()) {
      const std::size_t begin = markup_.find('<', at_);
      const std::size_t end = begin == std::string_view::npos ? begin : markup_.find('>', begin);
      if (end == std::string_view::npos) break;
      at_ = end + 1;
      take(markup_.substr(begin + 1, end - begin - 1));
    }
    finish_page();
    return std::move(document_);
  }

 private:
  void take(std::string_view tag) {
    const std::string_view name = tag.substr(0, tag.find(' '));
    if (name == "page") {
      finish_page();
      document_.pages.push_back({number(tag, "width"), number(tag, "height"), {}});
      lines_ = LineBuilder(document_.pages.size() - 1);
    } else if (name == "fontspec") {
      fonts_[std::string(attribute(tag, "id"))] = {number(tag, "size"), is_bold_family(attribute(tag, "family"))};
    } else if (name == "text" && !document_.pages.empty()) {
      take_piece(tag, content("</text>"));
    } else if (name == "outline") {
      ++outline_level_;
    } else if (name == "/outline") {
      --outline_level_;
    } else if (name == "item") {
      const std::size_t page = static_cast<std::size_t>(std::max(1.0, number(tag, "page"))) - 1;
      document_.outline.push_back(
          {single_spaced(plain_text(content("</item>")).text), std::max(1, outline_level_), page});
    }
  }

  /// What stands before the end tag, or before the end of everything.
  std::string_view content(std::string_view end_tag) {
    const std::size_t end = std::min(markup_.find(end_tag, at_), markup_.size());
    const std::string_view text = markup_.substr(at_, end - at_);
    at_ = end;
    return text;
  }

  void take_piece(std::string_view tag, std::string_view text) {
    PlainText plain = plain_text(text);
    Piece piece{std::move(plain.text), number(tag, "top"),    number(tag, "left"),
                number(tag, "width"),  number(tag, "height"), fonts_[std::string(attribute(tag, "font"))]};
    piece.font.is_bold = piece.font.is_bold || plain.is_bold;
    if (piece.font.size <= 0) piece.font.size = std::max(1.0, piece.height);
    if (runs_upwards(piece)) {
      document_.omissions.push_back({"text that runs up the page", 0, single_spaced(piece.text)});
    } else {
      lines_.add(piece);
    }
  }

  void finish_page() {
    if (!document_.pages.empty()) document_.pages.back().lines = lines_.take();
  }

  std::string_view markup_;
  std::size_t at_ = 0;
  PdfPages document_;
  std::unordered_map<std::string, Font> fonts_;
  LineBuilder lines_{0};
  int outline_level_ = 0;
};

bool is_right_to_left_letter(char32_t c) {
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

template <typename Visit>
void for_each_code_point(std::string_view text, Visit&& visit) {
  for (std::size_t at = 0; at < text.size();) visit(next_code_point(text, at));
}

/// The letters and digits of a line whatever their order, as two programs may agree on no more.
std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for_each_code_point(text, [&](char32_t c) {
    if (u_isalnum(static_cast<UChar32>(c))) letters += c;
  });
  std::sort(letters.begin(), letters.end());
  return letters;
}

bool is_neutral(char32_t c) {
  switch (u_charDirection(static_cast<UChar32>(c))) {
    case U_LEFT_TO_RIGHT:
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_EUROPEAN_NUMBER:
    case U_ARABIC_NUMBER: return false;
    default: return true;
  }
}

/// A piece from left to right within a line from right to left: pdftotext leaves the spaces and signs at its ends
/// where the eye sees them, on the wrong sides.
std::u32string in_order_of_reading(const std::u32string& piece) {
  const auto begin = std::find_if_not(piece.begin(), piece.end(), is_neutral);
  const auto end = std::find_if_not(piece.rbegin(), std::make_reverse_iterator(begin), is_neutral).base();
  std::u32string result(piece.rbegin(), std::make_reverse_iterator(end));
  result.append(begin, end);
  return result.append(std::make_reverse_iterator(begin), piece.rend());
}

/// The text of a line in which pdftotext has marked the directions for a terminal, without the marks.
std::string without_direction_marks(std::string_view text) {
  constexpr char32_t kLeftToRight = 0x202A;
  constexpr char32_t kRightToLeft = 0x202B;
  constexpr char32_t kEnd = 0x202C;
  std::u32string line;
  std::u32string piece;
  bool is_right_to_left = false;
  bool is_in_piece = false;
  for_each_code_point(text, [&](char32_t c) {
    if (c == kRightToLeft && line.empty()) is_right_to_left = true;
    if (c == kLeftToRight && is_right_to_left) is_in_piece = true;
    if (c == kEnd && is_in_piece) {
      line += in_order_of_reading(std::exchange(piece, {}));
      is_in_piece = false;
    }
    const bool is_mark = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!is_mark) (is_in_piece ? piece : line) += c;
  });
  std::string result;
  for (const char32_t c : line + piece) append_visible(result, c);
  return single_spaced(result);
}

/// The lines of a page put together by their height alone: pieces of a line may have been drawn in any order.
std::map<std::u32string, PdfLine> lines_by_letters(std::vector<PdfLine> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const PdfLine& a, const PdfLine& b) { return a.top < b.top; });
  std::vector<PdfLine> lines;
  for (PdfLine& piece : pieces) {
    const bool is_same =
        !lines.empty() && std::min(lines.back().bottom, piece.bottom) - piece.top >=
                              0.5 * std::min(lines.back().bottom - lines.back().top, piece.bottom - piece.top);
    if (!is_same) {
      lines.push_back(std::move(piece));
      continue;
    }
    PdfLine& line = lines.back();
    line.text += piece.text;
    line.left = std::min(line.left, piece.left);
    line.right = std::max(line.right, piece.right);
    line.is_bold = line.is_bold && piece.is_bold;
    line.size = std::max(line.size, piece.size);
  }
  std::map<std::u32string, PdfLine> result;
  for (PdfLine& line : lines) result.emplace(letters_of(line.text), std::move(line));
  return result;
}

/// The lines of one page as pdftotext has them; an empty line between blocks is one here.
std::vector<PdfLine> right_to_left_lines(std::string_view text, std::size_t number, PdfPage& page) {
  const std::map<std::u32string, PdfLine> known = lines_by_letters(std::move(page.lines));
  std::vector<PdfLine> lines;
  PdfLine last;
  last.page = number;
  last.size = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string words = without_direction_marks(text.substr(at, end - at));
    at = end + 1;
    const auto found = known.find(letters_of(words));
    if (found != known.end()) {
      last = found->second;
      last.widest_gap = 0;
      last.left = page.width - std::exchange(last.right, page.width - last.left);
    } else {
      // Somewhere below the one before; an empty line is a gap.
      const double height = std::max(last.bottom - last.top, last.size);
      last.top += words.empty() ? height : 1.2 * height;
      last.bottom = last.top + height;
    }
    if (words.empty()) continue;
    last.text = std::move(words);
    lines.push_back(last);
  }
  return lines;
}

}  // namespace

bool PdfPages::has_text() const {
  return std::any_of(pages.begin(), pages.end(), [](const PdfPage& page) { return !page.lines.empty(); });
}

bool PdfPages::is_right_to_left() const {
  std::size_t letters = 0;
  std::size_t right_to_left = 0;
  for (const PdfPage& page : pages) {
    for (const PdfLine& line : page.lines) {
      for_each_code_point(line.text, [&](char32_t c) {
        letters += u_isalpha(static_cast<UChar32>(c)) ? 1 : 0;
        right_to_left += is_right_to_left_letter(c) ? 1 : 0;
      });
    }
  }
  return right_to_left * 3 > letters;
}

PdfPages parse_pdf_pages(std::string_view markup) {
  const Repaired repaired = repair_utf8(markup);
  return MarkupReader(repaired.text).read();
}

void take_right_to_left_text(std::string_view plain_text, PdfPages& document) {
  const Repaired repaired = repair_utf8(plain_text);
  std::string_view rest = repaired.text;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    PdfPage& page = document.pages[i];
    const std::string_view text = rest.substr(0, rest.find('\f'));
    rest.remove_prefix(std::min(rest.size(), text.size() + 1));
    if (!trim(text).empty()) page.lines = right_to_left_lines(text, i, page);
  }
}

std::string pdf_property(std::string_view printed, std::string_view key) {
  const Repaired repaired = repair_utf8(printed);
  std::string_view rest = repaired.text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.substr(0, key.size()) == key && line.substr(key.size(), 1) == ":") {
      return single_spaced(line.substr(key.size() + 1));
    }
  }
  return {};
}

}  // namespace byline
