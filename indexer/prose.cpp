#include "indexer/prose.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <map>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// More makes no detector surer.
constexpr std::size_t kMaxProseBytes = 6 * 1024;
/// Nor is more of a text looked at that is nearly all code.
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

bool is_quote_or_stop(char32_t c) {
  return c < 0x80 ? std::string_view(".,;:!?\"'()[]*").find(static_cast<char>(c)) != std::string_view::npos
                  : u_ispunct(static_cast<UChar32>(c)) != 0;
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

/// One line's share of the prose.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : line_(line) {}

  void read() {
    std::size_t begin = 0;
    while (begin < line_.size()) {
      const std::size_t end = std::min(line_.find_first_of(" \t", begin), line_.size());
      if (end > begin) add(line_.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  std::string latin;
  std::string others;
  std::size_t kept_bytes = 0;
  std::size_t all_bytes = 0;

 private:
  void add(std::string_view token) {
    all_bytes += token.size();
    if (std::size_t kept = add_other_scripts(token); kept > 0) {
      // Half of a token such as "Ruby를" is reason enough to keep the line.
      kept_bytes += token.size();
      return;
    }
    const std::string_view word = latin_word(token);
    if (word.empty()) return;
    kept_bytes += token.size();
    latin.append(word).push_back(' ');
  }

  /// The letters of a token that are not Latin; returns how many bytes they are.
  std::size_t add_other_scripts(std::string_view token) {
    const bool is_ascii = std::all_of(token.begin(), token.end(), [](char c) { return (c & 0x80) == 0; });
    if (is_ascii) return 0;
    const std::size_t before = others.size();
    for (std::size_t at = 0; at < token.size();) {
      const char32_t c = next_code_point(token, at);
      const auto code = static_cast<UChar32>(c);
      const bool is_mark = (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0 && others.size() > before;
      if (c >= 0x80 && (is_mark || (u_isalpha(code) && !is_latin(c)))) append_utf8(others, c);
    }
    const std::size_t added = others.size() - before;
    if (added > 0) others.push_back(' ');
    return added;
  }

  std::string_view line_;
};

void count_letters(Prose& prose) {
  std::map<std::string_view, std::size_t> languages;
  for (const std::string* text : {&prose.latin, &prose.others}) {
    for (std::size_t at = 0; at < text->size();) {
      const char32_t c = next_code_point(*text, at);
      if (c < 0x80) {
        prose.letters[static_cast<std::size_t>(ScriptGroup::Latin)] += is_ascii_letter(c) ? 1 : 0;
        continue;
      }
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

Prose prose_of(std::string_view text) {
  Prose prose;
  const std::size_t limit = std::min(text.size(), kMaxTextBytes);
  for (std::size_t begin = 0; begin < limit && prose.latin.size() + prose.others.size() < kMaxProseBytes;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    LineReader line(whole_code_points(text.substr(begin, end - begin), 4 * kMaxProseBytes));
    line.read();
    if (static_cast<double>(line.kept_bytes) >= kMinProseShare * static_cast<double>(line.all_bytes)) {
      prose.latin += line.latin;
      prose.others += line.others;
    }
    begin = end + 1;
  }
  count_letters(prose);
  return prose;
}

}  // namespace byline
