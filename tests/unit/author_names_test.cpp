#include "indexer/author_names.hpp"

#include <doctest/doctest.h>

#include <string>

#include "archive_fixture.hpp"
#include "common/article.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

std::string message_of(std::string_view text) {
  try {
    parse_author_names(text, "a.tsv");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::BadInput);
    return error.what();
  }
  return "none";
}

TEST_CASE("lists of authors") {
  const AuthorNames names = parse_author_names(
      "\xEF\xBB\xBF# keys\r\n\r\nalex-pandel\tAlex Pandel\r\n  J. DOE \t Jane  Doe \n\nÉva\tÉva Nagy", "a.tsv");
  CHECK(names.size() == 3);
  CHECK(names.at("alex-pandel") == "Alex Pandel");
  CHECK(names.at("j. doe") == "Jane Doe");
  CHECK(names.at("eva") == "Éva Nagy");
  CHECK(parse_author_names("", "a.tsv").empty());
  CHECK(parse_author_names("jd\tJ. Doe\nJ. Doe\tJane Doe\n", "a.tsv").at("jd") == "Jane Doe");
  CHECK(parse_author_names("a\tB\nb\tA\n", "a.tsv").size() == 2);
  CHECK(parse_author_names("a\tB\na\tB\n", "a.tsv").size() == 1);
}

TEST_CASE("lists of authors that cannot be understood") {
  CHECK(message_of("a\tB\n\nJane Doe\n") == "--authors 'a.tsv': line 3 has no tab");
  CHECK(message_of("a\tB\tC\n") == "--authors 'a.tsv': line 1 has more than one tab");
  CHECK(message_of("\tB\n") == "--authors 'a.tsv': line 1 lacks one of the two names");
  CHECK(message_of("a\t \n") == "--authors 'a.tsv': line 1 lacks one of the two names");
  CHECK(message_of("a\tB\nA\tC\n") == "--authors 'a.tsv': line 2 gives a name another meaning than a line before");
  CHECK(message_of("a\tB\n\xFF\tC\n") == "--authors 'a.tsv': line 2 is not UTF-8");
  CHECK_THROWS_AS(load_author_names("/nowhere/a.tsv"), Error);
  const test::ScratchDirectory folder;
  CHECK_THROWS_AS(load_author_names(folder.path().string()), Error);
}

TEST_CASE("names are put where others were written") {
  Article article;
  article.authors = {"J. Doe", "Jane Doe", "Ann Lee"};
  article.contributors = {{"j. doe", "editor"}, {"Jane Doe", "editor"}, {"J. Doe", "translator"}};
  apply_author_names(parse_author_names("J. Doe\tJane Doe\n", "a.tsv"), article);
  CHECK(test::join(article.authors, "|") == "Jane Doe|Ann Lee");
  REQUIRE(article.contributors.size() == 2);
  CHECK((article.contributors[0] == Contributor{"Jane Doe", "editor"}));
  CHECK((article.contributors[1] == Contributor{"Jane Doe", "translator"}));
}

}  // namespace
}  // namespace byline
