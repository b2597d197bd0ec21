#include "searcher/word_pattern.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <string>
#include <string_view>

#include "archive_fixture.hpp"

namespace byline {
namespace {

TEST_CASE("a star stands for any letters or none") {
  struct Row {
    std::string_view pattern;
    std::string_view word;
    bool matches;
  };
  constexpr Row kRows[] = {
      {"t*riff", "tariff", true},
      {"t*riff", "triff", true},
      {"t*riff", "tariffs", false},
      {"t*riff", "atariff", false},
      {"*tariff", "tariff", true},
      {"*tariff", "antitariff", true},
      {"*tariff", "tariffs", false},
      {"ta*f*s", "tariffs", true},
      {"ta*f*s", "tafs", true},
      {"ta*f*s", "tas", false},
      {"*a*", "banana", true},
      {"*a*", "bench", false},
      {"a*a", "a", false},
      {"a*a", "aa", true},
      {"a*a*a", "aa", false},
      {"ab*ba", "aba", false},
      {"ab*ba", "abba", true},
      {"*ab*ab", "abab", true},
      {"*ab*ab", "cab", false},
      {"*", "x", true},
      {"**", "x", true},
      {"a**b", "ab", true},
      {"м*ва", "москва", true},
      {"东*京", "东南京", true},
      {"*b*c*", "abc", true},
      {"*b*c*", "acb", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.pattern);
    CAPTURE(row.word);
    CHECK(WordPattern(std::string(row.pattern)).matches(row.word) == row.matches);
  }
  CHECK(WordPattern("ta*f").beginning() == "ta");
  CHECK(WordPattern("*f").beginning().empty());
}

/// By trying everything.
bool naive(std::string_view pattern, std::string_view word) {
  if (pattern.empty()) return word.empty();
  if (pattern.front() != '*') {
    return !word.empty() && word.front() == pattern.front() && naive(pattern.substr(1), word.substr(1));
  }
  return naive(pattern.substr(1), word) || (!word.empty() && naive(pattern, word.substr(1)));
}

TEST_CASE("property: patterns match what trying everything matches") {
  std::mt19937 engine(7);
  std::size_t matching = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string pattern;
    std::string word;
    for (auto count = 1 + engine() % 7; count > 0; --count) pattern += "ab*"[engine() % 3];
    for (auto count = 1 + engine() % 8; count > 0; --count) word += "ab"[engine() % 2];
    if (pattern.find('*') == std::string::npos) pattern += '*';
    CAPTURE(pattern);
    CAPTURE(word);
    const bool expected = naive(pattern, word);
    CHECK(WordPattern(pattern).matches(word) == expected);
    if (expected) ++matching;
  }
  CHECK(matching > 1000);
}

TEST_CASE("no pattern takes long") {
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "a*";
  const WordPattern nasty(pattern + "b");
  const std::string word(200, 'a');
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100'000; ++i) CHECK_FALSE(nasty.matches(word));
  const WordPattern inner("*" + std::string(99, 'a') + "b*a");
  for (int i = 0; i < 1000; ++i) CHECK_FALSE(inner.matches(word));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("what is typed with a star is taken apart as texts are") {
  struct Row {
    std::string_view typed;
    std::string_view words;
    std::string_view joined;
  };
  constexpr Row kRows[] = {
      {"T*riff", "t*riff", "t*riff"},
      {"Caf\u00E9*s", "cafe*s", "cafe*s"},
      {"cross-b*er", "cross|b*er", "crossb*er"},
      {"cross\u2010b*er", "cross|b*er", "crossb*er"},
      {"pass/f*l", "pass|f*l", ""},
      {"(t*f", "t*f", ""},
      {".t*f.", "t*f", "t*f"},
      {"don\u2019*s", "don'*s", "don'*s"},
      {"at&*t", "at&*t", "at&*t"},
      {"*.md", "*.md", "*.md"},
      {"*+", "*+", "*+"},
      {"in\u00ADfl*on", "infl*on", "infl*on"},
      {"М*сква", "м*сква", "м*сква"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.typed);
    const PatternWords found = pattern_words(row.typed);
    CHECK(test::join(found.words, "|") == row.words);
    CHECK(found.joined == row.joined);
  }
}

}  // namespace
}  // namespace byline
