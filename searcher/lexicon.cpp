#include "searcher/lexicon.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <functional>
#include <map>

#include "common/korean.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxSpans = 12;
/// Nobody types longer words; of longer runs their words are looked for.
constexpr std::size_t kMaxSpanCharacters = 24;

enum class Kind { Han, Hiragana, Katakana, SouthEastAsian, Hangul, Other };

/// By ranges: a lexicon is made for every search, and asking ICU takes most of that time.
Kind kind_of(char32_t c) {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (c < 0x0E01) return Kind::Other;
  if (within(0x4E00, 0x9FFF) || within(0x3400, 0x4DBF) || within(0x3005, 0x3007) || within(0xF900, 0xFAFF) ||
      within(0x20000, 0x323AF)) {
    return Kind::Han;
  }
  if (within(0xAC00, 0xD7A3)) return Kind::Hangul;
  if (within(0x3041, 0x309F)) return Kind::Hiragana;
  if (within(0x30A0, 0x30FF) || within(0x31F0, 0x31FF)) return Kind::Katakana;  // ー among them
  if (within(0x0E01, 0x0EDF) || within(0x1000, 0x109F) || within(0x1780, 0x17FF)) return Kind::SouthEastAsian;
  return Kind::Other;
}

Spacing spacing_of(Kind kind) {
  switch (kind) {
    case Kind::Han:
    case Kind::Hiragana:
    case Kind::Katakana: return Spacing::EastAsian;
    case Kind::SouthEastAsian: return Spacing::SouthEastAsian;
    case Kind::Hangul: return Spacing::Korean;
    case Kind::Other: break;
  }
  return Spacing::Spaces;
}

char32_t first_of(std::string_view text) {
  std::size_t at = 0;
  return next_code_point(text, at);
}

char32_t last_of(std::string_view text) {
  std::size_t at = text.size() - 1;
  while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return next_code_point(text, at);
}

bool is_all(std::string_view text, Kind kind) {
  for (std::size_t at = 0; at < text.size();) {
    if (kind_of(next_code_point(text, at)) != kind) return false;
  }
  return true;
}

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

/// Where a text can be parted: before characters that are no marks. Ends with the text's size.
std::vector<std::size_t> boundaries_of(std::string_view text) {
  std::vector<std::size_t> boundaries;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (!is_mark(next_code_point(text, at)) || here == 0) boundaries.push_back(here);
  }
  boundaries.push_back(text.size());
  return boundaries;
}

bool has(const std::vector<std::string>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word, std::less<>());
}

/// What stands before or behind katakana inside a compound: a word, or at least no stump of one.
bool is_katakana_rest(std::string_view rest, char32_t neighbour, std::size_t characters, bool is_word) {
  if (rest.empty() || kind_of(neighbour) != Kind::Katakana) return true;
  if (first_of(rest) == U'ー') return false;
  return count_code_points(rest) >= 2 && (characters >= 3 || is_word);
}

/// Thai and Lao write some vowels before their consonant.
bool is_leading_vowel(char32_t c) { return (c >= 0x0E40 && c <= 0x0E44) || (c >= 0x0EC0 && c <= 0x0EC4); }

bool may_be_word(std::string_view text) {
  return text.empty() || (count_code_points(text) >= 2 && !is_leading_vowel(last_of(text)));
}

}  // namespace

Spacing spacing_of(std::string_view word) {
  if (word.empty() || static_cast<unsigned char>(word.front()) < 0xE0) return Spacing::Spaces;
  std::size_t at = 0;
  const Spacing spacing = spacing_of(kind_of(next_code_point(word, at)));
  while (at < word.size()) {
    const char32_t c = next_code_point(word, at);
    if (spacing_of(kind_of(c)) != spacing) return Spacing::Spaces;
  }
  return spacing;
}

Lexicon::Lexicon(std::vector<std::string> words, std::vector<std::string> stems)
    : words_(std::move(words)), stems_(std::move(stems)) {}

bool Lexicon::has_word(std::string_view word) const { return has(words_, word); }

std::vector<std::string> Lexicon::compounds_of(std::string_view stem) const {
  const Spacing spacing = spacing_of(stem);
  std::vector<std::string> found;
  if (spacing == Spacing::Spaces) return found;
  for (const std::string& longer : stems_) {
    if (longer.size() <= stem.size()) continue;
    for (auto at = longer.find(stem); at != std::string::npos; at = longer.find(stem, at + 1)) {
      if (!has_part(longer, at, at + stem.size(), spacing)) continue;
      found.push_back(longer);
      break;
    }
  }
  return found;
}

bool Lexicon::has_part(std::string_view word, std::size_t begin, std::size_t end, Spacing spacing) const {
  const std::string_view part = word.substr(begin, end - begin);
  const std::string_view before = word.substr(0, begin);
  const std::string_view after = word.substr(end);
  if (!after.empty() && is_mark(first_of(after))) return false;
  const std::size_t characters = count_code_points(part);
  if (spacing == Spacing::Korean) {
    if (characters == 1) return before.empty() && is_korean_particle(after);
    // Nouns stand first, and verbs and more nouns are made of them. Behind another word a short one may be chance.
    return before.empty() || characters >= 3 || (count_code_points(before) >= 2 && has(stems_, before));
  }
  if (spacing == Spacing::SouthEastAsian) {
    return characters >= 2 && is_made_of_words(before) && is_made_of_words(after);
  }
  if (is_all(part, Kind::Katakana)) {
    return characters >= 2 &&
           is_katakana_rest(before, before.empty() ? 0 : last_of(before), characters, has_word(before)) &&
           is_katakana_rest(after, after.empty() ? 0 : first_of(after), characters, has_word(after));
  }
  if (is_all(part, Kind::Hiragana)) return characters >= 3 && (before.empty() || after.empty());
  // What a compound of Chinese characters is comes last: 红茶 is a tea, 茶叶 is not.
  if (characters == 1) return after.empty() && count_code_points(before) <= 2;
  return !is_crossed(word, begin, end);
}

/// Whether a word that begins earlier ends inside the part: of 東京都 the first two characters are a word.
bool Lexicon::is_crossed(std::string_view word, std::size_t begin, std::size_t end) const {
  const std::vector<std::size_t> boundaries = boundaries_of(word);
  for (const std::size_t from : boundaries) {
    if (from >= begin) break;
    for (const std::size_t to : boundaries) {
      if (to > begin && to < end && has_word(word.substr(from, to - from))) return true;
    }
  }
  return false;
}

/// One or more words of two or more characters, or nothing.
bool Lexicon::is_made_of_words(std::string_view text) const {
  const std::vector<std::size_t> boundaries = boundaries_of(text);
  if (text.empty()) return true;
  if (boundaries.size() > kMaxSpanCharacters) return false;
  std::vector<bool> reached(boundaries.size(), false);
  reached[0] = true;
  for (std::size_t to = 1; to < boundaries.size(); ++to) {
    for (std::size_t from = 0; from < to && !reached[to]; ++from) {
      const std::string_view piece = text.substr(boundaries[from], boundaries[to] - boundaries[from]);
      reached[to] = reached[from] && count_code_points(piece) >= 2 && has_word(piece);
    }
  }
  return reached.back();
}

std::vector<std::string> Lexicon::words_that_begin(std::string_view text) const {
  std::vector<std::string> found;
  for (auto word = std::lower_bound(words_.begin(), words_.end(), text, std::less<>());
       word != words_.end() && word->starts_with(text) && found.size() <= kMaxOpenWords; ++word) {
    if (word->size() == text.size() || !is_mark(first_of(std::string_view(*word).substr(text.size())))) {
      found.push_back(*word);
    }
  }
  return found;
}

/// Only those in which what stands before can be a word: the words behind, which must be those of the text, tell the
/// rest.
std::vector<std::string> Lexicon::words_that_end(std::string_view text) const {
  const Spacing spacing = spacing_of(text);
  std::vector<std::string> found;
  for (const std::string& word : words_) {
    if (!word.ends_with(text) || found.size() > kMaxOpenWords) continue;
    const std::size_t begin = word.size() - text.size();
    const std::string_view before = std::string_view(word).substr(0, begin);
    const bool is_part =
        spacing == Spacing::SouthEastAsian ? may_be_word(before) : !is_crossed(word, begin, word.size());
    if (is_part) found.push_back(word);
  }
  return found;
}

namespace {

/// Walks a text from word to word.
class SpanFinder {
 public:
  using Expand = std::function<std::vector<std::string>(std::string_view)>;

  SpanFinder(std::string_view text, const std::vector<std::string>& words, Expand open_begin, Expand open_end)
      : text_(text),
        boundaries_(boundaries_of(text)),
        words_(words),
        open_begin_(std::move(open_begin)),
        open_end_(std::move(open_end)) {}

  std::vector<std::vector<SpanPart>> find() {
    const std::size_t last = boundaries_.size() - 1;
    // Fewer words first, and of as many the longer first word first.
    for (std::size_t parts = 2; parts <= last && found_.size() < kMaxSpans; ++parts) walk(0, parts);
    return std::move(found_);
  }

 private:
  /// Adds every way to hold the rest from a boundary in so many parts.
  void walk(std::size_t from, std::size_t parts) {
    const std::size_t last = boundaries_.size() - 1;
    for (std::size_t to = parts == 1 ? last : last - (parts - 1); to > from && found_.size() < kMaxSpans; --to) {
      if (++steps_ > kMaxSteps) return;
      std::vector<std::string> words = words_for(from, to);
      if (!words.empty()) {
        path_.push_back({std::move(words), std::string(piece(from, to))});
        parts == 1 ? found_.push_back(path_) : walk(to, parts - 1);
        path_.pop_back();
      }
      if (parts == 1) return;
    }
  }

  [[nodiscard]] std::string_view piece(std::size_t from, std::size_t to) const {
    return text_.substr(boundaries_[from], boundaries_[to] - boundaries_[from]);
  }

  /// The words that can stand for a piece. One that is open must have two characters beside it that are not: behind a
  /// single one it could stand anywhere.
  [[nodiscard]] std::vector<std::string> words_for(std::size_t from, std::size_t to) {
    const std::size_t last = boundaries_.size() - 1;
    std::vector<std::string> words;
    if (to == last && open_end_ && from >= 2) {
      words = open_end_(piece(from, to));
    } else if (from == 0 && open_begin_ && last - to >= 2) {
      words = beginnings_of(to);
    } else if (has(words_, piece(from, to))) {
      words.emplace_back(piece(from, to));
    }
    if (words.size() > kMaxOpenWords) words.clear();
    return words;
  }

  /// Asked for once for each place: that takes a look at all words.
  const std::vector<std::string>& beginnings_of(std::size_t to) {
    const auto known = beginnings_.find(to);
    if (known != beginnings_.end()) return known->second;
    return beginnings_.emplace(to, open_begin_(piece(0, to))).first->second;
  }

  static constexpr std::size_t kMaxSteps = 20'000;

  std::string_view text_;
  std::vector<std::size_t> boundaries_;
  const std::vector<std::string>& words_;
  Expand open_begin_;
  Expand open_end_;
  std::map<std::size_t, std::vector<std::string>> beginnings_;
  std::vector<SpanPart> path_;
  std::vector<std::vector<SpanPart>> found_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<std::vector<SpanPart>> Lexicon::spans_of(std::string_view text, Ends ends) const {
  const Spacing spacing = spacing_of(text);
  if (spacing != Spacing::EastAsian && spacing != Spacing::SouthEastAsian) return {};
  if (count_code_points(text) > kMaxSpanCharacters) return {};
  SpanFinder::Expand open_begin;
  SpanFinder::Expand open_end;
  if (ends == Ends::Open) open_begin = [this](std::string_view piece) { return words_that_end(piece); };
  if (ends != Ends::Closed) open_end = [this](std::string_view piece) { return words_that_begin(piece); };
  return SpanFinder(text, words_, std::move(open_begin), std::move(open_end)).find();
}

}  // namespace byline
