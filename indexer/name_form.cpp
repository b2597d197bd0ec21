#include "indexer/name_form.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <unordered_set>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/name_list.hpp"
#include "indexer/name_words.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

using WordSet = std::unordered_set<std::string>;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<UChar32> code_points(std::string_view text) {
  std::vector<UChar32> points;
  for (std::size_t at = 0; at < text.size();) points.push_back(static_cast<UChar32>(next_code_point(text, at)));
  return points;
}

// ---- marks around a name

bool is_mark_around(UChar32 c) {
  if (c == '.' || c == '@' || c == '_' || c == '#' || c == '$' || c == '+') return false;
  return u_ispunct(c) || u_charType(c) == U_MATH_SYMBOL || u_charType(c) == U_OTHER_SYMBOL || u_isUWhiteSpace(c) ||
         u_iscntrl(c) || u_charType(c) == U_MODIFIER_SYMBOL;
}

/// Quotes, brackets, dashes, bullets, daggers and colons at both ends; brackets that close what the name opened stay.
std::string_view without_marks(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_mark_around(static_cast<UChar32>(next_code_point(text, next)))) break;
    begin = next;
  }
  std::size_t end = begin;
  bool is_open = false;
  for (std::size_t at = begin; at < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    if (c == '(' || c == 0xFF08 || c == '[') is_open = true;
    const bool closes = is_open && (c == ')' || c == 0xFF09 || c == ']');
    if (closes) is_open = false;
    if (closes || !is_mark_around(c)) end = at;
  }
  return text.substr(begin, end - begin);
}

/// A full stop behind a last word that is no initial and no "Jr.".
std::string_view without_full_stop(std::string_view text) {
  if (!text.ends_with('.')) return text;
  const std::size_t space = text.rfind(' ');
  const std::string_view last = text.substr(space == std::string_view::npos ? 0 : space + 1);
  const bool belongs = last.find('.') != last.size() - 1 || count_code_points(last) <= 4 || is_name_suffix(last);
  return belongs && space != std::string_view::npos ? text : text.substr(0, text.size() - 1);
}

/// "Jane Doe1,2*": numbers of footnotes, or a count that ran into the name. "k0kubun" and "watson1978" are names.
std::string_view without_footnotes(std::string_view text) {
  if (text.find(' ') == std::string_view::npos) return text;
  std::size_t end = text.size();
  while (end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9') --end;
  // "Blink 182" keeps its number, for a space stands in front of it.
  if (end == text.size() || end == 0 || text[end - 1] == ' ') return text;
  return text.substr(0, end);
}

// ---- titles

bool is_honorific(std::string_view word) {
  static const WordSet kTitles = {
      "dr.",      "dr",         "prof.", "prof",      "professor", "professorin", "sir",   "dame",  "mr.",      "mr",
      "mrs.",     "mrs",        "ms.",   "ms",        "mx.",       "miss",        "rev.",  "rev",   "reverend", "hon.",
      "capt.",    "lt.",        "sgt.",  "col.",      "gen.",      "sen.",        "rep.",  "gov.",  "herr",     "frau",
      "mme",      "mme.",       "mlle",  "mlle.",     "monsieur",  "madame",      "sra.",  "srta.", "dra.",     "dott.",
      "dott.ssa", "dipl.-ing.", "ing.",  "mag.",      "phdr.",     "mudr.",       "judr.", "rndr.", "mgr.",     "bc.",
      "lic.",     "д-р",        "проф.", "профессор", "prof.dr.",  "priv.-doz.",  "pd",    "pfr.",  "hr.",      "fr.",
      "ir.",      "drs.",       "doc.",  "dr.med.",   "dr.h.c.",   "med.",        "h.c.",  "phil.", "rer.",     "nat.",
      "الدكتور",  "الدكتورة",   "د.",    "أ.د.",      "الأستاذ",   "الأستاذة",    "م.",    "ดร.",   "นาย",      "นาง"};
  return word.size() < 32 && kTitles.contains(folded_case(word));
}

/// "med." and "h.c." are titles behind "Dr." only, and "Fr." behind nothing else means what it means.
bool needs_title_before(std::string_view word) {
  static const WordSet kWords = {"med.", "h.c.", "phil.", "rer.", "nat.", "pd",
                                 "doc.", "bc.",  "fr.",   "hr.",  "ir.",  "м."};
  return kWords.contains(folded_case(word));
}

/// A reporter's title in languages that put it beside the name with a space: "김철수 기자", "记者 王小明".
bool is_reporter_word(std::string_view word) {
  static const WordSet kWords = {"기자", "선임기자", "특파원",   "인턴기자", "논설위원", "앵커",   "记者",
                                 "記者", "本报记者", "本報記者", "特派员",   "特派員",   "实习生", "通讯员",
                                 "氏",   "さん",     "編集部員", "报道",     "報道",     "摄影",   "综合报道"};
  return kWords.contains(std::string(word));
}

using Words = std::vector<std::string_view>;

/// Titles in front of a name of two words or more: "Dr. Seuss" keeps his.
void drop_titles(Words& words) {
  std::size_t titles = 0;
  while (titles < words.size() && is_honorific(words[titles]) && (titles > 0 || !needs_title_before(words[0])))
    ++titles;
  if (words.size() - titles >= 2) words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(titles));
  while (words.size() > 1 && is_reporter_word(words.front())) words.erase(words.begin());
  while (words.size() > 1 && is_reporter_word(words.back())) words.pop_back();
}

void drop_degrees(Words& words) {
  while (words.size() > 2 && is_degree(words.back())) {
    words.pop_back();
    if (words.back().ends_with(',')) words.back().remove_suffix(1);
  }
}

/// "Jane Doe @janedoe", "Jane Doe jane@x.org": addresses beside a name. The last one stays when there is nothing else.
void drop_handles(Words& words) {
  const auto is_handle = [](std::string_view word) { return word.starts_with('@') && word.size() > 1; };
  if (std::all_of(words.begin(), words.end(), is_handle)) {
    if (words.size() > 1) words.resize(1);
    return;
  }
  std::erase_if(words, is_handle);
}

std::string text_of(const Words& words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

/// "Jane Doe Staff Writer": the words of an office behind a full name; but the "Android Platform Team" is no person.
void drop_office(Words& words) {
  if (words.size() < 3 || !is_personal_office(words.back()) || begins_organisation(words.front())) return;
  std::size_t end = words.size();
  while (end > 2 && (has_affiliation_word(words[end - 1]) || is_office_adjective(words[end - 1]))) --end;
  const Words rest(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end));
  if (end < words.size() && is_person(text_of(rest))) words = rest;
}

// ---- capitals

bool has_upper(const std::vector<UChar32>& word) {
  return std::any_of(word.begin(), word.end(), [](UChar32 c) { return u_isupper(c) != 0; });
}

/// "MCAVOY" has no lower case letter; "McAVOY" and "LeBLANC" have one in front of their second capital.
bool is_in_capitals(std::string_view word) {
  const auto points = code_points(word);
  std::size_t lower = 0;
  std::size_t upper_run = 0;
  for (const UChar32 c : points) {
    if (u_islower(c)) {
      if (upper_run > 1) return false;
      ++lower;
      upper_run = 0;
    } else if (u_isupper(c)) {
      ++upper_run;
    }
  }
  return has_upper(points) && (lower == 0 || (lower <= 3 && upper_run > 1));
}

bool is_vowel(UChar32 c) {
  constexpr std::string_view kVowels = "AEIOUYaeiouy";
  return c > 0x7F || kVowels.find(static_cast<char>(c)) != std::string_view::npos;
}

/// "J.R.", "JK", "TJ": letters that stand for names.
bool are_initials(const std::vector<UChar32>& word) {
  if (word.size() == 1 || std::find(word.begin(), word.end(), '.') != word.end()) {
    std::size_t letters = 0;
    for (const UChar32 c : word) {
      letters = c == '.' ? 0 : letters + 1;
      if (letters > 1) return false;
    }
    return true;
  }
  return word.size() == 2 && (word[1] == 'J' || std::none_of(word.begin(), word.end(), is_vowel));
}

/// Surnames with "Mac" in front of another name; "MACHADO" and "MACK" are none.
bool is_mac_name(const std::string& rest) {
  static const WordSet kNames = {
      "adam",    "allister", "arthur", "aulay",  "bride",   "callum",  "cormack", "cormick", "donald",  "donnell",
      "dougall", "dougal",   "dowell", "duff",   "ewan",    "ewen",    "fadden",  "fadyen",  "farlane", "gillivray",
      "ginnis",  "grath",    "gregor", "guire",  "innes",   "innis",   "intosh",  "intyre",  "isaac",   "iver",
      "kay",     "kenna",    "kenzie", "kinnon", "kinlay",  "lachlan", "laren",   "lean",    "leish",   "lellan",
      "lennan",  "leod",     "manus",  "master", "millan",  "nab",     "nair",    "namara",  "neice",   "neil",
      "neill",   "nicol",    "phail",  "phee",   "pherson", "quarrie", "queen",   "rae",     "ritchie", "sween",
      "taggart", "tavish",   "vicar",  "william"};
  return kNames.contains(rest);
}

std::string lower_case(const std::vector<UChar32>& points) {
  std::string text;
  for (const UChar32 c : points) append_utf8(text, static_cast<char32_t>(u_tolower(c)));
  return text;
}

/// One word: capitals behind a letter become small, but stay behind "Mc", "O'", a hyphen, and where small letters
/// stood.
std::string capitalised(std::string_view word) {
  std::vector<UChar32> points = code_points(word);
  if (are_initials(points) || is_name_numeral(word)) return std::string(word);
  std::vector<bool> stays(points.size(), false);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool begins = i == 0 || !u_isalpha(points[i - 1]) || u_islower(points[i - 1]);
    const bool behind_apostrophe = i > 0 && (points[i - 1] == '\'' || points[i - 1] == 0x2019);
    // "D'EMILIO" and "O'BRIEN", but "JAMES'S": one letter, or at most two, stands in front.
    if (begins && (!behind_apostrophe || i - begin <= 3)) stays[i] = true;
    if (!u_isalpha(points[i]) && !behind_apostrophe) begin = i + 1;
  }
  const std::string small = lower_case(points);
  if (small.starts_with("mc") && points.size() > 3) stays[2] = true;
  if (small.starts_with("mac") && is_mac_name(small.substr(3))) stays[3] = true;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!stays[i]) points[i] = u_tolower(points[i]);
  }
  if (points.size() > 1 && points.back() == 0x3C3) points.back() = 0x3C2;  // a final sigma
  std::string text;
  for (const UChar32 c : points) append_utf8(text, static_cast<char32_t>(c));
  return text;
}

/// Particles that are written small inside a name.
bool is_small_particle(const std::string& folded, const std::string& before) {
  static const WordSet kParticles = {"van", "von", "der", "den", "de",  "del", "della", "di",  "da",   "dos", "das",
                                     "do",  "du",  "des", "zu",  "zur", "ten", "ter",   "bin", "bint", "ibn", "y"};
  static const WordSet kArticles = {"la", "las", "los", "le"};
  return kParticles.contains(folded) || (kArticles.contains(folded) && before == "de");
}

bool is_long_enough(const Words& words) {
  return std::any_of(words.begin(), words.end(), [](std::string_view word) { return count_code_points(word) > 2; });
}

}  // namespace

std::string without_capitals(std::string_view name) {
  const Words words = words_of(name);
  if (words.size() < 2 || words.size() > 6 || is_organisation(name) || !is_long_enough(words)) return std::string(name);
  std::vector<std::string> written;
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_one = is_in_capitals(words[i]);
    const std::string folded = folded_case(words[i]);
    if (!is_one && !is_small_particle(folded, {})) return std::string(name);
    capitals += is_one && !are_initials(code_points(words[i])) ? 1U : 0U;
    const bool is_inside = i > 0 && i + 1 < words.size();
    const bool is_small = is_inside && is_small_particle(folded, i > 0 ? folded_case(words[i - 1]) : "");
    written.push_back(is_small ? lower_case(code_points(words[i])) : capitalised(words[i]));
  }
  std::string result = joined(written);
  const bool is_name = looks_like_name(std::string_view(result).substr(0, result.find(',')));
  return capitals > 0 && is_name && result.size() <= name.size() ? result : std::string(name);
}

std::string tidy_name(std::string_view name) {
  name = without_full_stop(without_footnotes(without_marks(name)));
  Words words = words_of(name);
  std::erase_if(words, [&](std::string_view word) {
    return words.size() > 1 && word.find_first_not_of("*†‡") == std::string_view::npos;
  });
  drop_handles(words);
  drop_titles(words);
  drop_degrees(words);
  drop_office(words);
  const std::string text = text_of(words);
  return without_capitals(without_full_stop(without_marks(text)));
}

}  // namespace byline
