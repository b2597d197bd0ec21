#include "common/word_boundaries.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <array>
#include <cstdint>
#include <string>

#include "common/error.hpp"

namespace byline {
namespace {

/// The classes that ICU's rules speak of. UAX #29 names them, but for the last three.
enum class WordClass : std::uint8_t {
  Other,
  CarriageReturn,
  LineFeed,
  Newline,
  Extend,  ///< or Format: belongs to the character before it
  Joiner,  ///< ZWJ; an Extend that ties a pictograph to what is before it
  Letter,
  HebrewLetter,
  Numeric,
  Katakana,
  ExtendNumLet,
  MidLetter,
  MidNum,
  MidNumLet,
  SingleQuote,
  DoubleQuote,
  RegionalIndicator,
  Space,
  HangulSyllable,
  KanaKanji,    ///< Han and Hiragana; Katakana is both
  HebrewQuote,  ///< a state: a Hebrew letter and the single quote behind it
};

/// A class and what else there is to know of a character.
struct Character {
  WordClass word_class = WordClass::Other;
  bool is_pictograph = false;   ///< Extended_Pictographic
  bool is_dictionary = false;   ///< of a script that a dictionary cuts
  bool is_plain_letter = true;  ///< a letter, digit or mark below U+0800 that is no '@' and no apostrophe
  bool is_ideograph = false;    ///< Ideographic; one of them extends, too (U+16FE4)
};

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw Error(ErrorKind::Internal, std::string("ICU: ") + what + ": " + u_errorName(status));
}

constexpr char32_t kFirstHangul = 0xAC00;
constexpr char32_t kLastHangul = 0xD7A3;
constexpr char32_t kModifierApostrophe = 0x02BC;

/// Classes by the property Word_Break, where nothing else overrides it.
WordClass class_by_word_break(std::int32_t word_break) {
  switch (word_break) {
    case U_WB_ALETTER: return WordClass::Letter;
    case U_WB_HEBREW_LETTER: return WordClass::HebrewLetter;
    case U_WB_NUMERIC: return WordClass::Numeric;
    case U_WB_EXTENDNUMLET: return WordClass::ExtendNumLet;
    case U_WB_MIDLETTER: return WordClass::MidLetter;
    case U_WB_MIDNUM: return WordClass::MidNum;
    case U_WB_MIDNUMLET: return WordClass::MidNumLet;
    case U_WB_SINGLE_QUOTE: return WordClass::SingleQuote;
    case U_WB_DOUBLE_QUOTE: return WordClass::DoubleQuote;
    case U_WB_REGIONAL_INDICATOR: return WordClass::RegionalIndicator;
    case U_WB_WSEGSPACE: return WordClass::Space;
    case U_WB_CR: return WordClass::CarriageReturn;
    case U_WB_LF: return WordClass::LineFeed;
    case U_WB_NEWLINE: return WordClass::Newline;
    case U_WB_ZWJ: return WordClass::Joiner;
    case U_WB_KATAKANA: return WordClass::Katakana;
    case U_WB_EXTEND:
    case U_WB_FORMAT: return WordClass::Extend;
    default: return WordClass::Other;
  }
}

/// ICU took these out of MidLetter (CLDR-15750 and after).
bool is_colon(char32_t c) { return c == ':' || c == 0xFE55 || c == 0xFF1A; }

/// Letters of Thai and its neighbours, which no property calls letters in word breaking.
bool is_complex_letter(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  return u_getIntPropertyValue(code_point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT &&
         u_getIntPropertyValue(code_point, UCHAR_GRAPHEME_CLUSTER_BREAK) != U_GCB_CONTROL;
}

WordClass class_by_properties(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(code_point, &status);
  require(status, "no script of a character");
  if (script == USCRIPT_HAN) return WordClass::KanaKanji;
  const WordClass by_word_break = class_by_word_break(u_getIntPropertyValue(code_point, UCHAR_WORD_BREAK));
  if (by_word_break == WordClass::Extend || by_word_break == WordClass::Katakana) return by_word_break;
  if (script == USCRIPT_HIRAGANA) return WordClass::KanaKanji;
  if (c == '@' || is_complex_letter(c)) return WordClass::Letter;
  if (is_colon(c)) return WordClass::Other;
  return by_word_break;
}

/// ICU has this property in its data, not in its code, and to load them takes longer than to search; so it is not asked
/// for letters and quotation marks.
bool is_pictograph(char32_t c) {
  constexpr char32_t kFirstAsked = 0x2100;
  if (c < kFirstAsked) return c == 0xA9 || c == 0xAE || c == 0x203C || c == 0x2049;
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

Character character_of(char32_t c) {
  if (c >= kFirstHangul && c <= kLastHangul) return {WordClass::HangulSyllable, false, false, false, false};
  const auto code_point = static_cast<UChar32>(c);
  Character result;
  result.word_class = class_by_properties(c);
  result.is_pictograph = is_pictograph(c);
  result.is_ideograph = u_hasBinaryProperty(code_point, UCHAR_IDEOGRAPHIC);
  result.is_dictionary = result.word_class == WordClass::KanaKanji || result.word_class == WordClass::Katakana ||
                         u_getIntPropertyValue(code_point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
  const bool is_letter = result.word_class == WordClass::Letter || result.word_class == WordClass::HebrewLetter ||
                         result.word_class == WordClass::Numeric || result.word_class == WordClass::Extend;
  result.is_plain_letter = is_letter && c < 0x800 && c != '@' && c != kModifierApostrophe;
  return result;
}

/// Characters in pages of 64, as the last byte of UTF-8 counts them, filled when first asked for.
class CharacterTable {
 public:
  Character operator[](char32_t c) {
    if (c > 0xFFFF) return character_of(c);
    std::unique_ptr<Page>& page = pages_[c >> 6];
    if (!page) page = made_page(c & ~char32_t{63});
    return (*page)[c & 63];
  }

 private:
  using Page = std::array<Character, 64>;

  static std::unique_ptr<Page> made_page(char32_t first) {
    auto page = std::make_unique<Page>();
    for (char32_t i = 0; i < page->size(); ++i) (*page)[i] = character_of(first + i);
    return page;
  }

  std::array<std::unique_ptr<Page>, 1024> pages_;
};

enum AsciiKind : std::uint8_t {
  kLetter = 1,      ///< '@' is one
  kDigit = 2,       //
  kUnderscore = 4,  //
  kNotPlain = 8,    ///< '@' and '_'
  kJoinsLetters = 16,
  kJoinsDigits = 32,
  kSpace = 64,
};
/// Any of these tie to any other.
constexpr std::uint8_t kRun = kLetter | kDigit | kUnderscore;

constexpr std::array<std::uint8_t, 128> make_ascii_kinds() {
  std::array<std::uint8_t, 128> kinds{};
  for (unsigned c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 'a' + 'A'] = kLetter;
  for (unsigned c = '0'; c <= '9'; ++c) kinds[c] = kDigit;
  kinds['@'] = kLetter | kNotPlain;
  kinds['_'] = kUnderscore | kNotPlain;
  kinds['.'] = kinds['\''] = kJoinsLetters | kJoinsDigits;
  kinds[','] = kinds[';'] = kJoinsDigits;
  kinds[' '] = kSpace;
  return kinds;
}
constexpr std::array<std::uint8_t, 128> kAsciiKinds = make_ascii_kinds();

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
std::uint8_t kind_of(char ascii) { return kAsciiKinds[static_cast<unsigned char>(ascii)]; }

WordClass ascii_class(char c) {
  switch (c) {
    case '\r': return WordClass::CarriageReturn;
    case '\n': return WordClass::LineFeed;
    case '\v':
    case '\f': return WordClass::Newline;
    case '.': return WordClass::MidNumLet;
    case '\'': return WordClass::SingleQuote;
    case '"': return WordClass::DoubleQuote;
    case ',':
    case ';': return WordClass::MidNum;
    default: break;
  }
  const std::uint8_t kind = kind_of(c);
  if ((kind & kLetter) != 0) return WordClass::Letter;
  if ((kind & kDigit) != 0) return WordClass::Numeric;
  if ((kind & kUnderscore) != 0) return WordClass::ExtendNumLet;
  return (kind & kSpace) != 0 ? WordClass::Space : WordClass::Other;
}

bool is_line_end(WordClass c) {
  return c == WordClass::CarriageReturn || c == WordClass::LineFeed || c == WordClass::Newline;
}
bool is_extending(WordClass c) { return c == WordClass::Extend || c == WordClass::Joiner; }
bool is_letter(WordClass c) { return c == WordClass::Letter || c == WordClass::HebrewLetter; }
bool is_mid_of_letters(WordClass c) {
  return c == WordClass::MidLetter || c == WordClass::MidNumLet || c == WordClass::SingleQuote;
}
bool is_mid_of_digits(WordClass c) {
  return c == WordClass::MidNum || c == WordClass::MidNumLet || c == WordClass::SingleQuote;
}
bool is_kana_or_kanji(WordClass c) { return c == WordClass::KanaKanji || c == WordClass::Katakana; }

/// Rules WB5, WB8 to WB10, WB13 to WB13b: neighbours that are tied, whatever extends the first.
bool are_tied(WordClass before, WordClass after) {
  switch (before) {
    case WordClass::Letter:
    case WordClass::HebrewLetter:
    case WordClass::Numeric: return is_letter(after) || after == WordClass::Numeric || after == WordClass::ExtendNumLet;
    case WordClass::Katakana: return after == WordClass::Katakana || after == WordClass::ExtendNumLet;
    case WordClass::ExtendNumLet:
      return is_letter(after) || after == WordClass::Numeric || after == WordClass::ExtendNumLet ||
             after == WordClass::Katakana;
    default: return false;
  }
}

/// ICU's rules that nothing may stand between the two.
bool are_tied_closely(WordClass before, WordClass after) {
  return (before == WordClass::Space && after == WordClass::Space) ||
         (before == WordClass::HangulSyllable && after == WordClass::HangulSyllable) ||
         (is_kana_or_kanji(before) && is_kana_or_kanji(after));
}

}  // namespace

struct WordBoundaries::State {
  /// A stretch between two boundaries, while it is read.
  struct Stretch {
    WordClass base;         ///< of the last character that extends nothing
    std::size_t begin;      ///< bytes
    std::size_t end;        ///< bytes, of what is sure
    bool is_single = true;  ///< one character and what extends it
    bool is_extended = false;
    bool ends_in_joiner = false;
    bool has_dictionary = false;
    bool is_plain = false;
    bool ends_in_ideograph = false;  ///< and what extends it

    /// What ICU's status says: the rules for these end with what extends them, or do not.
    [[nodiscard]] bool is_word() const {
      switch (base) {
        case WordClass::Letter:
        case WordClass::HebrewLetter:
        case WordClass::Numeric: return true;
        case WordClass::ExtendNumLet: return (!is_single && !is_extended) || ends_in_ideograph;
        case WordClass::HangulSyllable:
        case WordClass::HebrewQuote: return !is_extended || ends_in_ideograph;
        default: return ends_in_ideograph;
      }
    }
  };

  std::string_view text;
  CharacterTable characters;
  std::vector<RawWord> words;
  /// Stretches for a dictionary, and what is no word between them; empty: there is none.
  std::size_t dictionary_begin = 0;
  std::size_t dictionary_end = 0;
  std::unique_ptr<icu::BreakIterator> iterator;
  UText* utext = nullptr;

  ~State() {
    iterator.reset();
    if (utext != nullptr) utext_close(utext);
  }

  Character read(std::size_t& at);
  void read_ascii_run(std::size_t& at);
  [[nodiscard]] bool is_joined(std::size_t at, std::uint8_t before) const;
  [[nodiscard]] bool may_join_beyond_ascii(std::size_t at) const;
  void read_ascii_other(std::size_t& at);
  void read_any(std::size_t& at);
  void finish(Stretch& stretch, std::size_t& at);
  bool take_next(Stretch& stretch);
  bool take_over_mid(Stretch& stretch, std::size_t at, WordClass mid);
  void take(Stretch& stretch, Character character, std::size_t end);
  void add(const Stretch& stretch);
  void cut_by_dictionary();
};

/// Decodes the character at `at` and moves past it.
Character WordBoundaries::State::read(std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto low = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3Fu); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::size_t begin = at;
  at += length;
  if (at > text.size()) {  // ill-formed
    at = text.size();
    return {};
  }
  switch (length) {
    case 1: return characters[lead];
    case 2: return characters[(lead & 0x1Fu) << 6 | low(begin + 1)];
    case 3: return characters[(lead & 0x0Fu) << 12 | low(begin + 1) << 6 | low(begin + 2)];
    default: return characters[(lead & 0x07u) << 18 | low(begin + 1) << 12 | low(begin + 2) << 6 | low(begin + 3)];
  }
}

/// Whether an ASCII sign at `at` joins what is before it and behind it; both are ASCII.
bool WordBoundaries::State::is_joined(std::size_t at, std::uint8_t before) const {
  const std::uint8_t sign = kind_of(text[at]);
  const std::uint8_t after = kind_of(text[at + 1]);
  return ((sign & kJoinsLetters) != 0 && (before & after & kLetter) != 0) ||
         ((sign & kJoinsDigits) != 0 && (before & after & kDigit) != 0);
}

/// Whether what is behind an ASCII sign is to be read before it is known what the sign joins.
bool WordBoundaries::State::may_join_beyond_ascii(std::size_t at) const {
  return (kind_of(text[at]) & (kJoinsLetters | kJoinsDigits)) != 0 && at + 1 < text.size() && !is_ascii(text[at + 1]);
}

/// From an ASCII letter, digit or underscore on.
void WordBoundaries::State::read_ascii_run(std::size_t& at) {
  Stretch stretch{WordClass::Letter, at, at};
  std::uint8_t seen = 0;
  std::size_t end = at;
  for (;;) {
    for (std::uint8_t kind; end < text.size() && is_ascii(text[end]) && ((kind = kind_of(text[end])) & kRun) != 0;
         ++end) {
      seen |= kind;
    }
    const bool may_join = end + 1 < text.size() && is_ascii(text[end]) &&
                          (kind_of(text[end]) & (kJoinsLetters | kJoinsDigits)) != 0 && is_ascii(text[end + 1]);
    if (!may_join || !is_joined(end, kind_of(text[end - 1]))) break;
    seen |= kNotPlain;
    ++end;
  }
  stretch.is_plain = (seen & kNotPlain) == 0;
  const bool is_sure = end == text.size() || (is_ascii(text[end]) && !may_join_beyond_ascii(end));
  stretch.base = ascii_class(text[end - 1]);
  stretch.end = end;
  stretch.is_single = end - at == 1;
  if (!is_sure) return finish(stretch, at);
  at = end;
  add(stretch);
}

/// From an ASCII character that begins no word, unless what extends it does.
void WordBoundaries::State::read_ascii_other(std::size_t& at) {
  Stretch stretch{ascii_class(text[at]), at, at + 1};
  if (stretch.base == WordClass::Space) {
    while (stretch.end < text.size() && text[stretch.end] == ' ') ++stretch.end;
  }
  if (stretch.end == text.size() || is_ascii(text[stretch.end])) {
    at = stretch.end;
    return;
  }
  finish(stretch, at);
}

void WordBoundaries::State::read_any(std::size_t& at) {
  std::size_t end = at;
  const Character first = read(end);
  Stretch stretch{first.word_class, at, end};
  stretch.is_plain = first.is_plain_letter;
  stretch.has_dictionary = first.is_dictionary;
  stretch.is_extended = is_extending(first.word_class);
  stretch.ends_in_ideograph = first.is_ideograph;
  stretch.ends_in_joiner = first.word_class == WordClass::Joiner;
  finish(stretch, at);
}

/// Reads on to the end of a stretch.
void WordBoundaries::State::finish(Stretch& stretch, std::size_t& at) {
  if (!is_line_end(stretch.base)) {
    while (stretch.end < text.size() && take_next(stretch)) {
    }
  }
  at = stretch.end;
  add(stretch);
}

void WordBoundaries::State::take(Stretch& stretch, Character character, std::size_t end) {
  stretch.end = end;
  stretch.has_dictionary |= character.is_dictionary;
  stretch.is_plain &= character.is_plain_letter;
  stretch.ends_in_joiner = character.word_class == WordClass::Joiner;
  stretch.is_extended = is_extending(character.word_class);
  stretch.ends_in_ideograph = character.is_ideograph || (stretch.is_extended && stretch.ends_in_ideograph);
  if (stretch.is_extended) return;
  stretch.base = character.word_class;
  stretch.is_single = false;
}

/// Takes what is tied to the stretch; false: it ends here.
bool WordBoundaries::State::take_next(Stretch& stretch) {
  std::size_t end = stretch.end;
  const Character next = read(end);
  const bool is_flag = stretch.base == WordClass::RegionalIndicator && stretch.is_single &&
                       next.word_class == WordClass::RegionalIndicator;
  if (is_extending(next.word_class) || are_tied(stretch.base, next.word_class) || is_flag ||
      (stretch.ends_in_joiner && next.is_pictograph) ||
      (!stretch.is_extended && are_tied_closely(stretch.base, next.word_class))) {
    take(stretch, next, end);
    return true;
  }
  return take_over_mid(stretch, end, next.word_class);
}

/// Rules WB6, WB7 to WB7c, WB11 and WB12: a sign that ends at `at` between what it ties.
bool WordBoundaries::State::take_over_mid(Stretch& stretch, std::size_t at, WordClass mid) {
  const bool of_letters = is_letter(stretch.base) && is_mid_of_letters(mid);
  const bool of_digits = stretch.base == WordClass::Numeric && is_mid_of_digits(mid);
  const bool of_hebrew = stretch.base == WordClass::HebrewLetter && mid == WordClass::DoubleQuote;
  if (!of_letters && !of_digits && !of_hebrew) return false;
  const std::size_t mid_end = at;
  bool has_dictionary = false;
  while (at < text.size()) {
    const Character next = read(at);
    has_dictionary |= next.is_dictionary;
    if (is_extending(next.word_class)) continue;
    if ((of_letters && is_letter(next.word_class)) || (of_digits && next.word_class == WordClass::Numeric) ||
        (of_hebrew && next.word_class == WordClass::HebrewLetter)) {
      take(stretch, next, at);
      stretch.has_dictionary |= has_dictionary;
      stretch.is_plain = false;
      return true;
    }
    break;
  }
  if (stretch.base != WordClass::HebrewLetter || mid != WordClass::SingleQuote) return false;
  take(stretch, {WordClass::HebrewQuote, false, false, false, false}, mid_end);
  return true;
}

void WordBoundaries::State::add(const Stretch& stretch) {
  const bool is_word = stretch.is_word();
  if (stretch.has_dictionary) {
    if (dictionary_end == 0) dictionary_begin = stretch.begin;
    dictionary_end = stretch.end;
  } else if (is_word) {
    if (dictionary_end != 0) cut_by_dictionary();
    words.push_back({stretch.begin, stretch.end, stretch.is_plain});
  }
}

void WordBoundaries::State::cut_by_dictionary() {
  UErrorCode status = U_ZERO_ERROR;
  if (!iterator) iterator.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  require(status, "no word boundaries");
  utext = utext_openUTF8(utext, text.data() + dictionary_begin,
                         static_cast<std::int64_t>(dictionary_end - dictionary_begin), &status);
  require(status, "cannot read the text");
  iterator->setText(utext, status);
  require(status, "cannot cut the text into words");
  std::int32_t begin = iterator->first();
  for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    if (iterator->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) {
      words.push_back({dictionary_begin + static_cast<std::size_t>(begin),
                       dictionary_begin + static_cast<std::size_t>(end), false});
    }
    begin = end;
  }
  dictionary_begin = dictionary_end = 0;
}

WordBoundaries::WordBoundaries() : state_(std::make_unique<State>()) {}
WordBoundaries::~WordBoundaries() = default;
WordBoundaries::WordBoundaries(WordBoundaries&&) noexcept = default;
WordBoundaries& WordBoundaries::operator=(WordBoundaries&&) noexcept = default;

const std::vector<RawWord>& WordBoundaries::find(std::string_view text) {
  State& state = *state_;
  state.text = text;
  state.words.clear();
  state.dictionary_begin = state.dictionary_end = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_ascii(text[at])) {
      state.read_any(at);
    } else if ((kind_of(text[at]) & kRun) != 0) {
      state.read_ascii_run(at);
    } else {
      state.read_ascii_other(at);
    }
  }
  if (state.dictionary_end != 0) state.cut_by_dictionary();
  return state.words;
}

}  // namespace byline
