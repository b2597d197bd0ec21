#include "common/word_boundaries.hpp"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "common/utf8.hpp"
#include "common/words.hpp"

namespace byline {
namespace {

/// What is to be equalled: ICU's iterator over the whole of a text.
class IcuWords {
 public:
  IcuWords() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    REQUIRE(U_SUCCESS(status));
  }
  IcuWords(const IcuWords&) = delete;
  IcuWords& operator=(const IcuWords&) = delete;
  ~IcuWords() {
    iterator_.reset();
    if (utext_ != nullptr) utext_close(utext_);
  }

  const std::vector<RawWord>& find(std::string_view text) {
    words_.clear();
    UErrorCode status = U_ZERO_ERROR;
    utext_ = utext_openUTF8(utext_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator_->setText(utext_, status);
    if (U_FAILURE(status)) FAIL("ICU cannot read the text");
    std::int32_t begin = iterator_->first();
    for (std::int32_t end = iterator_->next(); end != icu::BreakIterator::DONE; end = iterator_->next()) {
      if (iterator_->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) {
        words_.push_back({static_cast<std::size_t>(begin), static_cast<std::size_t>(end), false});
      }
      begin = end;
    }
    return words_;
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
  UText* utext_ = nullptr;
  std::vector<RawWord> words_;
};

bool is_same(const Word& a, const Word& b) {
  return a.begin == b.begin && a.end == b.end && a.position == b.position && a.joined == b.joined;
}

bool is_same(const RawWord& a, const RawWord& b) { return a.begin == b.begin && a.end == b.end; }

template <typename Items>
bool are_same(const Items& a, const Items& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!is_same(a[i], b[i])) return false;
  }
  return true;
}

/// Compares our words with ICU's, and all that WordSegmenter makes of them with what it makes of ICU's.
class Comparison {
 public:
  /// False, and says so once, when something differs.
  bool check(std::string_view text) {
    const std::vector<RawWord>& expected = icu_.find(text);
    if (!are_same(boundaries_.find(text), expected)) return report(text, "the words");
    if (!are_same(segmenter_.split(text), from_icu_.mend(text, expected))) return report(text, "what is made of them");
    return true;
  }

 private:
  static bool report(std::string_view text, std::string_view what) {
    std::string code_points;
    for (std::size_t at = 0; at < text.size();) {
      code_points += std::to_string(static_cast<std::uint32_t>(next_code_point(text, at))) + " ";
    }
    CAPTURE(what);
    CAPTURE(code_points);
    CHECK(text.empty());
    return false;
  }

  IcuWords icu_;
  WordBoundaries boundaries_;
  WordSegmenter segmenter_;
  WordSegmenter from_icu_;
};

/// Every class of the rules, and what our own rules look at.
constexpr std::array<std::string_view, 46> kClasses = {
    "a",      "1",          "_",          "'",          ".",      ",",         ":",      ";",      "@",      "-",
    "\"",     " ",          "\r",         "\n",         "\t",     "\v",        "+",      "#",      "&",      "s",
    "\u00E9", "\u044F",     "\u4E2D",     "\u306F",     "\u30AB", "\u30FC",    "\u0E01", "\u0E31", "\uD55C", "\u05D0",
    "\u0661", "\u0301",     "\u00AD",     "\u200D",     "\u2019", "\u201C",    "\u2014", "\u00A0", "\u3000", "\u00B7",
    "\u2139", "\U0001F600", "\U0001F1E9", "\U00017000", "\u2028", "\U00016FE4"};

/// Checks all sequences of so many of the given pieces; stops at the tenth that differs.
template <typename Pieces>
void check_all(const Pieces& pieces, std::size_t length, Comparison& comparison) {
  std::vector<std::size_t> chosen(length, 0);
  int differing = 0;
  for (;;) {
    std::string text;
    for (const std::size_t piece : chosen) text += pieces[piece];
    if (!comparison.check(text) && ++differing == 10) return;
    std::size_t digit = 0;
    while (digit < length && ++chosen[digit] == pieces.size()) chosen[digit++] = 0;
    if (digit == length) return;
  }
}

TEST_CASE("words are ICU's for every sequence of up to three classes of characters") {
  Comparison comparison;
  for (std::size_t length = 0; length <= 3; ++length) check_all(kClasses, length, comparison);
}

TEST_CASE("words are ICU's for every longer sequence of the classes that rules of several characters are about") {
  Comparison comparison;
  constexpr std::array<std::string_view, 9> kTied = {"a", "1", "_", "'", ".", ",", " ", "\u0301", "\u00E9"};
  check_all(kTied, 5, comparison);
  constexpr std::array<std::string_view, 9> kHebrew = {"\u05D0", "'",      "\"",     "a",     "1",
                                                       ".",      "\u00AD", "\u200D", "\u2139"};
  check_all(kHebrew, 5, comparison);
  constexpr std::array<std::string_view, 9> kSpaces = {" ",      "\u3000", "\r",         "\n",        "\u200D",
                                                       "\u2139", "a",      "\U0001F600", "\U0001F1E9"};
  check_all(kSpaces, 5, comparison);
  constexpr std::array<std::string_view, 9> kDictionaries = {"\u4E2D", "\u306F", "\u30AB", "\u0E01", "\u0E31",
                                                             "\uD55C", "_",      "a",      "\u200D"};
  check_all(kDictionaries, 5, comparison);
}

TEST_CASE("every character is of the class that it has in ICU's rules") {
  Comparison comparison;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kAround = {{{"", ""},
                                                                                      {"a", "a"},
                                                                                      {"1", "1"},
                                                                                      {"a", "1"},
                                                                                      {"_", "_"},
                                                                                      {"\u05D0", "\u05D0"},
                                                                                      {"\u30AB", "\u30AB"},
                                                                                      {"\uD55C", "\uD55C"},
                                                                                      {"\u200D", "a"},
                                                                                      {"a\u200D", "a"},
                                                                                      {" ", " a"},
                                                                                      {"\r", "\u200D\u2139"},
                                                                                      {"a.", "b"},
                                                                                      {"\U0001F1E9", "\U0001F1E9"}}};
  int differing = 0;
  for (char32_t c = 1; c <= 0x10FFFF && differing < 10; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    if (u_charType(static_cast<UChar32>(c)) == U_UNASSIGNED && c > 0x40000 && (c & 0xFFF) != 0) continue;
    if (u_charType(static_cast<UChar32>(c)) == U_PRIVATE_USE_CHAR && (c & 0xFFF) != 0) continue;
    std::string text;
    for (const auto& [before, after] : kAround) {
      text += before;
      append_utf8(text, c);
      text.append(after).append("\n");
    }
    if (!comparison.check(text)) ++differing;
  }
}

/// A text of random pieces, some more likely than others, so that words and signs come in runs.
template <typename Pieces>
std::string random_text(std::mt19937& random, const Pieces& pieces, std::size_t length) {
  std::string text;
  std::size_t favourite = 0;
  for (std::size_t i = 0; i < length; ++i) {
    if (random() % 8 == 0) favourite = random() % pieces.size();
    text += pieces[random() % 3 == 0 ? favourite : random() % pieces.size()];
  }
  return text;
}

TEST_CASE("words are ICU's for long random texts") {
  Comparison comparison;
  std::mt19937 random(20230719);
  int differing = 0;
  for (int i = 0; i < 3000 && differing < 10; ++i) {
    if (!comparison.check(random_text(random, kClasses, 1 + random() % 300))) ++differing;
  }
}

TEST_CASE("words are ICU's for random texts of many alphabets") {
  constexpr std::array<std::pair<char32_t, char32_t>, 24> kBlocks = {
      {{0x20, 0x7E},     {0x20, 0x7E},     {0x01, 0x7F},     {0xA0, 0x17F},    {0x300, 0x36F},     {0x370, 0x3FF},
       {0x400, 0x45F},   {0x530, 0x58F},   {0x590, 0x5F4},   {0x600, 0x6FF},   {0x900, 0x97F},     {0xE00, 0xE5B},
       {0xE80, 0xEDF},   {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x2000, 0x206F}, {0x2100, 0x214F},   {0x3000, 0x30FF},
       {0x4E00, 0x4FFF}, {0xAC00, 0xAFFF}, {0xFE50, 0xFE6F}, {0xFF00, 0xFFEF}, {0x1F1E6, 0x1F1FF}, {0x1F300, 0x1F64F}}};
  Comparison comparison;
  std::mt19937 random(19991231);
  int differing = 0;
  for (int i = 0; i < 5000 && differing < 10; ++i) {
    std::string text;
    auto block = kBlocks[random() % kBlocks.size()];
    for (std::size_t length = 1 + random() % 200; length > 0; --length) {
      if (random() % 6 == 0) block = kBlocks[random() % kBlocks.size()];
      if (random() % 5 == 0) text += kClasses[random() % kClasses.size()];
      append_utf8(text, block.first + static_cast<char32_t>(random() % (block.second - block.first + 1)));
    }
    if (!comparison.check(text)) ++differing;
  }
}

TEST_CASE("words of letters and digits are plain, others are not") {
  struct Row {
    std::string_view word;
    bool is_plain;
  };
  constexpr Row kRows[] = {
      {"harbour", true},    {"covid19", true}, {"caf\u00E9", true},      {"\u044F\u0437\u044B\u043A", true},
      {"in\u00ADto", true}, {"don't", false},  {"don\u2019t", false},    {"a_b", false},
      {"a@b", false},       {"U.S", false},    {"1,000", false},         {"o\u02BCclock", false},
      {"\uD55C", false},    {"\u1EA1", false}, {"\u05D0\"\u05D0", false}};
  WordBoundaries boundaries;
  for (const Row& row : kRows) {
    CAPTURE(row.word);
    const std::vector<RawWord>& words = boundaries.find(row.word);
    REQUIRE(words.size() == 1);
    CHECK(words.front().is_plain == row.is_plain);
  }
}

}  // namespace
}  // namespace byline
