#include "common/article_lengths.hpp"

#include <doctest/doctest.h>

#include "archive_fixture.hpp"
#include "common/index_reader.hpp"

namespace byline {
namespace {

TEST_CASE("lengths are Xapian's, before and after all of them were read, beside articles that are gone") {
  test::TestArchive files;
  for (int i = 1; i <= 12; ++i) {
    std::string text;
    for (int word = 0; word < 3 * i; ++word) text += "zinc ";
    files.put("article" + std::to_string(i) + ".md", "---\ntitle: Zinc\nlang: en\n---\n\n" + text + "\n");
  }
  files.build();
  files.take_away("article5.md");
  files.take_away("article9.md");
  files.build();
  IndexReader reader(files.layout());
  const Xapian::Database& articles = reader.articles();
  REQUIRE(articles.get_doccount() == 10);
  ArticleLengths lengths(articles);
  for (int round = 0; round < 4; ++round) {
    for (auto article = articles.postlist_begin({}); article != articles.postlist_end({}); ++article) {
      CHECK(lengths.of(*article) == articles.get_doclength(*article));
    }
  }
  CHECK(lengths.of(articles.get_lastdocid()) > 0);
}

}  // namespace
}  // namespace byline
