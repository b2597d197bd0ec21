#include "indexer/pdf_reader.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "indexer/external_program.hpp"
#include "indexer/pdf_blocks.hpp"
#include "indexer/pdf_headings.hpp"
#include "indexer/pdf_pages.hpp"
#include "indexer/pdf_running_lines.hpp"

using namespace byline;

namespace {

/// A line as poppler writes it; the letters are half as wide as high.
std::string text_line(double top, double left, int font, const std::string& text, double size = 15) {
  return "<text top=\"" + std::to_string(top) + "\" left=\"" + std::to_string(left) + "\" width=\"" +
         std::to_string(0.5 * size * static_cast<double>(text.size())) + "\" height=\"" + std::to_string(size) +
         "\" font=\"" + std::to_string(font) + "\">" + text + "</text>\n";
}

const std::string kFonts =
    "<fontspec id=\"0\" size=\"15\" family=\"Serif\" color=\"#000000\"/>\n"
    "<fontspec id=\"1\" size=\"30\" family=\"Serif\" color=\"#000000\"/>\n"
    "<fontspec id=\"2\" size=\"15\" family=\"ABCDEF+NimbusRomNo9L-Medi\" color=\"#000000\"/>\n"
    "<fontspec id=\"3\" size=\"10\" family=\"Serif\" color=\"#000000\"/>\n";

std::string page_of(const std::string& content) {
  return "<page number=\"1\" position=\"absolute\" top=\"0\" left=\"0\" height=\"1200\" width=\"900\">\n" + kFonts +
         content + "</page>\n";
}

std::vector<PdfLine> lines_of(const std::string& content) {
  return parse_pdf_pages(page_of(content)).pages.at(0).lines;
}

std::vector<std::string> blocks_of(const std::vector<std::string>& pages) {
  std::string markup;
  for (const std::string& page : pages) markup += page_of(page);
  const PdfPages document = parse_pdf_pages(markup);
  std::vector<std::string> texts;
  for (const PdfBlock& block : pdf_blocks(document, body_font(document))) texts.push_back(block.text);
  return texts;
}

using Strings = std::vector<std::string>;

const std::string kLong = "The commission met on Tuesday and spoke of quotas for long";  // 58 letters, to x = 535

/// A PDF with these lines of text: a small one, without a table of its objects, which poppler makes anew.
std::string pdf_of(const std::vector<std::string>& lines, const std::string& info = {}) {
  std::string stream = "BT /F1 10 Tf 50 700 Td 13 TL\n";
  for (const std::string& line : lines) stream += "(" + line + ") Tj T*\n";
  stream += "ET";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
         "R>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(stream.size()) + ">>stream\n" + stream +
         "\nendstream endobj\n"
         "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 obj<<" +
         info + ">>endobj\ntrailer<</Root 1 0 R/Info 6 0 R>>\n%%EOF\n";
}

ReadOutcome read(const std::string& bytes) {
  std::vector<ReadOutcome> outcomes;
  read_pdf({"/a/paper.pdf", bytes}, {}, [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  REQUIRE(outcomes.size() == 1);
  return outcomes[0];
}

std::string reason_of(const std::string& bytes) {
  const ReadOutcome outcome = read(bytes);
  return std::holds_alternative<Rejection>(outcome) ? std::get<Rejection>(outcome).reason : "an article";
}

std::string sample() {
  std::ifstream file(std::string(BYLINE_CORPUS_DIR) + "/formats/lighthouse-lens.pdf", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("pdf pages: pieces on one line are one line") {
  auto lines = lines_of(text_line(100, 50, 0, "one") + text_line(101, 75, 0, "two") + text_line(120, 50, 0, "three"));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].text == "one two");
  CHECK(lines[0].top == 100);
  CHECK(lines[1].text == "three");
  // side by side without room between
  lines = lines_of(text_line(100, 50, 0, "harb") + text_line(100, 80, 2, "our"));
  CHECK(lines[0].text == "harbour");
  CHECK_FALSE(lines[0].is_bold);
  // the mark of a note
  lines = lines_of(text_line(100, 50, 0, "quotas") + text_line(98, 95, 3, "12", 10));
  CHECK(lines[0].text == "quotas 12");
  // an initial over two lines
  lines = lines_of(text_line(100, 50, 1, "T", 30) + text_line(104, 66, 0, "he harbour"));
  CHECK(lines[0].text == "The harbour");
  CHECK(lines[0].size == 15);
}

TEST_CASE("pdf pages: markup, references, bold and odd signs") {
  const auto lines =
      lines_of(text_line(100, 50, 0, "<b>A &amp; B</b> ") + text_line(130, 50, 0, "&lt;i&gt; &#34;x&#39; &y;") +
               text_line(160, 50, 0, "<i><a href=\"x\">a</i></a>") + text_line(190, 50, 2, "bold") +
               text_line(220, 50, 0, "\uF0B7 item\x01") + text_line(250, 50, 0, "\xff"));
  REQUIRE(lines.size() == 6);
  CHECK(lines[0].text == "A & B");
  CHECK(lines[0].is_bold);
  CHECK(lines[1].text == "<i> \"x' &y;");
  CHECK(lines[2].text == "a");
  CHECK(lines[3].is_bold);
  CHECK(lines[4].text == "• item");
  CHECK(lines[5].text == "\uFFFD");
}

TEST_CASE("pdf pages: the outline, and output that breaks off anywhere") {
  const std::string markup =
      page_of(text_line(100, 50, 0, "text")) +
      "<outline>\n<item page=\"1\">One</item>\n<outline>\n<item page=\"3\">Two &amp; a half</item>\n"
      "</outline>\n<item page=\"x\">Three</item>\n</outline>\n";
  const PdfPages document = parse_pdf_pages(markup);
  REQUIRE(document.outline.size() == 3);
  CHECK(document.outline[1].title == "Two & a half");
  CHECK(document.outline[1].level == 2);
  CHECK(document.outline[1].page == 2);
  CHECK(document.outline[2].level == 1);
  for (std::size_t size = 0; size < markup.size(); ++size) parse_pdf_pages(markup.substr(0, size));
}

TEST_CASE("pdf pages: numbers that are none") {
  for (const char* number : {"nan", "inf", "-1e300", "1e999", "", "x", "-5"}) {
    PdfPages document = parse_pdf_pages(page_of("<text top=\"" + std::string(number) + "\" left=\"" + number +
                                                "\" width=\"" + number + "\" height=\"" + number + "\" font=\"" +
                                                number + "\">words</text>" + text_line(10, 10, 0, "more")));
    remove_running_lines(document);
    CHECK(pdf_blocks(document, body_font(document)).size() >= 1);
  }
}

TEST_CASE("pdf pages: from right to left") {
  PdfPages document = parse_pdf_pages(page_of(text_line(100, 700, 1, "מ", 30) + text_line(100, 670, 1, "י", 30) +
                                              text_line(100, 640, 1, "ם", 30) + text_line(150, 600, 0, "ינא") +
                                              text_line(150, 650, 0, "24")));
  CHECK(document.is_right_to_left());
  take_right_to_left_text("\u202Bמים\u202C\n\u202Bאני \u202A ,24-\u202C\u202C\n", document);
  REQUIRE(document.pages[0].lines.size() == 2);
  CHECK(document.pages[0].lines[0].text == "מים");
  CHECK(document.pages[0].lines[0].size == 30);
  CHECK(document.pages[0].lines[1].text == "אני -24,");  // signs change sides
  CHECK(document.pages[0].lines[1].top == 150);
  CHECK_FALSE(parse_pdf_pages(page_of(text_line(100, 50, 0, "words"))).is_right_to_left());
}

TEST_CASE("pdf blocks: paragraphs") {
  // by distance
  CHECK(blocks_of({text_line(100, 100, 0, kLong) + text_line(118, 100, 0, kLong) + text_line(136, 100, 0, "ended.") +
                   text_line(166, 100, 0, kLong) + text_line(184, 100, 0, "Too.")}) ==
        Strings{kLong + " " + kLong + " ended.", kLong + " Too."});
  // by an indented first line
  CHECK(blocks_of({text_line(100, 100, 0, kLong + ".") + text_line(118, 120, 0, kLong) +
                   text_line(136, 100, 0, kLong)}) == Strings{kLong + ".", kLong + " " + kLong});
  // by a last line that leaves room for the next word
  CHECK(blocks_of({text_line(100, 100, 0, kLong) + text_line(118, 100, 0, "was short.") +
                   text_line(136, 100, 0, kLong) + text_line(154, 100, 0, kLong) + text_line(172, 100, 0, kLong)}) ==
        Strings{kLong + " was short.", kLong + " " + kLong + " " + kLong});
  // references, with their further lines indented
  CHECK(blocks_of({text_line(100, 100, 0, kLong) + text_line(118, 120, 0, kLong.substr(0, 56)) +
                   text_line(136, 120, 0, "ended here.") + text_line(154, 100, 0, kLong)}) ==
        Strings{kLong + " " + kLong.substr(0, 56) + " ended here.", kLong});
}

TEST_CASE("pdf blocks: list items, rows and parted words") {
  CHECK(blocks_of({text_line(100, 100, 0, kLong) + text_line(118, 100, 0, "• one") + text_line(136, 100, 0, "• two") +
                   text_line(154, 100, 0, "1. three")}) == Strings{kLong, "• one", "• two", "1. three"});
  CHECK(blocks_of({text_line(100, 100, 0, "a") + text_line(100, 300, 0, "b") + text_line(118, 100, 0, "c") +
                   text_line(118, 300, 0, "d")}) == Strings{"a b", "c d"});
  CHECK(blocks_of({text_line(100, 100, 0, kLong + " infor-") + text_line(118, 100, 0, "mation of all.")}) ==
        Strings{kLong + " information of all."});
}

TEST_CASE("pdf blocks: text goes on over columns and pages") {
  const std::string column = text_line(1000, 100, 0, kLong) + text_line(1018, 100, 0, kLong);
  CHECK(blocks_of({column + text_line(100, 600, 0, "and so on.")}) == Strings{kLong + " " + kLong + " and so on."});
  CHECK(blocks_of({column, text_line(100, 100, 0, "and so on.")}) == Strings{kLong + " " + kLong + " and so on."});
  CHECK(blocks_of({column + text_line(1036, 100, 0, "ended."), text_line(100, 100, 0, "And so on.")}) ==
        Strings{kLong + " " + kLong + " ended.", "And so on."});
}

TEST_CASE("pdf headings: by size, weight and outline") {
  const PdfPages document = parse_pdf_pages(
      page_of(text_line(100, 100, 1, "Quotas", 30) + text_line(150, 100, 0, kLong) + text_line(168, 100, 0, kLong) +
              text_line(200, 100, 2, "A bold one") + text_line(218, 100, 0, kLong) + text_line(236, 100, 0, kLong) +
              text_line(280, 100, 0, "Plain but listed") + text_line(310, 100, 0, kLong)) +
      "<outline><item page=\"1\">Quotas</item><outline><item page=\"1\">1. Plain but "
      "listed</item></outline></outline>");
  const PdfBodyFont body = body_font(document);
  CHECK(body.size == 15);
  const std::vector<PdfBlock> blocks = pdf_blocks(document, body);
  REQUIRE(blocks.size() == 6);
  CHECK(pdf_heading_levels(blocks, document.outline, body) == std::vector<unsigned>{1, 0, 2, 0, 2, 0});
  CHECK(pdf_heading_levels(blocks, {}, body) == std::vector<unsigned>{1, 0, 2, 0, 0, 0});
}

TEST_CASE("pdf running lines: headers, footers and page numbers go, titles and text stay") {
  const auto page = [&](int number, const std::string& body) {
    return page_of(text_line(40, 100, 3, "Skerry Quarterly " + std::to_string(number), 10) + body +
                   text_line(1150, 400, 0,
                             number == 1   ? "i"
                             : number == 2 ? "ii"
                                           : "iii"));
  };
  PdfPages document =
      parse_pdf_pages(page(1, text_line(80, 100, 1, "Skerry Quarterly", 30) + text_line(240, 100, 0, kLong)) +
                      page(2, text_line(100, 100, 0, kLong) + text_line(1100, 100, 0, "the last line")) +
                      page(3, text_line(100, 100, 0, "more")));
  remove_running_lines(document);
  CHECK(document.pages[0].lines.size() == 2);
  CHECK(document.pages[1].lines.size() == 2);
  CHECK(document.pages[2].lines.size() == 1);
  REQUIRE(document.omissions.size() == 2);
  CHECK(document.omissions[0].what == "running header");
  CHECK(document.omissions[1].what == "page number");
}

TEST_CASE("pdf running lines: what lies across the text, and what is drawn last at the top") {
  PdfPages document =
      parse_pdf_pages(page_of(text_line(300, 100, 0, kLong) + text_line(320, 100, 0, kLong) +
                              text_line(340, 100, 0, kLong) + text_line(360, 100, 0, kLong) +
                              "<text top=\"290\" left=\"120\" width=\"500\" height=\"100\" font=\"1\">DRAFT</text>" +
                              text_line(50, 100, 3, "Skerry Quarterly", 10)));
  remove_running_lines(document);
  CHECK(document.pages[0].lines.size() == 4);
  CHECK(document.omissions.size() == 2);
}

TEST_CASE("pdf properties are read from what pdfinfo prints") {
  const std::string printed =
      "Title:           A: title\nAuthor:          \nTitle:  other\nCreationDate:    2022-04-29T17:19:08Z\n";
  CHECK(pdf_property(printed, "Title") == "A: title");
  CHECK(pdf_property(printed, "Author").empty());
  CHECK(pdf_property(printed, "Creation").empty());
  CHECK(pdf_property(printed, "CreationDate") == "2022-04-29T17:19:08Z");
  CHECK(pdf_property("", "Title").empty());
}

TEST_CASE("pdf: from bytes to an article") {
  if (!find_program("pdftohtml")) {
    MESSAGE("poppler-utils is not installed");
    return;
  }
  const ReadOutcome outcome =
      read(pdf_of({"The Eel Weir", "By Dorrit Kaas", "", "Stakes are cut in February, before the sap rises,",
                   "and are kept in the brook until the summer. They last long."},
                  "/Title(untitled)/Author(root)/CreationDate(D:20190314120000Z)"));
  REQUIRE(std::holds_alternative<Article>(outcome));
  const Article& article = std::get<Article>(outcome);
  CHECK(article.title == "The Eel Weir");
  CHECK(article.authors == std::vector<std::string>{"Dorrit Kaas"});
  CHECK(article.date == PartialDate{2019, 3, 14});
  REQUIRE(article.sections.size() == 1);
  CHECK(
      article.sections[0].text ==
      "Stakes are cut in February, before the sap rises, and are kept in the brook until the summer. They last long.");
}

TEST_CASE("pdf: what cannot be read says why") {
  if (!find_program("pdftohtml")) {
    MESSAGE("poppler-utils is not installed");
    return;
  }
  CHECK(reason_of("") == "empty");
  CHECK(reason_of(std::string(3000, '\0')) == "not a PDF");
  CHECK(reason_of("%PDF-1.4\n") == "damaged: no pages can be found in it");
  CHECK(reason_of(pdf_of({})) == "no text in it: scanned pages must be recognised first (ocrmypdf)");
  // encrypted with a password that nobody knows
  const std::string locked = pdf_of({"text"});
  std::string key;
  for (int i = 0; i < 64; ++i) key += "5a";
  CHECK(reason_of(locked.substr(0, locked.find("trailer")) +
                  "trailer<</Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<" + key.substr(0, 64) +
                  ">/U<" + key.substr(0, 64) + ">>>>>\n%%EOF\n") == "encrypted: needs a password");
}

TEST_CASE("pdf: damage anywhere gives an article or a reason, also from several threads") {
  if (!find_program("pdftohtml")) {
    MESSAGE("poppler-utils is not installed");
    return;
  }
  const std::string whole = sample();
  REQUIRE(whole.size() > 1000);
  const auto damage = [&](std::size_t first) {
    for (std::size_t at = first; at < whole.size(); at += 400) {
      std::vector<ReadOutcome> outcomes;
      const OutcomeSink sink = [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); };
      read_pdf({"/a/paper.pdf", std::string_view(whole).substr(0, at)}, {}, sink);
      std::string flipped = whole;
      for (std::size_t i = at; i < std::min(at + 8, flipped.size()); ++i)
        flipped[i] = static_cast<char>(flipped[i] ^ 0xff);
      read_pdf({"/a/paper.pdf", flipped}, {}, sink);
      CHECK(outcomes.size() == 2);
    }
  };
  std::thread other([&] { damage(200); });
  damage(0);
  other.join();
}
