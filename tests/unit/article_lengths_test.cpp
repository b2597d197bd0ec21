#include "common/article_lengths.hpp"

#include <doctest/doctest.h>

#include "archive_fixture.hpp"
#include "common/index_reader.hpp"
#include "common/schema.hpp"

namespace byline {
namespace {

TEST_CASE("lengths are Xapian's, before and after all of them were read, beside articles that are gone") {
  test::TestArchive files;
  for (int i = 1; i <= 12; ++i) {
    std::string text;
    std::string title = "Zinc";
    for (int word = 0; word < 3 * i; ++word) text += "zinc ";
    for (int word = 0; word < i % 4; ++word) title += " tariff";
    files.put("article" + std::to_string(i) + ".md", "---\ntitle: " + title + "\nlang: en\n---\n\n" + text + "\n");
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
      const auto title = lengths.of_title(*article);
      CHECK(title.has_value() == (round > 0));
      if (title) CHECK(*title == read_title_words(articles.get_document(*article).get_value(slot::kTitleWords)));
    }
  }
}

}  // namespace
}  // namespace byline
