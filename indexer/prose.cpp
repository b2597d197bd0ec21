#include "indexer/prose.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <map>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// More of a text that is nearly all code is not looked at.
constexpr std::size_t kMaxTextBytes = 256 * 1024;
/// A line of which less than this is words is code, a list of numbers or of addresses.
constexpr double kMinProseShare = 0.5;

struct ScriptLanguage {
  UScriptCode script;
  std::string_view language;
};

/// Scripts in which nearly everything is written in one language.
constexpr std::array<ScriptLanguage, 20> kScriptLanguages = {{
    {USCRIPT_THAI, "th"},     {USCRIPT_GREEK, "el"},    {USCRIPT_HEBREW, "he"},  {USCRIPT_ARMENIAN, "hy"},
    {USCRIPT_GEORGIAN, "ka"}, {USCRIPT_LAO, "lo"},      {USCRIPT_KHMER, "km"},   {USCRIPT_MYANMAR, "my"},
    {USCRIPT_TAMIL, "ta"},    {USCRIPT_TELUGU, "te"},   {USCRIPT_KANNADA, "kn"}, {USCRIPT_MALAYALAM, "ml"},
    {USCRIPT_SINHALA, "si"},  {USCRIPT_GUJARATI, "gu"}, {USCRIPT_BENGALI, "bn"}, {USCRIPT_GURMUKHI, "pa"},
    {USCRIPT_ETHIOPIC, "am"}, {USCRIPT_ORIYA, "or"},    {USCRIPT_TIBETAN, "bo"}, {USCRIPT_MONGOLIAN, "mn"},
}};

std::string_view language_of(UScriptCode script) {
  for (const auto& [code, language] : kScriptLanguages) {
    if (code == script) return language;
  }
  return {};
}

ScriptGroup group_of(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN: return ScriptGroup::Latin;
    case USCRIPT_CYRILLIC: return ScriptGroup::Cyrillic;
    case USCRIPT_ARABIC: return ScriptGroup::Arabic;
    case USCRIPT_DEVANAGARI: return ScriptGroup::Devanagari;
    case USCRIPT_HAN: return ScriptGroup::Han;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return ScriptGroup::Kana;
    case USCRIPT_HANGUL: return ScriptGroup::Hangul;
    default: return language_of(script).empty() ? ScriptGroup::Other : ScriptGroup::OneLanguage;
  }
}

bool is_ascii_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80; }

bool is_latin(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN;
}

constexpr std::string_view kAsciiStops = ".,;:!?\"'()[]*";

bool is_quote_or_stop(char32_t c) {
  return c < 0x80 ? kAsciiStops.find(static_cast<char>(c)) != std::string_view::npos
                  : u_ispunct(static_cast<UChar32>(c)) != 0;
}

enum class AsciiKind : std::uint8_t { Other, Lower, Upper, Stop, Joiner };

/// What an ASCII character is to a word.
constexpr std::array<AsciiKind, 128> kAsciiKinds = [] {
  std::array<AsciiKind, 128> kinds{};
  for (char c = 'a'; c <= 'z'; ++c) kinds[static_cast<std::size_t>(c)] = AsciiKind::Lower;
  for (char c = 'A'; c <= 'Z'; ++c) kinds[static_cast<std::size_t>(c)] = AsciiKind::Upper;
  for (const char c : kAsciiStops) kinds[static_cast<std::size_t>(c)] = AsciiKind::Stop;
  for (const char c : {'\'', '-'}) kinds[static_cast<std::size_t>(c)] = AsciiKind::Joiner;
  return kinds;
}();

AsciiKind ascii_kind(char c) { return kAsciiKinds[static_cast<unsigned char>(c) & 0x7F]; }

/// latin_word of a token in ASCII.
std::string_view ascii_word(std::string_view token) {
  std::size_t begin = 0;
  while (begin < token.size() && kAsciiStops.find(token[begin]) != std::string_view::npos) ++begin;
  std::size_t end = begin;
  bool seen_lower = false;
  bool starts_part = true;
  for (std::size_t at = begin; at < token.size(); ++at) {
    switch (ascii_kind(token[at])) {
      case AsciiKind::Upper:
        if (!starts_part) return {};
        starts_part = false;
        end = at + 1;
        break;
      case AsciiKind::Lower:
        seen_lower = true;
        starts_part = false;
        end = at + 1;
        break;
      case AsciiKind::Joiner: starts_part = true; break;
      case AsciiKind::Stop:
        if (token[at] == '.' && at + 1 < token.size() && is_ascii_letter(static_cast<unsigned char>(token[at + 1]))) {
          return {};
        }
        break;
      case AsciiKind::Other: return {};
    }
  }
  return seen_lower || end - begin == 1 ? token.substr(begin, end - begin) : std::string_view{};
}

/// A word in Latin letters, without the punctuation around it; empty for what is no word of a language: signs or digits
/// inside, capitals in the middle or throughout.
std::string_view latin_word(std::string_view token) {
  std::size_t begin = 0;
  while (begin < token.size()) {
    std::size_t next = begin;
    if (!is_quote_or_stop(next_code_point(token, next))) break;
    begin = next;
  }
  std::size_t end = begin;
  bool seen_lower = false;
  bool starts_part = true;
  for (std::size_t at = begin; at < token.size();) {
    const char32_t c = next_code_point(token, at);
    if (is_latin(c) || u_getCombiningClass(static_cast<UChar32>(c)) != 0) {
      const bool is_upper = u_isUUppercase(static_cast<UChar32>(c)) != 0;
      if (is_upper && !starts_part) return {};
      seen_lower = seen_lower || !is_upper;
      starts_part = false;
      end = at;
    } else if (c == '\'' || c == 0x2019 || c == '-') {
      starts_part = true;
    } else if (is_quote_or_stop(c)) {
      // What stands behind the word; letters that follow are looked at as if they belonged to it.
      std::size_t next = at;
      if (next < token.size() && is_latin(next_code_point(token, next)) && c == '.') return {};
    } else {
      return {};
    }
  }
  const bool is_one_letter = count_code_points(token.substr(begin, end - begin)) == 1;
  return seen_lower || is_one_letter ? token.substr(begin, end - begin) : std::string_view{};
}

/// Collects prose line by line.
class ProseReader {
 public:
  void read_line(std::string_view line) {
    const std::size_t latin_before = prose.latin.size();
    const std::size_t others_before = prose.others.size();
    kept_bytes_ = all_bytes_ = 0;
    const bool is_ascii_line = is_ascii(line);
    for (std::size_t begin = 0; begin < line.size();) {
      std::size_t end = begin;
      while (end < line.size() && line[end] != ' ' && line[end] != '\t') ++end;
      if (end > begin) add(line.substr(begin, end - begin), is_ascii_line);
      begin = end + 1;
    }
    if (static_cast<double>(kept_bytes_) >= kMinProseShare * static_cast<double>(all_bytes_)) return;
    prose.latin.resize(latin_before);
    prose.others.resize(others_before);
  }

  Prose prose;

 private:
  void add(std::string_view token, bool is_ascii_line) {
    all_bytes_ += token.size();
    const bool is_ascii_token = is_ascii_line || is_ascii(token);
    if (!is_ascii_token && add_other_scripts(token)) {
      // Half of a token such as "Ruby를" is reason enough to keep the line.
      kept_bytes_ += token.size();
      return;
    }
    const std::string_view word = is_ascii_token ? ascii_word(token) : latin_word(token);
    if (word.empty()) return;
    kept_bytes_ += token.size();
    prose.latin.append(word).push_back(' ');
  }

  /// The letters of a token that are not Latin; false when there are none.
  bool add_other_scripts(std::string_view token) {
    std::string& others = prose.others;
    const std::size_t before = others.size();
    for (std::size_t at = 0; at < token.size();) {
      const char32_t c = next_code_point(token, at);
      const auto code = static_cast<UChar32>(c);
      const bool is_mark = (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0 && others.size() > before;
      if (c >= 0x80 && (is_mark || (u_isalpha(code) && !is_latin(c)))) append_utf8(others, c);
    }
    if (others.size() == before) return false;
    others.push_back(' ');
    return true;
  }

  std::size_t kept_bytes_ = 0;  // of the line
  std::size_t all_bytes_ = 0;
};

void count_letters(Prose& prose) {
  std::map<std::string_view, std::size_t> languages;
  for (const std::string* text : {&prose.latin, &prose.others}) {
    for (std::size_t at = 0; at < text->size();) {
      if (const auto byte = static_cast<unsigned char>((*text)[at]); byte < 0x80) {
        prose.letters[static_cast<std::size_t>(ScriptGroup::Latin)] += is_ascii_letter(byte) ? 1 : 0;
        ++at;
        continue;
      }
      const char32_t c = next_code_point(*text, at);
      UErrorCode status = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
      if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
      ++prose.letters[static_cast<std::size_t>(group_of(script))];
      if (const auto language = language_of(script); !language.empty()) ++languages[language];
    }
  }
  const auto most = std::max_element(languages.begin(), languages.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != languages.end()) prose.language_of_script = most->first;
}

}  // namespace

Prose prose_of(std::string_view text, std::size_t max_bytes) {
  ProseReader reader;
  Prose& prose = reader.prose;
  const std::size_t limit = std::min(text.size(), kMaxTextBytes);
  prose.is_all = text.size() == limit;
  std::size_t begin = 0;
  while (begin < limit && prose.latin.size() + prose.others.size() < max_bytes) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = whole_code_points(text.substr(begin, end - begin), 4 * max_bytes);
    reader.read_line(line);
    prose.is_all = prose.is_all && line.size() == end - begin;
    begin = end + 1;
  }
  prose.is_all = prose.is_all && begin >= text.size();
  count_letters(prose);
  return std::move(prose);
}

}  // namespace byline
