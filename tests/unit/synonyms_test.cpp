#include "searcher/synonyms.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "archive_fixture.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

std::string shown(const Synonyms& rules) {
  std::string text;
  for (const SynonymRule& rule : rules) {
    text += std::to_string(rule.line) + ": " + test::join(rule.words, "|") + " > " +
            test::join(rule.alternatives, "|") + "\n";
  }
  return text;
}

TEST_CASE("groups and one-way lines") {
  CHECK(shown(parse_synonyms("# countries\n"
                             "usa, united states , u.s.a.\n"
                             "\n"
                             "  # diseases\n"
                             "covid, corona => coronavirus,sars-cov-2\r\n"
                             "1\\,000, thousand\n"
                             "C#, c sharp\n"
                             "a \\=> b, c\n"
                             "\\#metoo, me too",
                             "s.txt")) ==
        "2: usa|united states|u.s.a. > usa|united states|u.s.a.\n"
        "5: covid|corona > coronavirus|sars-cov-2\n"
        "6: 1,000|thousand > 1,000|thousand\n"
        "7: C#|c sharp > C#|c sharp\n"
        "8: a => b|c > a => b|c\n"
        "9: #metoo|me too > #metoo|me too\n");
  CHECK(parse_synonyms("", "s.txt").empty());
  CHECK(shown(parse_synonyms("\xEF\xBB\xBF北京, 首都", "s.txt")) == "1: 北京|首都 > 北京|首都\n");
}

TEST_CASE("what is no list of synonyms is an error with its line") {
  struct Row {
    std::string_view text;
    std::string_view message;
  };
  constexpr Row kRows[] = {
      {"usa", "s.txt, line 1: 'usa' stands alone"},
      {"a, b\nusa,,us", "s.txt, line 2: an entry is empty"},
      {"a, b,", "s.txt, line 1: an entry is empty"},
      {"a =>", "s.txt, line 1: an entry is empty"},
      {"=> a", "s.txt, line 1: an entry is empty"},
      {"a => b => c", "s.txt, line 1: there are two arrows"},
      {"#\n#\nship*, boat", "s.txt, line 3: a * has no meaning in a list of synonyms"},
      {"a, &", "s.txt, line 1: there is no word in '&'"},
      {"a, b\n\xFF, c", "s.txt, line 2: not well-formed UTF-8"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.message);
    try {
      parse_synonyms(row.text, "s.txt");
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CHECK(std::string_view(error.what()) == row.message);
      CHECK(error.kind() == ErrorKind::BadInput);
    }
  }
}

TEST_CASE("a file that cannot be read is an error") {
  const test::ScratchDirectory scratch;
  CHECK_THROWS_AS(read_synonyms(scratch.path()), Error);
  CHECK_THROWS_AS(read_synonyms(scratch.path() / "none"), Error);
  test::write_file(scratch.path() / "list", "a, b\n");
  CHECK(read_synonyms(scratch.path() / "list").size() == 1);
}

}  // namespace
}  // namespace byline
