#include "common/sentences.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Titles, months and the like, which a name or number follows.
constexpr std::array<std::string_view, 55> kAbbreviations = {
    "Mr",   "Mrs", "Ms",  "Dr",     "Prof", "Rev", "Hon", "Gen", "Col", "Lt",   "Sgt", "Capt", "Sen", "Rep",
    "Gov",  "St",  "No",  "Nr",     "vs",   "Jr",  "Sr",  "Fig", "Art", "Vol",  "pp",  "Hr",   "Fr",  "Mme",
    "Mlle", "Sra", "Dra", "approx", "Jan",  "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov",  "Dec", "a.m",
    "p.m",  "e.g", "i.e", "z.B",    "d.h",  "u.a", "bzw", "ca",  "Inc", "Ltd",  "Co",  "ул",   "им"};

/// A number with a dot before one of these is a German ordinal: "am 3. Oktober".
constexpr std::array<std::string_view, 13> kAfterOrdinals = {
    "Januar", "Februar",   "März",    "April",    "Mai",      "Juni",       "Juli",
    "August", "September", "Oktober", "November", "Dezember", "Jahrhundert"};

TextRange trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view inner = trim(text.substr(begin, end - begin));
  if (inner.empty()) return {begin, begin};
  const auto start = static_cast<std::size_t>(inner.data() - text.data());
  return {start, start + inner.size()};
}

/// The last word before the final dot, without an opening quotation mark or bracket.
std::string_view last_word(std::string_view sentence) {
  std::string_view word = sentence.substr(0, sentence.size() - 1);
  word = word.substr(word.find_last_of(" \n") + 1);
  while (!word.empty()) {
    std::size_t next = 0;
    if (u_isalnum(static_cast<UChar32>(next_code_point(word, next)))) break;
    word.remove_prefix(next);
  }
  return word;
}

/// "U.S", "J" and "С": single letters with a dot after each.
bool is_initials(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (!u_isalpha(static_cast<UChar32>(next_code_point(word, at)))) return false;
    if (at == word.size()) return true;
    if (word[at] != '.' || ++at == word.size()) return false;
  }
  return false;
}

bool is_ordinal(std::string_view word, std::string_view next) {
  const bool is_number = !word.empty() && word.size() <= 2 &&
                         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_number && std::any_of(kAfterOrdinals.begin(), kAfterOrdinals.end(),
                                  [&](std::string_view name) { return next.starts_with(name); });
}

/// Whether the sentence ends in an abbreviation that belongs to what follows.
bool is_continued(std::string_view sentence, std::string_view next) {
  if (!sentence.ends_with('.')) return false;
  const std::string_view word = last_word(sentence);
  return is_initials(word) || is_ordinal(word, next) ||
         std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

/// Thai, Lao, Khmer and Burmese write no full stops; a space stands between sentences, and between clauses too.
bool is_stopless(char32_t c) {
  return (c >= 0x0E01 && c <= 0x0EDF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

/// Shorter ones are left whole, and no part is shorter than that.
constexpr std::size_t kMinStoplessCodePoints = 80;

/// Whether a space parts sentences: not one beside a number or a word of another script, nor behind the signs of
/// repetition and abbreviation, which a space always follows.
bool is_stop(char32_t before, char32_t after) {
  constexpr char32_t kRepetition = 0x0E46;
  constexpr char32_t kAbbreviation = 0x0E2F;
  return is_stopless(before) && is_stopless(after) && before != kRepetition && before != kAbbreviation &&
         u_isalpha(static_cast<UChar32>(after)) != 0;
}

/// Adds a sentence, cut at its spaces where they are all there is to cut at.
void add_sentence(std::string_view paragraph, TextRange sentence, std::vector<TextRange>& sentences) {
  if (is_ascii(paragraph.substr(sentence.begin, sentence.end - sentence.begin))) {
    sentences.push_back(sentence);
    return;
  }
  std::size_t begin = sentence.begin;
  std::size_t length = 0;
  char32_t before = 0;
  char32_t before_space = 0;
  std::size_t end = begin;  // of the last word
  for (std::size_t at = sentence.begin; at < sentence.end;) {
    const std::size_t here = at;
    const char32_t c = next_code_point(paragraph, at);
    const bool is_space = c == ' ' || c == '\n';
    if (!is_space && before_space != 0) {
      if (length >= kMinStoplessCodePoints && is_stop(before_space, c)) {
        sentences.push_back({begin, end});
        begin = here;
        length = 0;
      }
      before_space = 0;
    }
    if (is_space && before != 0) before_space = before;
    if (!is_space) {
      before = c;
      end = at;
    } else {
      before = 0;
    }
    ++length;
  }
  if (!sentences.empty() && begin > sentence.begin && length < kMinStoplessCodePoints) {
    sentences.back().end = sentence.end;
  } else {
    sentences.push_back({begin, sentence.end});
  }
}

/// The classes of UAX #29. Nothing is told apart that no rule tells apart; Ignored are Extend and Format.
enum class Class : unsigned char {
  Other,
  Space,
  Separator,
  Lower,
  Upper,
  Letter,
  Digit,
  Close,
  Continue,
  Dot,
  Stop,
  Ignored
};

constexpr std::array<Class, 128> kAsciiClasses = [] {
  std::array<Class, 128> classes{};
  const auto set = [&](std::string_view characters, Class to) {
    for (const char c : characters) classes[static_cast<unsigned char>(c)] = to;
  };
  set(" \t\n\v\f", Class::Space);  // a line break is the source's way to wrap, not the end of a sentence
  set("\r", Class::Separator);
  set("abcdefghijklmnopqrstuvwxyz", Class::Lower);
  set("ABCDEFGHIJKLMNOPQRSTUVWXYZ", Class::Upper);
  set("0123456789", Class::Digit);
  set("()[]{}\"'", Class::Close);
  set(",-:", Class::Continue);
  set(".", Class::Dot);
  set("!?", Class::Stop);
  return classes;
}();

Class class_of(char32_t c) {
  if (c < 0x80) return kAsciiClasses[c];
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK)) {
    case U_SB_SP: return Class::Space;
    case U_SB_SEP: return Class::Separator;
    case U_SB_LOWER: return Class::Lower;
    case U_SB_UPPER: return Class::Upper;
    case U_SB_OLETTER: return Class::Letter;
    case U_SB_NUMERIC: return Class::Digit;
    case U_SB_CLOSE: return Class::Close;
    case U_SB_SCONTINUE: return Class::Continue;
    case U_SB_ATERM: return Class::Dot;
    case U_SB_STERM: return Class::Stop;
    case U_SB_EXTEND:
    case U_SB_FORMAT: return Class::Ignored;
    default: return Class::Other;
  }
}

/// A text of ASCII as a row of classes, one for each byte.
class AsciiText {
 public:
  explicit AsciiText(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t size() const { return text_.size(); }
  [[nodiscard]] Class operator[](std::size_t place) const {
    return kAsciiClasses[static_cast<unsigned char>(text_[place])];
  }

 private:
  std::string_view text_;
};

/// The rules over a row of classes.
template <typename Classes>
class SentenceRules {
 public:
  explicit SentenceRules(const Classes& classes) : classes_(classes) {}

  /// Where the sentence that begins at `begin` ends. REQUIRES: begin < size
  [[nodiscard]] std::size_t end_of(std::size_t begin) const {
    const std::size_t size = classes_.size();
    for (std::size_t at = begin; at < size; ++at) {
      const Class what = classes_[at];
      if (what == Class::Separator) return at + 1;  // SB4
      if (what != Class::Dot && what != Class::Stop) continue;
      if (what == Class::Dot && is_inner_dot(at)) continue;
      const std::size_t next = behind_all(Class::Space, behind_all(Class::Close, at + 1));  // SB9, SB10
      if (next == size) return next;
      if (classes_[next] == Class::Separator) return next + 1;  // SB11
      if (!goes_on(what, next)) return next;
      at = next - 1;
    }
    return size;
  }

 private:
  /// Other at the end.
  [[nodiscard]] Class at(std::size_t place) const { return place < classes_.size() ? classes_[place] : Class::Other; }

  [[nodiscard]] std::size_t behind_all(Class what, std::size_t place) const {
    while (place < classes_.size() && classes_[place] == what) ++place;
    return place;
  }

  /// SB6 and SB7: "3.14", "U.S".
  [[nodiscard]] bool is_inner_dot(std::size_t dot) const {
    if (at(dot + 1) == Class::Digit) return true;
    return at(dot + 1) == Class::Upper && dot > 0 && (at(dot - 1) == Class::Lower || at(dot - 1) == Class::Upper);
  }

  /// SB8a, and SB8: whether the first letter from here on is a small one, and nothing that ends a sentence before it.
  [[nodiscard]] bool goes_on(Class end, std::size_t place) const {
    const Class next = classes_[place];
    if (next == Class::Continue || next == Class::Dot || next == Class::Stop) return true;
    for (; end == Class::Dot && place < classes_.size(); ++place) {
      switch (classes_[place]) {
        case Class::Lower: return true;
        case Class::Upper:
        case Class::Letter:
        case Class::Separator:
        case Class::Dot:
        case Class::Stop: return false;
        default: break;
      }
    }
    return false;
  }

  const Classes& classes_;
};

}  // namespace

void SentenceBoundaries::find(std::string_view text) {
  ends_.clear();
  if (is_ascii(text)) {
    const AsciiText ascii(text);
    const SentenceRules rules(ascii);
    for (std::size_t end = 0; end < text.size();) ends_.push_back(end = rules.end_of(end));
    return;
  }
  // SB5: what is ignored goes with the character before it, unless that ends a paragraph.
  std::vector<Class> classes;
  begins_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const Class what = class_of(next_code_point(text, at));
    if (what == Class::Ignored && !classes.empty() && classes.back() != Class::Separator) continue;
    classes.push_back(what);
    begins_.push_back(begin);
  }
  const SentenceRules rules(classes);
  for (std::size_t end = 0; end < classes.size();) {
    end = rules.end_of(end);
    ends_.push_back(end < classes.size() ? begins_[end] : text.size());
  }
}

std::vector<TextRange> SentenceSegmenter::split(std::string_view paragraph) {
  boundaries_.find(paragraph);
  std::vector<TextRange> sentences;
  std::size_t begin = 0;
  for (const std::size_t end : boundaries_.ends()) {
    const TextRange range = trimmed(paragraph, begin, end);
    begin = end;
    if (range.begin == range.end) continue;
    const auto text_of = [&](TextRange r) { return paragraph.substr(r.begin, r.end - r.begin); };
    const bool continues = !sentences.empty() && is_continued(text_of(sentences.back()), text_of(range));
    if (continues) {
      sentences.back().end = range.end;
    } else {
      sentences.push_back(range);
    }
  }
  std::vector<TextRange> parts;
  for (const TextRange& sentence : sentences) add_sentence(paragraph, sentence, parts);
  return parts;
}

}  // namespace byline
