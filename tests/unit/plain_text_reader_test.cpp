#include "indexer/plain_text_reader.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

namespace byline {
namespace {

const std::string kProse = "The ferry waited at the quay until the last of the crates had been carried aboard.";

ReadOutcome outcome_of(const std::string& text) {
  ReadOutcome result = Rejection{0, "nothing was read"};
  read_plain_text({"/archive/harbour-notes.txt", text}, {},
                  [&](ReadOutcome&& outcome) { result = std::move(outcome); });
  return result;
}

Article read(const std::string& text) {
  ReadOutcome outcome = outcome_of(text);
  REQUIRE(std::holds_alternative<Article>(outcome));
  return std::get<Article>(outcome);
}

/// "1 The Takeaway", "2 A role", …; "0 " is the lead.
std::vector<std::string> outline(const Article& article) {
  std::vector<std::string> lines;
  for (const Section& section : article.sections)
    lines.push_back(std::to_string(section.level) + " " + section.heading);
  return lines;
}

std::vector<std::string> asides(const Article& article) {
  std::vector<std::string> lines;
  for (const Aside& aside : article.asides) {
    lines.push_back(std::string(name_of(aside.kind)) + "@" + std::to_string(aside.line) + " " + aside.text);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("blank input is rejected") {
  for (const char* text : {"", "\n\n", " \t\n\u00A0\n"}) {
    CHECK(std::get<Rejection>(outcome_of(text)) == Rejection{0, "empty"});
  }
}

TEST_CASE("title and lead") {
  const Article article = read("Ad sales boost profit\n\n" + kProse + "\n\n" + kProse + "\n");
  CHECK(article.title == "Ad sales boost profit");
  CHECK(outline(article) == Lines{"0 "});
  CHECK(article.sections[0].text == kProse + "\n" + kProse);
  CHECK(article.sections[0].blocks == std::vector<Block>{{0, 3}, {kProse.size() + 1, 5}});
  CHECK(article.authors.empty());
  CHECK(article.asides.empty());
}

TEST_CASE("a text that begins with a paragraph takes its title from the file's name") {
  CHECK(read(kProse + kProse + kProse + kProse + "\n").title == "harbour-notes");
  CHECK(read("It rained on the harbour and\nthe ferries stayed where\nthey were.\n").title == "harbour-notes");
}

TEST_CASE("bylines and dates above the text") {
  const Article article =
      read("Rates held\n\nBy Declan Byrne and Amara Diallo\nApril 2, 2025\nUpdated: April 5, 2025\n\n" + kProse);
  CHECK(article.authors == Lines{"Declan Byrne", "Amara Diallo"});
  REQUIRE(article.date);
  CHECK(article.date->to_string() == "2025-04-02");
  CHECK(asides(article) == Lines{"byline@3 By Declan Byrne and Amara Diallo", "byline@4 April 2, 2025",
                                 "metadata@5 Updated: April 5, 2025"});
  CHECK(article.sections[0].text == kProse);
}

TEST_CASE("a dateline gives the date and stays in the text") {
  const Article article = read("Clerks end strike\n\nPORT ALDER, March 3, 2024 — " + kProse);
  REQUIRE(article.date);
  CHECK(article.date->to_string() == "2024-03-03");
  CHECK(article.sections[0].text == "PORT ALDER, March 3, 2024 — " + kProse);
}

TEST_CASE("headings in sentence case and numbered ones beneath them") {
  const Article article = read("T\n\nThe Takeaway\n\n" + kProse + "\n\nWhat’s Next\n\n1. A cut\n\n" + kProse +
                               "\n\n2. A fight?\n\n" + kProse + "\n\nAfterwards\n\n" + kProse);
  CHECK(outline(article) == Lines{"1 The Takeaway", "1 What’s Next", "2 A cut", "2 A fight?", "1 Afterwards"});
  CHECK(article.sections[1].text == "What’s Next");
  CHECK(article.sections[2].text == "A cut\n" + kProse);
  CHECK(article.sections[2].blocks == std::vector<Block>{{0, 9}, {6, 11}});
}

TEST_CASE("numbered headings of two depths") {
  const Article article =
      read("T\n\n1. Methods\n\n" + kProse + "\n\n1.1 Sampling\n\n" + kProse + "\n\n2. Results\n\n" + kProse);
  CHECK(outline(article) == Lines{"1 Methods", "2 Sampling", "1 Results"});
}

TEST_CASE("headings in capitals, and others beneath them") {
  const Article article = read("T\n\n" + kProse + "\n\nSUPPLIES ON SKERRY\n\n" + kProse + "\n\nBread and milk\n\n" +
                               kProse + "\n\nTHE MINISTRY\n\n" + kProse);
  CHECK(outline(article) == Lines{"0 ", "1 SUPPLIES ON SKERRY", "2 Bread and milk", "1 THE MINISTRY"});
}

TEST_CASE("underlined headings") {
  const Article article = read("T\n===\n\n" + kProse + "\n\nThe plant\n===\n" + kProse +
                               "\n\nThe controls\n------------\n\n" + kProse + "\n\nA short line\n\n" + kProse);
  CHECK(outline(article) == Lines{"0 ", "1 The plant", "2 The controls"});
  CHECK(article.sections[1].blocks == std::vector<Block>{{0, 6}, {10, 8}});
}

TEST_CASE("short lines that head nothing") {
  for (const char* line : {"It ends here.", "“I came for one book”", "$1,299.00", "April 2, 2025 at 10:30",
                           "https://example.org/a", "and so to bed", "A heading at the end"}) {
    CAPTURE(line);
    const bool is_last = std::string_view(line) == "A heading at the end";
    const Article article = read("T\n\n" + kProse + "\n\n" + kProse + "\n\n" + kProse + "\n\n" + kProse + "\n\n" +
                                 line + (is_last ? "" : "\n\n" + kProse));
    CHECK(outline(article) == Lines{"0 "});
    CHECK(article.sections[0].text.find(line) != std::string::npos);
  }
}

TEST_CASE("poems and lists of short paragraphs have no headings") {
  const Article article =
      read("Harbour Song\n\nThe tide goes out\n\nThe tide comes in\n\nThe gulls are loud\n\nThe soup is thin");
  CHECK(outline(article) == Lines{"0 "});
  CHECK(article.sections[0].blocks.size() == 4);
}

TEST_CASE("list items are blocks without their markers") {
  const Article article = read(
      "T\n\nIn Brief\n\n  • Inflation fell;\n     \n  • Rates rose:\n    • fewer sales,\n      and boats;\n    - more "
      "rent.\n\n1. One item.\n2. Two items.\n");
  CHECK(outline(article) == Lines{"1 In Brief"});
  CHECK(article.sections[0].text ==
        "In Brief\nInflation fell;\nRates rose:\nfewer sales,\nand boats;\nmore rent.\nOne item.\nTwo items.");
  std::vector<std::size_t> lines;
  for (const Block& block : article.sections[0].blocks) lines.push_back(block.line);
  CHECK(lines == std::vector<std::size_t>{3, 5, 7, 8, 10, 12, 13});
}

TEST_CASE("captions and credits") {
  SUBCASE("behind a stroke, with the picture's alternative text above") {
    const Article article =
        read("T\n\nTrawlers wait\nTrawlers wait at Skerry on May 3, 2022. | Photo: Anton Weil/Northlight\n\n" + kProse);
    CHECK(asides(article) == Lines{"caption@3 Trawlers wait", "caption@4 Trawlers wait at Skerry on May 3, 2022.",
                                   "credit@4 Photo: Anton Weil/Northlight"});
    CHECK(article.sections[0].text == kProse);
  }
  SUBCASE("in brackets") {
    CHECK(asides(read("T\n\nTrawlers wait. (Photo: Anton Weil)\n\n" + kProse)) ==
          Lines{"caption@3 Trawlers wait.", "credit@3 Photo: Anton Weil"});
  }
  SUBCASE("alone") {
    CHECK(asides(read("T\n\nPhoto by Anton Weil\n\n" + kProse)) == Lines{"credit@3 Photo by Anton Weil"});
    CHECK(asides(read("T\n\nCredit: Anton Weil\n\n" + kProse)) == Lines{"credit@3 Credit: Anton Weil"});
  }
  SUBCASE("a sentence about photos is text") {
    CHECK(read("T\n\nThe photo by her bed was torn.\n\n" + kProse).asides.empty());
  }
}

const std::string kBody = "T\n\n" + kProse + "\n\n" + kProse + "\n\n" + kProse + "\n\n";

TEST_CASE("notes about the authors") {
  SUBCASE("a name and paragraphs about the person") {
    const Article article =
        read(kBody + "Edited by Petra Holm, Senior Editor, Harbour Institute\n\nHana Sato\n\n" +
             "Hana is a Program Manager.\n\nPrior to this she bought graphite.\n\nThe Dam Read more >\n");
    CHECK(article.authors == Lines{"Hana Sato"});
    CHECK(article.contributors == std::vector<Contributor>{{"Petra Holm", "editor"}});
    CHECK(asides(article) == Lines{"byline@9 Edited by Petra Holm, Senior Editor, Harbour Institute",
                                   "bio@11 Hana Sato\nHana is a Program Manager.\nPrior to this she bought graphite.",
                                   "related@17 The Dam Read more >"});
    CHECK(outline(article) == Lines{"0 "});
  }
  SUBCASE("about the authors") {
    const Article article =
        read(kBody + "About the Authors\n\nDeclan Byrne is a Research Fellow.\n\nAmara Diallo writes.\n");
    CHECK(article.authors == Lines{"Declan Byrne", "Amara Diallo"});
    CHECK(asides(article) ==
          Lines{"bio@9 About the Authors", "bio@11 Declan Byrne is a Research Fellow.", "bio@13 Amara Diallo writes."});
  }
  SUBCASE("a byline names the authors; the last words are about one of them") {
    const Article article = read("T\n\nBy Jane Doe\n\n" + kProse + "\n\nJane Doe is a professor of economics.");
    CHECK(article.authors == Lines{"Jane Doe"});
    CHECK(asides(article) == Lines{"byline@3 By Jane Doe", "bio@7 Jane Doe is a professor of economics."});
  }
  SUBCASE("sections about people are text") {
    const Article article = read("T\n\nBy Jane Doe\n\n" + kProse +
                                 "\n\nAda Lind\n\nAda is a pilot who flies at night.\n\nBo Ek\n\nBo is a baker.");
    CHECK(article.authors == Lines{"Jane Doe"});
    CHECK(outline(article) == Lines{"0 ", "1 Ada Lind", "1 Bo Ek"});
  }
}

TEST_CASE("related links") {
  CHECK(asides(read(kBody + "Related:\n\n• The Dam\n• The Weir\n")) ==
        Lines{"related@9 Related:", "related@11 The Dam", "related@12 The Weir"});
  CHECK(asides(read(kBody + "Related: The Dam Above the Town")) == Lines{"related@9 Related: The Dam Above the Town"});
  CHECK(read(kBody + "Related\n\n" + kProse).asides.empty());
}

TEST_CASE("the questions of an interview are text") {
  const std::string questions = "How did it begin?\n\n" + kProse + "\n\nWhat came next?\n\n" + kProse + "\n\n";
  const Article article =
      read("T\n\nInterview by Amara Diallo\n\n" + kProse + "\n\nLife in the Valley\n\n" + questions);
  CHECK(article.contributors == std::vector<Contributor>{{"Amara Diallo", "interviewer"}});
  CHECK(article.authors.empty());
  CHECK(outline(article) == Lines{"0 ", "1 Life in the Valley"});
}

TEST_CASE("a record's body is paragraphs only") {
  const Section lead = lead_section("By Jane Doe\n  goes on\n\nThe Takeaway\n \n- an item\n", 10);
  CHECK(lead.level == 0);
  CHECK(lead.heading.empty());
  CHECK(lead.text == "By Jane Doe\ngoes on\nThe Takeaway\n- an item");
  CHECK(lead.blocks == std::vector<Block>{{0, 10}, {20, 13}, {33, 15}});
  CHECK(lead_section(" \n\n", 1).blocks.empty());
}

TEST_CASE("large inputs take linear time") {
  constexpr std::size_t kSize = 2'000'000;
  std::string pairs;
  while (pairs.size() < kSize) pairs += "Ab\n\n";
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& text :
       {std::string(kSize, '\n') + "T", std::string(kSize, 'a'), std::string(kSize, ' ') + "T", std::string(kSize, '-'),
        "T\n\n" + std::string(kSize, '|'), pairs}) {
    outcome_of(text);
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

#ifdef BYLINE_CORPUS_DIR
Article read_corpus(const std::string& name) {
  std::ifstream file(std::string(BYLINE_CORPUS_DIR) + "/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), name);
  return read(std::string(std::istreambuf_iterator<char>(file), {}));
}

TEST_CASE("articles of the corpus") {
  struct Row {
    const char* name;
    Lines authors;
    const char* date;
    Lines outline;
  };
  const Row rows[] = {
      {"commentary/port-alder-tariff-truce.txt",
       {"Mira Okonkwo"},
       "",
       {"1 The Takeaway", "1 In Brief", "1 Implications", "1 What’s Next", "2 A slow alliance of small exporters",
        "2 The June deadline"}},
      {"commentary/peacekeepers-without-a-mandate.txt",
       {"Amara Diallo", "Declan Byrne", "Hana Sato"},
       "",
       {"1 The Takeaway", "1 In Brief", "1 Implications", "1 What’s Next", "2 A winter vote", "2 Who guards the water?",
        "2 An exit by spring"}},
      {"news/chip-plant-opens.txt",
       {"Hana Sato"},
       "2025-10-17",
       {"0 ", "1 The plant", "2 The controls", "1 What happens next"}},
      {"news/ferry-strait-closure.txt",
       {"Tomas Lindqvist"},
       "2022-12-05",
       {"0 ", "1 STRANDED PASSENGERS", "1 SUPPLIES ON THE ISLES", "1 WHAT THE MINISTRY SAYS"}},
      {"interviews/observer-captain-halloran.txt",
       {},
       "2024-08-21",
       {"0 ", "1 Life in the Valley", "1 Keeping the Peace", "1 After the Mission"}},
      {"world/pramong.txt", {"อมรา ดิอัลโล"}, "2025-01-20", {"1 เช้าวันหนึ่งที่ท่าเรือ", "1 โควตาและข้อมูล", "1 ดอกเบี้ยและหนี้สิน"}},
      {"world/miyah.txt", {"أمارا ديالو"}, "2024-05-15", {"1 نبع في الجبل", "1 الماء أم المعدن", "1 ما معنى كلمة حرج"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Article article = read_corpus(row.name);
    CHECK(article.authors == row.authors);
    CHECK((article.date ? article.date->to_string() : "") == row.date);
    CHECK(outline(article) == row.outline);
  }
}
#endif

}  // namespace
}  // namespace byline
