#include "indexer/person_name.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/line_label.hpp"
#include "indexer/name_words.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestName = 80;

using WordSet = std::unordered_set<std::string>;

UChar32 first_code_point(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : static_cast<UChar32>(next_code_point(text, at));
}

bool is_mark(UChar32 code_point) { return (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0; }

bool is_joiner(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == 0x02BC || c == '-' || c == 0x2010 || c == 0x2011 || c == 0xB7 ||
         c == 0x30FB || c == 0x2027 || c == 0x200C || c == 0x200D;
}

/// Letters (damaged ones too), the signs that join them, and full stops behind initials ("J.", "J.R.R.", "St.", "Jr.").
bool is_name_word(std::string_view word) {
  std::size_t since_stop = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = static_cast<UChar32>(next_code_point(word, at));
    if (code_point == '.') {
      if (since_stop == 0 || since_stop > 3) return false;
      since_stop = 0;
    } else if (u_isalpha(code_point) || is_mark(code_point) || code_point == 0xFFFD) {
      ++since_stop;
      ++letters;
    } else if (!is_joiner(code_point)) {
      return false;
    }
  }
  return letters > 0;
}

enum class Script { Cased, EastAsian, Caseless };

Script script_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto code_point = static_cast<UChar32>(next_code_point(text, at));
    if (!u_isalpha(code_point)) continue;
    if (u_hasBinaryProperty(code_point, UCHAR_CASED)) return Script::Cased;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code_point, &status);
    const bool is_east_asian =
        script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL;
    return is_east_asian ? Script::EastAsian : Script::Caseless;
  }
  return Script::Cased;
}

/// A capital at the start, or behind a particle that is joined to it ("al-Sadr", "d'Artagnan", "O'Neill").
bool is_capitalised(std::string_view word) {
  const UChar32 first = first_code_point(word);
  if (u_isupper(first) || u_istitle(first)) return true;
  const std::size_t joint = word.find_first_of("-'");
  const std::size_t quote = word.find("’");
  const std::size_t end = std::min(joint, quote);
  if (end == std::string_view::npos || end > 4) return false;
  return u_isupper(first_code_point(word.substr(end + (end == quote ? 3 : 1)))) != 0;
}

bool is_cased_name(const std::vector<std::string_view>& words) {
  if (words.size() < 2 || words.size() > 5) return false;
  std::size_t capitals = 0;
  for (const std::string_view word : words) {
    const std::string folded = folded_case(word);
    if (!is_name_word(word)) return false;
    const bool is_inside = &word != &words.front() && !is_capitalised(word) && is_particle(folded);
    if (!is_inside && is_common_word(folded) && word.size() > 1) return false;
    if (is_capitalised(word)) {
      ++capitals;
    } else if (!is_particle(folded)) {
      return false;
    }
  }
  const std::string last = folded_case(words.back());
  return capitals > 0 && is_capitalised(words.back()) && last != "of";
}

bool is_east_asian_name(const std::vector<std::string_view>& words) {
  std::size_t letters = 0;
  bool has_joiner = words.size() > 1;
  for (const std::string_view word : words) {
    if (!is_name_word(word)) return false;
    for (std::size_t at = 0; at < word.size();) {
      if (is_joiner(static_cast<UChar32>(next_code_point(word, at)))) {
        has_joiner = true;
      } else {
        ++letters;
      }
    }
  }
  return letters >= 2 && letters <= (has_joiner ? 18U : 5U) && words.size() <= 3;
}

bool is_caseless_name(const std::vector<std::string_view>& words) {
  if (words.size() < 2 || words.size() > 5) return false;
  return std::all_of(words.begin(), words.end(),
                     [](std::string_view word) { return is_name_word(word) && count_code_points(word) <= 16; });
}

bool is_all_capitals(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = static_cast<UChar32>(next_code_point(word, at));
    if (u_isalpha(code_point) && !u_isupper(code_point)) return false;
  }
  return true;
}

bool has_vowel(std::string_view word) { return word.find_first_of("AEIOUYaeiouy") != std::string_view::npos; }

/// "APF", "UNESCO"; but "SHIBATA" is a surname in capitals.
bool is_acronym(std::string_view word) {
  static const WordSet kLong = {"UNESCO", "UNICEF", "REUTERS", "OXFAM", "NATO", "ASEAN", "PROPUBLICA"};
  if (word.size() < 3 || is_name_numeral(word) || word.find('.') != std::string_view::npos) return false;
  if (!is_all_capitals(word) || script_of(word) != Script::Cased || first_code_point(word) > 0x7F) return false;
  return word.size() <= 4 || !has_vowel(word) || kLong.contains(std::string(word));
}

/// "APF Canada": an acronym among words that are not all in capitals.
bool has_acronym(std::string_view text) {
  if (is_all_capitals(text)) return false;
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(), is_acronym);
}

/// "HuffPost", "TechCrunch": a capital inside the word that no part of a name stands in front of ("McAvoy", "LeBlanc").
bool is_brand(std::string_view word) {
  static const WordSet kParts = {"mc",  "mac",    "le",  "la",   "de",    "di",  "da", "du",   "do",  "van",
                                 "von", "vander", "del", "des",  "fitz",  "o",   "st", "jo",   "ja",  "ka",
                                 "ta",  "sha",    "la",  "mary", "ann",   "jay", "el", "al",   "ben", "bin",
                                 "san", "lee",    "dal", "dell", "della", "ter", "ap", "mhic", "nic", "ni",
                                 "sue", "billy",  "ray", "bil",  "deb",   "ra",  "ro", "te"};
  std::size_t small = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char c = word[at];
    if (c >= 'A' && c <= 'Z' && small > 0) return !kParts.contains(folded_case(word.substr(0, at)));
    if (c >= 'a' && c <= 'z') {
      ++small;
    } else if (c < 'A' || c > 'Z') {
      return false;
    }
  }
  return false;
}

bool has_brand(std::string_view text) {
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(), is_brand);
}

}  // namespace

bool is_name_numeral(std::string_view word) { return word == "II" || word == "III" || word == "IV"; }

bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (u_isalpha(static_cast<UChar32>(next_code_point(text, at)))) return true;
  }
  return false;
}

bool are_particles(std::string_view text) {
  const auto words = words_of(text);
  return !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return !is_capitalised(word) && is_particle(folded_case(word));
  });
}

bool begins_organisation(std::string_view word) {
  return word == "The" || is_acronym(word) || is_brand(word) || is_agency(word);
}

bool is_desk(std::string_view text) {
  static const WordSet kWords = {"staff",    "newsroom",  "desk",     "redaktion",        "rédaction", "redacción",
                                 "redação",  "redazione", "redactie", "редакция",         "редакції",  "编辑部",
                                 "編集部",   "editors",   "newsdesk", "online-redaktion", "redacao",   "redaccion",
                                 "toimitus", "redakce",   "redakcja", "agencies"};
  const auto words = words_of(text);
  return words.size() <= 6 && std::any_of(words.begin(), words.end(),
                                          [](std::string_view word) { return kWords.contains(folded_case(word)); });
}

bool has_affiliation_word(std::string_view text) {
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return is_affiliation_word(folded_case(word)); });
}

/// "Staff reports", "The Editorial Board", "Reuters": a body that signs as its authors do.
bool is_organisation(std::string_view text) {
  if (is_agency(text) || is_desk(text)) return true;
  const auto words = words_of(text);
  if (words.size() < 2 || words.size() > 6 || !begins_like_sentence(text) || !has_affiliation_word(text)) return false;
  return std::all_of(words.begin(), words.end(), is_name_word);
}

bool looks_like_name(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > 2 * kLongestName || text.find('\n') != std::string_view::npos) return false;
  const auto words = words_of(text);
  switch (script_of(text)) {
    case Script::Cased: return is_cased_name(words);
    case Script::EastAsian: return is_east_asian_name(words);
    case Script::Caseless: return is_caseless_name(words);
  }
  return false;
}

bool is_person(std::string_view text) {
  return looks_like_name(text) && !has_affiliation_word(text) && !has_acronym(text) && !has_brand(text) &&
         !is_agency(text);
}

bool is_single_name(std::string_view text) {
  return text.find(' ') == std::string_view::npos && begins_like_sentence(text) && is_name_word(text) &&
         !is_common_word(folded_case(text));
}

}  // namespace byline
