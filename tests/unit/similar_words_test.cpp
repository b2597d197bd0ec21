#include "searcher/similar_words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "searcher/edit_distance.hpp"

namespace byline {
namespace {

/// The words are in one article each, or in as many as follow a colon.
Xapian::Database database_of(std::string_view words) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const std::string& item : test::split(words, ' ')) {
    const auto colon = item.find(':');
    const int articles = colon == std::string::npos ? 1 : std::stoi(item.substr(colon + 1));
    for (int i = 0; i < articles; ++i) {
      Xapian::Document document;
      document.add_term(item.substr(0, colon));
      database.add_document(document);
    }
  }
  return database;
}

std::string near(const Xapian::Database& database, std::string_view word, const SimilarWordRequest& request) {
  std::vector<std::string> described;
  for (const SimilarWord& found : similar_words(database, word, request).words) {
    described.push_back(found.word + "/" + std::to_string(found.distance) + "/" + std::to_string(found.articles));
  }
  return test::join(described, " ");
}

/// The textbook's table, all of it.
std::size_t naive_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string random_word(std::mt19937& random, std::string_view letters, std::size_t longest) {
  std::string word;
  for (std::size_t length = 1 + random() % longest; length > 0; --length) word += letters[random() % letters.size()];
  return word;
}

TEST_CASE("the distance of two words") {
  struct Row {
    std::string_view a;
    std::string_view b;
    std::size_t distance;
  };
  constexpr Row kRows[] = {
      {"tariff", "tariff", 0},
      {"tarif", "tariff", 1},
      {"tarrif", "tariff", 2},
      {"tairff", "tariff", 1},
      {"", "abc", 3},
      {"abc", "", 3},
      {"", "", 0},
      {"kitten", "sitting", 3},
      {"ca", "abc", 3},  // with parts edited twice it would be 2
      {"банк", "банка", 1},
      {"бнак", "банк", 1},
      {"straße", "strasse", 2},
      {"مدرسة", "مدرسه", 1},
      {"東京", "東大", 1},
      {"도서관", "도서괸", 1},
      {"도서관", "도서가", 2},
      {"한국", "한구", 1},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(edit_distance(row.a, row.b) == row.distance);
    CHECK(edit_distance(row.b, row.a) == row.distance);
  }
}

TEST_CASE("distances of random words agree with the whole table, and are a measure") {
  std::mt19937 random(1);
  for (int i = 0; i < 3000; ++i) {
    const std::string a = random_word(random, "abc", 9);
    const std::string b = random_word(random, "abc", 9);
    CAPTURE(a);
    CAPTURE(b);
    const std::size_t distance = edit_distance(a, b);
    REQUIRE(distance == naive_distance(a, b));
    REQUIRE(distance == edit_distance(b, a));
    REQUIRE((distance == 0) == (a == b));
    const auto [shorter, longer] = std::minmax({a.size(), b.size()});
    REQUIRE(distance >= longer - shorter);
    REQUIRE(distance <= longer);
  }
}

TEST_CASE("similar words are those that the distance names, whatever is leapt over") {
  std::mt19937 random(2);
  std::string words;
  for (int i = 0; i < 4000; ++i) words += random_word(random, "abcdE", 8) + " ";
  const Xapian::Database database = database_of(words);
  for (int i = 0; i < 60; ++i) {
    const std::string word = random_word(random, "abcd", 8);
    const unsigned most = 1 + static_cast<unsigned>(random() % 3);
    std::vector<std::string> expected;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      if ((*term).front() != 'E' && naive_distance(*term, word) <= most) expected.push_back(*term);
    }
    std::vector<std::string> found;
    for (const SimilarWord& similar : similar_words(database, word, {most, 100'000, 0}).words) {
      REQUIRE(similar.distance == naive_distance(similar.word, word));
      REQUIRE(similar.articles == database.get_termfreq(similar.word));
      found.push_back(similar.word);
    }
    std::sort(found.begin(), found.end());
    CAPTURE(word);
    REQUIRE(found == expected);
  }
}

TEST_CASE("similar words come nearest first, then the commonest") {
  const Xapian::Database database =
      database_of("tariff:3 tariffs:9 tarif:1 tarifs:2 Ztariff:9 Atariff:5 банк:2 банка:1 도서관:1 도서괸:1 도시:4");
  CHECK(near(database, "tarifs", {1, 10, 0}) == "tarifs/0/2 tariffs/1/9 tariff/1/3 tarif/1/1");
  CHECK(near(database, "tarifs", {2, 10, 0}) == "tarifs/0/2 tariffs/1/9 tariff/1/3 tarif/1/1");
  CHECK(near(database, "бнак", {1, 10, 0}) == "банк/1/2");
  CHECK(near(database, "도서관", {1, 10, 0}) == "도서관/0/1 도서괸/1/1");
  CHECK(near(database, "aariff", {1, 10, 0}) == "tariff/1/3");
  CHECK(near(database, "aariff", {1, 10, 1}).empty());
  CHECK(near(database, "ztariff", {1, 10, 0}) == "tariff/1/3");
  CHECK(near(database, "", {2, 10, 0}).empty());
  CHECK(near(database, std::string(100, 'a'), {3, 10, 0}).empty());
}

TEST_CASE("no more similar words than asked for, and the best") {
  const Xapian::Database database = database_of("aa:1 ab:5 ac:2 ad:9 ae:3");
  CHECK(near(database, "ax", {1, 2, 0}) == "ad/1/9 ab/1/5");
  CHECK(similar_words(database, "ax", {1, 2, 0}).cut_off);
  CHECK_FALSE(similar_words(database, "ax", {1, 5, 0}).cut_off);
}

TEST_CASE("the distance of long names is told, too") {
  const std::string name(400, 'n');
  CHECK(edit_distance(name, name) == 0);
  CHECK(edit_distance(name, name + "x") == 1);
  CHECK(edit_distance(name, std::string(400, 'm')) == 400);
}

}  // namespace
}  // namespace byline
