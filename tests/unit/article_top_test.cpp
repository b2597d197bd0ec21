#include "indexer/article_top.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/section_builder.hpp"

using namespace byline;

namespace {

const std::string kText =
    "The commission met on Tuesday and spoke about quotas for the summer, while the boats stayed in the harbour and "
    "the "
    "auctions were closed. It was the third time this year that nothing was decided, and the fishermen left the hall "
    "before the end of the meeting without a word to anybody.";

struct Piece {
  unsigned level;
  std::string text;
};

Article article_of(const std::vector<Piece>& pieces, const std::string& title = {}) {
  SectionBuilder builder;
  for (const Piece& piece : pieces) {
    if (piece.level > 0) {
      builder.heading(piece.text, piece.level, 0);
    } else {
      builder.block(piece.text, 0);
    }
  }
  Article article;
  article.title = title;
  article.sections = builder.take();
  return article;
}

}  // namespace

TEST_CASE("top of sections: title, byline and date in front of the text") {
  Article article =
      article_of({{0, "The Eel Weir"}, {0, "By Dorrit Kaas"}, {0, "6 May 2024"}, {0, kText}, {1, "More"}});
  take_top_of_sections({}, article);
  CHECK(article.title == "The Eel Weir");
  CHECK(article.authors == std::vector<std::string>{"Dorrit Kaas"});
  CHECK(article.date == PartialDate{2024, 5, 6});
  REQUIRE(article.sections.size() == 2);
  CHECK(article.sections[0].text == kText);
  REQUIRE(article.sections[0].blocks.size() == 1);
  CHECK(article.sections[0].blocks[0].offset == 0);
  CHECK(article.asides.size() == 2);
}

TEST_CASE("top of sections: a heading above everything is the title") {
  Article article = article_of({{1, "The Eel Weir"}, {0, "By Dorrit Kaas"}, {0, kText}, {2, "Stakes"}, {0, "Cut."}});
  take_top_of_sections({}, article);
  CHECK(article.title == "The Eel Weir");
  CHECK(article.authors == std::vector<std::string>{"Dorrit Kaas"});
  REQUIRE(article.sections.size() == 2);
  CHECK(article.sections[0].level == 0);
  CHECK(article.sections[0].text == kText);
  CHECK(article.sections[1].heading == "Stakes");
  CHECK(article.sections[1].level == 1);
}

TEST_CASE("top of sections: a heading among its like is none") {
  Article article = article_of({{1, "Stakes"}, {0, "Cut."}, {1, "Baskets"}, {0, "Woven."}});
  take_top_of_sections({}, article);
  CHECK(article.title.empty());
  CHECK(article.sections.size() == 2);
  article = article_of({{0, "The Eel Weir"}, {0, kText}, {1, "Stakes"}, {0, "Cut."}}, "The eel weir");
  take_top_of_sections({}, article);
  CHECK(article.sections[0].text == kText);
}

TEST_CASE("top of sections: lines of known names, and none of unknown ones") {
  Article article = article_of({{0, "Mira Okonkwo"}, {0, "Lagoons in Autumn"}, {0, kText}}, "Quotas");
  take_top_of_sections({"Mira Okonkwo", "José Ibarra"}, article);
  CHECK(article.authors == std::vector<std::string>{"Mira Okonkwo"});
  CHECK(article.sections[0].text == "Lagoons in Autumn\n" + kText);
}

TEST_CASE("top of sections: a byline behind running text is text") {
  Article article = article_of({{0, kText}, {0, kText}, {0, "By Dorrit Kaas"}}, "Quotas");
  take_top_of_sections({}, article);
  CHECK(article.authors.empty());
  CHECK(article.sections[0].blocks.size() == 3);
}

TEST_CASE("top of sections: nothing but what is taken, and nothing at all") {
  Article article = article_of({{0, "Quotas"}, {0, "By Dorrit Kaas"}}, "Quotas");
  take_top_of_sections({}, article);
  CHECK(article.sections.empty());
  article = {};
  take_top_of_sections({}, article);
  CHECK(article.sections.empty());
}

TEST_CASE("top line: byline with a date") {
  Article article;
  CHECK(take_top_line("By Jane Doe | April 2, 2025", 3, {}, article));
  CHECK(article.authors == std::vector<std::string>{"Jane Doe"});
  CHECK(article.date == PartialDate{2025, 4, 2});
  REQUIRE(article.asides.size() == 1);
  CHECK(article.asides[0].line == 3);
  CHECK_FALSE(take_top_line("By then the harbour had frozen.", 4, {}, article));
  CHECK_FALSE(take_top_line(std::string(5000, 'x'), 4, {}, article));
}
