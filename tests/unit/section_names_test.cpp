#include "common/section_names.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/folding.hpp"

namespace byline {
namespace {

struct Heading {
  int level;
  std::string_view text;
};

Article article_of(const std::vector<Heading>& headings, std::vector<std::string> categories = {}) {
  Article article;
  for (const Heading& heading : headings) {
    Section section;
    section.heading = heading.text;
    section.level = heading.level;
    article.sections.push_back(section);
  }
  article.categories = std::move(categories);
  return article;
}

/// "key=display:0,1* …": a star for the whole article.
std::string described(const Article& article) {
  std::string all;
  for (const NamedSection& section : named_sections(article)) {
    if (!all.empty()) all += "; ";
    all += section.key + "=" + section.display + ":";
    for (std::size_t i = 0; i < section.members.size(); ++i) {
      all += (i > 0 ? "," : "") + std::to_string(section.members[i]);
    }
    if (section.whole_article) all += "*";
  }
  return all;
}

TEST_CASE("named sections of articles") {
  struct Row {
    std::string_view what;
    std::vector<Heading> headings;
    std::vector<std::string> categories;
    std::string_view expected;
  };
  const std::vector<Row> rows = {
      {"an empty article", {}, {}, ""},
      {"the lead has no name", {{0, ""}}, {}, ""},
      {"one heading", {{0, ""}, {1, "Background"}}, {}, "background=Background:1"},
      {"subsections belong to their section",
       {{0, ""}, {1, "A"}, {2, "B"}, {3, "C"}, {2, "D"}, {1, "E"}},
       {},
       "a=A:1,2,3,4; b=B:2,3; c=C:3; d=D:4; e=E:5"},
      {"a deep section before a shallow one", {{3, "A"}, {2, "B"}, {1, "C"}}, {}, "a=A:0; b=B:1; c=C:2"},
      {"the same heading twice is one, as first spelt",
       {{1, "What’s Next"}, {1, "Other"}, {1, "WHAT'S  NEXT"}, {2, "Sub"}},
       {},
       "other=Other:1; sub=Sub:3; what's next=What’s Next:0,2,3"},
      {"the same heading below itself", {{1, "A"}, {2, "a"}, {3, "B"}, {1, "C"}}, {}, "a=A:0,1,2; b=B:2; c=C:3"},
      {"headings without a word", {{1, ""}, {1, "\u200B"}, {1, " \u00AD "}, {1, "B"}}, {}, "b=B:3"},
      {"a category is the whole article", {{0, ""}, {1, "A"}}, {"World"}, "a=A:1; world=World:0,1*"},
      {"a category without sections", {}, {"World"}, "world=World:*"},
      {"a category of a heading's name", {{0, ""}, {1, "World"}, {1, "B"}}, {"WORLD"}, "b=B:2; world=World:0,1,2*"},
      {"the same category twice", {{0, ""}}, {"World", "world", ""}, "world=World:0*"},
      {"other scripts",
       {{1, "Größe"}, {1, "Россия"}, {1, "中国"}, {1, "ไทย"}, {1, "عربي"}},
       {},
       "grosse=Größe:0; россия=Россия:1; عربي=عربي:4; ไทย=ไทย:3; 中国=中国:2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(described(article_of(row.headings, row.categories)) == row.expected);
  }
}

TEST_CASE("names are distinct and ordered, members ascend, and every headed section is a member of its own name") {
  // All articles of four sections with these levels and names.
  constexpr std::string_view kNames[] = {"A", "b", "á"};
  for (int shape = 0; shape < 81 * 81; ++shape) {
    std::vector<Heading> headings;
    int rest = shape;
    for (int i = 0; i < 4; ++i) {
      headings.push_back({rest % 3 + 1, kNames[static_cast<std::size_t>(rest / 3 % 3)]});
      rest /= 9;
    }
    const Article article = article_of(headings);
    const std::vector<NamedSection> sections = named_sections(article);
    for (std::size_t i = 0; i < sections.size(); ++i) {
      if (i > 0) REQUIRE(sections[i - 1].key < sections[i].key);
      REQUIRE(folded_name(sections[i].display) == sections[i].key);
      REQUIRE(std::is_sorted(sections[i].members.begin(), sections[i].members.end()));
      REQUIRE(std::adjacent_find(sections[i].members.begin(), sections[i].members.end()) == sections[i].members.end());
    }
    for (std::size_t index = 0; index < headings.size(); ++index) {
      const auto found = std::find_if(sections.begin(), sections.end(), [&](const NamedSection& section) {
        return section.key == folded_name(headings[index].text);
      });
      REQUIRE(found != sections.end());
      const auto has = [&](std::size_t member) {
        return std::binary_search(found->members.begin(), found->members.end(), member);
      };
      REQUIRE(has(index));
      for (std::size_t below = index + 1; below < headings.size() && headings[below].level > headings[index].level;
           ++below) {
        REQUIRE(has(below));
      }
    }
  }
}

}  // namespace
}  // namespace byline
