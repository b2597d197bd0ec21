#include "common/words.hpp"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/korean.hpp"
#include "common/text_arena.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// Longer chains ("a-b-c-…", long URLs) are left in their parts.
constexpr std::size_t kMaxJoinedParts = 8;
constexpr std::size_t kMaxJoinedBytes = 64;

/// A word before joined forms are considered; `connector` ties it to the part before it, or is 0.
struct Part {
  std::size_t begin;
  std::size_t end;
  char32_t connector;
  bool is_plain = false;  ///< RawWord::is_plain
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_word_char(char32_t c) { return c == '_' || u_isalnum(static_cast<UChar32>(c)); }

bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xFF07; }

/// The code point before `offset`, or 0 at the start.
char32_t code_point_before(std::string_view text, std::size_t offset) {
  if (offset == 0) return 0;
  std::size_t at = offset - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return next_code_point(text, at);
}

char32_t code_point_at(std::string_view text, std::size_t offset) {
  return offset < text.size() ? next_code_point(text, offset) : 0;
}

/// The connector between two neighbouring raw words: a single hyphen or ampersand and nothing else.
char32_t connector_between(std::string_view text, std::size_t end, std::size_t begin) {
  if (begin <= end || begin - end > 3 || text[end] == ' ') return 0;
  std::size_t at = end;
  const char32_t c = next_code_point(text, at);
  if (at != begin) return 0;
  if (is_hyphen(c)) return '-';
  return c == '&' ? c : 0;
}

/// Articles and pronouns that French, Italian and Catalan elide before a vowel. "O'Brien" is not among them.
bool is_elided(std::string_view before) {
  static constexpr std::array<std::string_view, 24> kElided = {
      "l",      "d",      "j",    "m",   "t",    "s",    "c",  "n",    "qu",    "lorsqu", "puisqu", "jusqu",
      "quoiqu", "quelqu", "dell", "all", "dall", "nell", "un", "sull", "quest", "quell",  "gl",     "bell"};
  std::string lower(before);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return std::find(kElided.begin(), kElided.end(), lower) != kElided.end();
}

bool begins_with_vowel(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = 0;
  const char32_t c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(text, at))));
  // Latin letters beyond ASCII that begin a word after an elision are all accented vowels or œ, æ.
  return (c < 0x80 && std::string_view("aeiouyh").find(static_cast<char>(c)) != std::string_view::npos) ||
         (c >= 0xC0 && c < 0x180);
}

bool is_hangul_letter(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

/// Thai, Lao, Burmese, Khmer: ICU's dictionaries for them leave letters of other scripts on their words.
bool is_south_east_asian(char32_t c) {
  return (c >= 0x0E01 && c <= 0x0EDF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

/// Scripts that are parted from others, and from one another.
int parted_script(char32_t c) { return is_hangul_letter(c) ? 2 : is_south_east_asian(c) ? 1 : 0; }

/// Quick, for every word of every text asks: these scripts' letters are three bytes each.
bool may_be_mixed(std::string_view text, const Part& part) {
  const std::string_view word = text.substr(part.begin, part.end - part.begin);
  return std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
}

bool is_mixed(std::string_view text, const Part& part) {
  std::size_t at = part.begin;
  const int first = parted_script(next_code_point(text, at));
  while (at < part.end) {
    if (parted_script(next_code_point(text, at)) != first) return true;
  }
  return false;
}

/// "Ruby는", "2025에": a Korean particle tied to a word of another script is no word of its own.
bool is_tied_particle(std::string_view text, const Part& part) {
  if (part.begin == 0 || static_cast<unsigned char>(text[part.begin]) - 0xEAu > 3u) return false;
  const char32_t before = code_point_before(text, part.begin);
  return (is_word_char(before) || before == '+' || before == '#') && !is_hangul_letter(before) &&
         is_korean_particle(text.substr(part.begin, part.end - part.begin));
}

/// Takes a possessive off the end and an elided article off the front.
void strip_clitics(std::string_view text, Part& part) {
  const char last = text[part.end - 1];
  if (last == 's' || last == 'S') {
    const char32_t before = code_point_before(text, part.end - 1);
    if (is_apostrophe(before)) {
      std::size_t end = part.end - 2;
      while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
      if (end > part.begin) part.end = end;
    }
  }
  for (std::size_t at = part.begin; at < part.end && at < part.begin + 8;) {
    const std::size_t here = at;
    if (!is_apostrophe(next_code_point(text, at))) continue;
    if (is_elided(text.substr(part.begin, here - part.begin)) && begins_with_vowel(text.substr(at, part.end - at))) {
      part.begin = at;
    }
    return;
  }
}

/// "U.S", "e.g": single letters with dots between.
bool is_dotted_acronym(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!u_isalpha(static_cast<UChar32>(next_code_point(text, at)))) return false;
    ++letters;
    if (at == text.size()) break;
    if (text[at] != '.' || ++at == text.size()) return false;
  }
  return letters >= 2;
}

/// "1,000" or "1.000.000": the same number without its separators; empty for other words.
std::string without_thousands_separators(std::string_view text) {
  if (text.size() < 5 || !is_digit(text.front())) return {};
  std::string digits;
  std::size_t group = 0;
  char separator = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      digits.push_back(c);
      if (++group > 3) return {};
      continue;
    }
    if ((c != ',' && c != '.' && c != '\'') || (separator != 0 && c != separator)) return {};
    if (separator != 0 && group != 3) return {};
    separator = c;
    group = 0;
  }
  return separator != 0 && group == 3 ? digits : std::string{};
}

/// Where a word that ICU leaves whole is cut: at '@' and '_', and at a dot that does not stand between digits.
bool is_inner_connector(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '@' || c == '_') return true;
  return c == '.' && at > 0 && at + 1 < text.size() && !(is_digit(text[at - 1]) && is_digit(text[at + 1]));
}

bool continues_word(char32_t c) { return is_word_char(c) && !(c >= 0xAC00 && c <= 0xD7A3); }

/// "C++" and "C#": returns how many bytes of sign follow the word.
std::size_t sign_suffix(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view rest = text.substr(end);
  if (rest.empty() || (rest.front() != '+' && rest.front() != '#')) return 0;
  if (rest.starts_with("++") && !rest.starts_with("+++") && !continues_word(code_point_at(text, end + 2))) return 2;
  if (rest.starts_with("#") && end - begin == 1 && is_ascii_letter(text[begin]) &&
      !continues_word(code_point_at(text, end + 1))) {
    return 1;
  }
  return 0;
}

bool is_dot_net(std::string_view text, std::size_t begin, std::size_t end) {
  if (end - begin != 3 || begin == 0 || text[begin - 1] != '.') return false;
  const char32_t before = code_point_before(text, begin - 1);
  if (before == '.' || is_word_char(before)) return false;
  const auto same = [](char a, char b) { return (a | 0x20) == b; };
  return same(text[begin], 'n') && same(text[begin + 1], 'e') && same(text[begin + 2], 't');
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_ascii_letter(c) || (c & 0x80) != 0; });
}

/// The parts of one compound as one word, or empty when they should not be joined.
std::string joined_form(std::string_view text, const Part* first, const Part* last) {
  const auto count = static_cast<std::size_t>(last - first);
  if (count < 2 || count > kMaxJoinedParts || (last - 1)->end - first->begin > kMaxJoinedBytes) return {};
  std::string joined;
  for (const Part* part = first; part != last; ++part) {
    if (part != first && part->connector != '-') joined.push_back(static_cast<char>(part->connector));
    joined.append(text.substr(part->begin, part->end - part->begin));
  }
  return has_letter(joined) ? joined : std::string{};
}

}  // namespace

struct WordSegmenter::State {
  WordBoundaries boundaries;
  std::vector<Part> parts;
  std::vector<Word> result;
  TextArena joined_forms;

  void add_raw_word(std::string_view text, const RawWord& raw);
  void add_parts(std::string_view text, Part whole);
  void add_mixed(std::string_view text, Part whole);
  void emit(std::string_view text);
  void emit_compound(std::string_view text, const Part* first, const Part* last, std::size_t& position);
  void emit_part(std::string_view text, const Part& part, std::size_t position);
};

/// One word as ICU cuts it: takes the signs around it in, cuts inside it, and ties it to its neighbour.
void WordSegmenter::State::add_raw_word(std::string_view text, const RawWord& raw) {
  const std::size_t begin = raw.begin;
  const std::size_t end = raw.end;
  Part whole{begin, end, 0, raw.is_plain};
  if (!parts.empty()) whole.connector = connector_between(text, parts.back().end, begin);
  if (is_dot_net(text, begin, end)) {
    parts.push_back({begin - 1, end, 0});
    return;
  }
  if (const std::size_t sign = sign_suffix(text, begin, end); sign > 0) {
    parts.push_back({begin, end + sign, 0});
    return;
  }
  if (raw.is_plain) {
    parts.push_back(whole);
    return;
  }
  strip_clitics(text, whole);
  // An elision moved the beginning: "week-end-d'eau" is no compound across the apostrophe.
  if (whole.begin != begin) whole.connector = 0;
  add_parts(text, whole);
}

void WordSegmenter::State::add_mixed(std::string_view text, Part whole) {
  char32_t connector = whole.connector;
  for (std::size_t begin = whole.begin; begin < whole.end;) {
    const int script = parted_script(code_point_at(text, begin));
    std::size_t end = begin;
    for (std::size_t at = begin; at < whole.end && parted_script(next_code_point(text, at)) == script;) end = at;
    add_parts(text, {begin, end, connector});
    connector = 0;
    begin = end;
  }
}

void WordSegmenter::State::add_parts(std::string_view text, Part whole) {
  if (may_be_mixed(text, whole) && is_mixed(text, whole)) return add_mixed(text, whole);
  if (is_tied_particle(text, whole)) return;
  const std::string_view word = text.substr(whole.begin, whole.end - whole.begin);
  if (word.find_first_of("@_.") == std::string_view::npos || is_dotted_acronym(word)) {
    parts.push_back(whole);
    return;
  }
  std::size_t begin = whole.begin;
  char32_t connector = whole.connector;
  for (std::size_t at = whole.begin; at <= whole.end; ++at) {
    if (at < whole.end && !is_inner_connector(text, at)) continue;
    if (at > begin) {
      parts.push_back({begin, at, connector});
      connector = 0;
    }
    if (at == whole.end) break;
    connector = parts.empty() || parts.back().end != at ? 0 : static_cast<char32_t>(text[at]);
    begin = at + 1;
  }
}

void WordSegmenter::State::emit_part(std::string_view text, const Part& part, std::size_t position) {
  if (!part.is_plain) {
    const std::string_view word = text.substr(part.begin, part.end - part.begin);
    std::string joined = without_thousands_separators(word);
    if (joined.empty() && word.size() >= 5 && is_dotted_acronym(word)) {
      std::copy_if(word.begin(), word.end(), std::back_inserter(joined), [](char c) { return c != '.'; });
    }
    if (!joined.empty()) result.push_back({part.begin, part.end, position, joined_forms.keep(joined)});
  }
  result.push_back({part.begin, part.end, position, {}});
}

void WordSegmenter::State::emit_compound(std::string_view text, const Part* first, const Part* last,
                                         std::size_t& position) {
  if (const std::string joined = joined_form(text, first, last); !joined.empty()) {
    result.push_back({first->begin, (last - 1)->end, position, joined_forms.keep(joined)});
  }
  for (const Part* part = first; part != last; ++part) emit_part(text, *part, position++);
}

void WordSegmenter::State::emit(std::string_view text) {
  std::size_t position = 0;
  const Part* const end = parts.data() + parts.size();
  for (const Part* first = parts.data(); first != end;) {
    const Part* last = first + 1;
    while (last != end && last->connector != 0) ++last;
    if (last - first == 1) {
      emit_part(text, *first, position++);
    } else {
      emit_compound(text, first, last, position);
    }
    first = last;
  }
}

WordSegmenter::WordSegmenter() : state_(std::make_unique<State>()) {}
WordSegmenter::~WordSegmenter() = default;
WordSegmenter::WordSegmenter(WordSegmenter&&) noexcept = default;
WordSegmenter& WordSegmenter::operator=(WordSegmenter&&) noexcept = default;

const std::vector<Word>& WordSegmenter::split(std::string_view text) {
  return mend(text, state_->boundaries.find(text));
}

const std::vector<Word>& WordSegmenter::mend(std::string_view text, const std::vector<RawWord>& raw_words) {
  State& state = *state_;
  state.parts.clear();
  state.result.clear();
  state.joined_forms.clear();
  for (const RawWord& raw : raw_words) state.add_raw_word(text, raw);
  state.emit(text);
  return state.result;
}

std::string segmentation_identity() { return std::string("ICU ") + U_ICU_VERSION + ", Unicode " + U_UNICODE_VERSION; }

}  // namespace byline
