#include "common/author_identity.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

/// The people among names with strokes between, "fullest = other = other" with strokes between.
std::string people(const std::string& list) {
  std::vector<AuthorName> names;
  for (std::string& name : test::split(list, '|')) names.push_back({std::move(name), 1});
  std::vector<std::string> shown;
  for (const auto& person : same_people(names)) {
    std::vector<std::string> theirs;
    for (const std::size_t index : person) theirs.push_back(names[index].name);
    shown.push_back(test::join(theirs, " = "));
  }
  return test::join(shown, "|");
}

struct Row {
  const char* names;
  const char* expected;
};

TEST_CASE("one person written two ways") {
  constexpr Row kRows[] = {
      {"Erin Williams|Erin M. Williams", "Erin M. Williams = Erin Williams"},
      {"Erin Williams|Erin Mary Williams", "Erin Mary Williams = Erin Williams"},
      {"Erin M. Williams|Erin Mary Williams", "Erin Mary Williams = Erin M. Williams"},
      {"Erin M. Williams|Erin M Williams", "Erin M Williams = Erin M. Williams"},
      {"E. Williams|Erin Williams", "Erin Williams = E. Williams"},
      {"E Williams|Erin Williams", "Erin Williams = E Williams"},
      {"E. M. Williams|E.M. Williams|Erin Williams", "Erin Williams = E. M. Williams = E.M. Williams"},
      {"E. Williams|E. M. Williams|Erin Mary Williams", "Erin Mary Williams = E. M. Williams = E. Williams"},
      {"Williams, Erin|Erin Williams", "Erin Williams = Williams, Erin"},
      {"Williams, E. M.|Erin Mary Williams", "Erin Mary Williams = Williams, E. M."},
      {"Martin King|Martin King Jr.", "Martin King Jr. = Martin King"},
      {"Martin King, Jr.|Martin King Jr", "Martin King Jr = Martin King, Jr."},
      {"King, Martin, Jr.|Martin King", ""},
      {"Dr. Erin Williams|Erin Williams", "Dr. Erin Williams = Erin Williams"},
      {"Jean-Luc Perrin|J.-L. Perrin", "Jean-Luc Perrin = J.-L. Perrin"},
      {"Jean-Luc Perrin|J. Perrin", "Jean-Luc Perrin = J. Perrin"},
      {"Vera van Aldern|V. van Aldern", "Vera van Aldern = V. van Aldern"},
      {"Иван Петров|И. Петров", "Иван Петров = И. Петров"},
      {"Иван Иванович Петров|Петров И. И.", "Иван Иванович Петров = Петров И. И."},
      {"José Ibarra|J. Ibarra", "José Ibarra = J. Ibarra"},
      {"Μαρία Παππά|Μ. Παππά", "Μαρία Παππά = Μ. Παππά"},
      {"Ann Lee|Ann B. Lee|Bob Lee|Bob C. Lee", "Ann B. Lee = Ann Lee|Bob C. Lee = Bob Lee"},
      {"E. Williams|Erin Williams|Erin M. Williams|Eric Williams", "Erin M. Williams = Erin Williams"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.names);
    CHECK(people(row.names) == row.expected);
  }
}

TEST_CASE("what is not plainly one person stays apart") {
  for (const char* names : {
           "Erin Williams|Eric Williams",
           "E. Williams|Erin Williams|Eric Williams",
           "E. Williams|Erin M. Williams|Eric Williams",
           "Erin Williams|Erin M. Williams|Erin K. Williams",
           "Erin Williams|Erin Mary Williams|Erin Kate Williams",
           "Erin M. Williams|Erin K. Williams",
           "Erin Mary Williams|Erin Kate Williams",
           "E. M. Williams|E. K. Williams",
           "Erin Williams|Erin Wiliams",
           "Erin Williams|Williams",
           "Erin Williams|Erin",
           "Erin|E.",
           "Erin Williams|Mary Williams",
           "Martin King Jr.|Martin King Sr.",
           "Martin King|Martin King Jr.|Martin King Sr.",
           "Jean-Luc Perrin|Jean Perrin",
           "Vera Aldern|Vera van Aldern",
           "Anna Losare-Lusby|Anna Lusby",
           "王小明|王明",
           "王 小明|王 明",
           "田中 太郎|田中",
           "สมชาย ใจดี|ส. ใจดี",
           "김 민수|김 민",
           "erin42|e. williams",
           "Erin Williams & Co|E. Williams",
           "E. W.|Erin Williams",
           "",
       }) {
    CAPTURE(names);
    CHECK(people(names).empty());
  }
}

TEST_CASE("the commoner of two equally full forms is shown") {
  const std::vector<AuthorName> names = {{"Erin M Williams", 2}, {"Erin M. Williams", 3}, {"Erin Williams", 9}};
  const auto found = same_people(names);
  REQUIRE(found.size() == 1);
  CHECK((found.front() == std::vector<std::size_t>{1, 0, 2}));
}

TEST_CASE("the order of the names makes no difference") {
  std::vector<std::string> list = {"E. Williams",    "Erin Williams", "Erin M. Williams", "Eric Williams",
                                   "Williams, Erin", "Ann Lee",       "A. Lee",           "A. B. Lee",
                                   "Иван Петров",    "И. Петров"};
  std::mt19937 random(7);
  const std::string first = people(test::join(list, "|"));
  for (int i = 0; i < 50; ++i) {
    std::shuffle(list.begin(), list.end(), random);
    CHECK(people(test::join(list, "|")) == first);
  }
}

TEST_CASE("many people of one last name take bounded time") {
  std::vector<AuthorName> names;
  for (int i = 0; i < 20'000; ++i) {
    std::string given = "A";
    for (int n = i; n > 0; n /= 26) given += static_cast<char>('a' + n % 26);
    names.push_back({given + "x Williams", 1});
  }
  names.push_back({"A. Williams", 1});
  CHECK(same_people(names).empty());
}

TEST_CASE("people are kept in metadata") {
  const People people({{{7, "erin m. williams"}, {2, "erin williams"}}, {{0, "ann lee"}, {9, "a. lee"}}});
  const People again = People::unpack(people.pack());
  CHECK(again.all() == people.all());
  CHECK(again.counted_as(2) == 7);
  CHECK(again.counted_as(7) == 7);
  CHECK(again.counted_as(9) == 0);
  CHECK(again.counted_as(1) == 1);
  CHECK(again.counted_as(1000) == 1000);
  CHECK((again.keys_of("a. lee") == std::vector<std::string>{"ann lee", "a. lee"}));
  CHECK((again.keys_of("bob") == std::vector<std::string>{"bob"}));
  CHECK(People::unpack("").empty());
  CHECK(People::unpack(People().pack()).empty());
  const std::string bytes = people.pack();
  for (std::size_t size = 1; size < bytes.size(); ++size) CHECK_THROWS_AS(People::unpack(bytes.substr(0, size)), Error);
}

}  // namespace
}  // namespace byline
