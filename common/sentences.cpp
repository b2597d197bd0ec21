#include "common/sentences.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <string>

#include "common/error.hpp"
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

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

void require(UErrorCode status) {
  if (U_FAILURE(status)) throw Error(ErrorKind::Internal, "ICU: no sentence boundaries");
}

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

/// The classes of UAX #29 that ASCII has; what ends a sentence and what goes on with one are told apart below.
enum class Class : unsigned char { Other, Space, Separator, Lower, Upper, Digit, Close, Continue, Dot, Stop };

constexpr std::array<Class, 128> kClasses = [] {
  std::array<Class, 128> classes{};
  const auto set = [&](std::string_view characters, Class to) {
    for (const char c : characters) classes[static_cast<unsigned char>(c)] = to;
  };
  set(" \t\n\v\f", Class::Space);  // a line break is white space here
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

class AsciiText {
 public:
  explicit AsciiText(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t size() const { return text_.size(); }
  /// Other at the end.
  [[nodiscard]] Class at(std::size_t place) const {
    return place < text_.size() ? kClasses[static_cast<unsigned char>(text_[place])] : Class::Other;
  }
  [[nodiscard]] std::size_t behind_all(Class what, std::size_t place) const {
    while (place < text_.size() && at(place) == what) ++place;
    return place;
  }

  /// SB6 and SB7: "3.14", "U.S".
  [[nodiscard]] bool is_inner_dot(std::size_t dot) const {
    if (at(dot + 1) == Class::Digit) return true;
    return at(dot + 1) == Class::Upper && dot > 0 && (at(dot - 1) == Class::Lower || at(dot - 1) == Class::Upper);
  }

  /// SB8: whether the first letter from here on is a small one, and nothing that ends a sentence stands before it.
  [[nodiscard]] bool goes_on_small(std::size_t place) const {
    for (; place < text_.size(); ++place) {
      switch (at(place)) {
        case Class::Lower: return true;
        case Class::Upper:
        case Class::Separator:
        case Class::Dot:
        case Class::Stop: return false;
        default: break;
      }
    }
    return false;
  }

 private:
  std::string_view text_;
};

}  // namespace

std::size_t ascii_sentence_end(std::string_view text, std::size_t begin) {
  const AsciiText ascii(text);
  for (std::size_t at = begin; at < text.size(); ++at) {
    const Class what = ascii.at(at);
    if (what == Class::Separator) return at + 1;
    if (what != Class::Dot && what != Class::Stop) continue;
    if (what == Class::Dot && ascii.is_inner_dot(at)) continue;
    const std::size_t next = ascii.behind_all(Class::Space, ascii.behind_all(Class::Close, at + 1));
    if (next == text.size()) return next;
    switch (ascii.at(next)) {
      case Class::Separator: return next + 1;
      case Class::Continue:
      case Class::Dot:
      case Class::Stop: break;
      default:
        if (what == Class::Stop || !ascii.goes_on_small(next)) return next;
    }
    at = next - 1;
  }
  return text.size();
}

struct SentenceSegmenter::State {
  std::unique_ptr<icu::BreakIterator> sentences;  ///< made for the first text that is not ASCII
  UText* utext = nullptr;
  std::vector<std::size_t> ends;

  ~State() {
    sentences.reset();
    if (utext != nullptr) utext_close(utext);
  }

  void find_ends(std::string_view paragraph) {
    ends.clear();
    if (!is_ascii(paragraph)) return find_ends_by_icu(paragraph);
    for (std::size_t end = 0; end < paragraph.size();) ends.push_back(end = ascii_sentence_end(paragraph, end));
  }

  void find_ends_by_icu(std::string_view paragraph) {
    // A line break is the source's way to wrap, not the end of a sentence.
    std::string text(paragraph);
    std::replace(text.begin(), text.end(), '\n', ' ');
    UErrorCode status = U_ZERO_ERROR;
    if (!sentences) {
      sentences.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
      require(status);
    }
    utext = utext_openUTF8(utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
    require(status);
    sentences->setText(utext, status);
    require(status);
    sentences->first();
    for (std::int32_t end = sentences->next(); end != icu::BreakIterator::DONE; end = sentences->next()) {
      ends.push_back(static_cast<std::size_t>(end));
    }
  }
};

SentenceSegmenter::SentenceSegmenter() : state_(std::make_unique<State>()) {}
SentenceSegmenter::~SentenceSegmenter() = default;
SentenceSegmenter::SentenceSegmenter(SentenceSegmenter&&) noexcept = default;
SentenceSegmenter& SentenceSegmenter::operator=(SentenceSegmenter&&) noexcept = default;

std::vector<TextRange> SentenceSegmenter::split(std::string_view paragraph) {
  state_->find_ends(paragraph);
  std::vector<TextRange> sentences;
  std::size_t begin = 0;
  for (const std::size_t end : state_->ends) {
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
