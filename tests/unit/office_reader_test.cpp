#include "indexer/office_reader.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "archive_bytes.hpp"
#include "indexer/external_program.hpp"

using namespace byline;

namespace {

using Reader = std::function<void(const Source&, const ReadOptions&, const OutcomeSink&)>;

ReadOutcome read(const Reader& reader, const std::string& bytes) {
  std::vector<ReadOutcome> outcomes;
  reader({"/a/letter.docx", bytes}, {}, [&](ReadOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  REQUIRE(outcomes.size() == 1);
  return outcomes[0];
}

std::string reason_of(const Reader& reader, const std::string& bytes) {
  const ReadOutcome outcome = read(reader, bytes);
  return std::holds_alternative<Rejection>(outcome) ? std::get<Rejection>(outcome).reason : "an article";
}

std::string sample(const std::string& name) {
  std::ifstream file(std::string(BYLINE_CORPUS_DIR) + "/formats/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string paragraph(const std::string& text, const std::string& style = {}, bool is_bold = false) {
  return "<w:p><w:pPr>" + (style.empty() ? "" : "<w:pStyle w:val=\"" + style + "\"/>") + "</w:pPr><w:r><w:rPr>" +
         (is_bold ? "<w:b/>" : "") + "</w:rPr><w:t>" + text + "</w:t></w:r></w:p>";
}

/// The least that is a DOCX.
std::string docx_of(const std::string& body, const std::string& properties = {}) {
  const std::string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
  return test::zip_of(
      {{"[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
       {"_rels/.rels", "<Relationships xmlns=\"" + relations + "\"><Relationship Id=\"r1\" Type=\"" + office +
                           "\" Target=\"word/document.xml\"/></Relationships>"},
       {"docProps/core.xml",
        "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\">" + properties + "</cp:coreProperties>"},
       {"word/document.xml",
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body +
            "</w:body></w:document>"}});
}

}  // namespace

TEST_CASE("office: a letter without styles") {
  if (!find_program("pandoc")) {
    MESSAGE("pandoc is not installed");
    return;
  }
  const ReadOutcome outcome =
      read(read_docx, docx_of(paragraph("The Eel Weir", {}, true) + paragraph("By Dorrit Kaas") +
                                  paragraph("The weir stands in the brook &amp; is old.") +
                                  paragraph("Stakes", {}, true) + paragraph("They are cut in February."),
                              "<dc:title>Document1</dc:title><dc:creator>admin</dc:creator>"
                              "<dcterms:created>2019-03-14T00:00:00Z</dcterms:created>"));
  REQUIRE(std::holds_alternative<Article>(outcome));
  const Article& article = std::get<Article>(outcome);
  CHECK(article.title == "The Eel Weir");
  CHECK(article.authors == std::vector<std::string>{"Dorrit Kaas"});
  CHECK(article.date == PartialDate{2019, 3, 14});
  REQUIRE(article.sections.size() == 2);
  CHECK(article.sections[0].text == "The weir stands in the brook & is old.");
  CHECK(article.sections[1].heading == "Stakes");
  CHECK(article.omissions.size() == 2);
}

TEST_CASE("office: what cannot be read says why") {
  CHECK(reason_of(read_docx, "") == "empty");
  CHECK(reason_of(read_docx, "a letter") == "not a readable DOCX: damaged: not an archive");
  CHECK(reason_of(read_odt, test::zip_of({{"a", "b"}})) == "not a readable ODT");
  CHECK(reason_of(read_rtf, "a letter") == "not a readable RTF");
  CHECK(reason_of(read_docx, std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0')) ==
        "encrypted: needs a password; or a .doc, which is not read");
  CHECK(reason_of(read_odt, test::zip_of({{"META-INF/manifest.xml", "<manifest:encryption-data/>"},
                                          {"content.xml", "x"}})) == "encrypted: needs a password");
  if (!find_program("pandoc")) return;
  CHECK(reason_of(read_docx, docx_of("")) == "no text in it");
  CHECK(reason_of(read_docx, test::zip_of({{"word/document.xml", "x"}})).substr(0, 13) == "pandoc failed");
}

TEST_CASE("office: damage anywhere gives an article or a reason") {
  for (const auto& [reader, name] : {std::pair<Reader, std::string>{read_docx, "brackwater-kiln.docx"},
                                     {read_odt, "kloeppeln.odt"},
                                     {read_rtf, "eel-weir.rtf"}}) {
    const std::string whole = sample(name);
    REQUIRE(whole.size() > 500);
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / 17) {
      read(reader, whole.substr(0, at));
      std::string flipped = whole;
      for (std::size_t i = at; i < std::min(at + 8, flipped.size()); ++i)
        flipped[i] = static_cast<char>(flipped[i] ^ 0xff);
      read(reader, flipped);
    }
  }
}

TEST_CASE("office: bombs end within the limits") {
  if (!find_program("pandoc")) {
    MESSAGE("pandoc is not installed");
    return;
  }
  std::string entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'j'; ++c) {
    entities += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) entities += std::string("&") + static_cast<char>(c - 1) + ";";
    entities += "\">";
  }
  entities +=
      "]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
      "<w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>";
  CHECK(reason_of(read_docx, test::zip_of({{"word/document.xml", entities}})) != "an article");
  std::string deep = "{\\rtf1 ";
  for (int i = 0; i < 20'000; ++i) deep += "{\\b ";
  CHECK_FALSE(reason_of(read_rtf, deep).empty());
}
