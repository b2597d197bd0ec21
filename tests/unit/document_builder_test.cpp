#include "indexer/document_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/schema.hpp"
#include "common/stored_article.hpp"
#include "indexer/article_facets.hpp"

namespace byline {
namespace {

Article sample() {
  Article article;
  article.path = "/archive/a.md";
  article.title = "Rates rise";
  article.authors = {"Erin Williams", "Jo Doe"};
  article.date = PartialDate{2025, 4, 0};
  article.language = "en";
  article.source = "example.org";
  article.categories = {"Politics"};
  article.tags = {"Trade"};
  article.sections = {test::section_of("", 0, {"The rate of banks."}),
                      test::section_of("Outlook", 1, {"Ports and rates."}),
                      test::section_of("For Canada", 2, {"A port."}), test::section_of("OUTLOOK", 1, {"Banks."})};
  return article;
}

PreparedArticle prepared(const Article& article, bool assumed = false) {
  Article copy = article;
  return prepare_known(std::move(copy), key_of(article, false), assumed, article.language);
}

ArticleDocuments build(const Article& article, bool assumed = false) {
  Analyser analyser(article.language);
  DocumentBuilder builder;
  return builder.build(prepared(article, assumed), analyser);
}

std::map<std::string, Xapian::termcount> terms_of(const Xapian::Document& document) {
  std::map<std::string, Xapian::termcount> terms;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) terms[*term] = term.get_wdf();
  return terms;
}

std::vector<Xapian::termpos> positions(const Xapian::Document& document, const std::string& term) {
  auto place = document.termlist_begin();
  place.skip_to(term);
  if (place == document.termlist_end() || *place != term) return {};
  return {place.positionlist_begin(), place.positionlist_end()};
}

TEST_CASE("the article's terms") {
  const ArticleDocuments documents = build(sample());
  const auto terms = terms_of(documents.article);
  struct Row {
    const char* term;
    Xapian::termcount wdf;
  };
  constexpr Row kRows[] = {
      {"Zrate", kTitleWeight + 2}, {"Zport", 2},   {"Zbank", 2},    {"ZSrate", 1},
      {"Zrise", kTitleWeight},     {"rates", 2},   {"rate", 1},     {"Srates", 1},
      {"Aerin williams", 0},       {"Ajo doe", 0}, {"Ktrade", 0},   {"Len", 0},
      {"Hexample.org", 0},         {"Y2025", 0},   {"Zoutlook", 2}, {"Zcanada", 1},
  };
  for (const Row& row : kRows) {
    CAPTURE(std::string(row.term));
    REQUIRE(terms.count(row.term) == 1);
    CHECK(terms.at(row.term) == row.wdf);
  }
  CHECK(terms.count(file_term("/archive/a.md")) == 1);
  CHECK(terms.count("Q" + to_hex(key_of(sample(), false).uid)) == 1);
  CHECK(terms.count(std::string(kAssumedLanguageTerm)) == 0);
  CHECK(terms_of(build(sample(), true).article).count(std::string(kAssumedLanguageTerm)) == 1);
  CHECK((deserialise(documents.article.get_data()) == sample()));
}

TEST_CASE("positions: the title from 1, sections a gap apart") {
  const Xapian::Document article = build(sample()).article;
  CHECK((positions(article, "Srise") == std::vector<Xapian::termpos>{2}));
  CHECK((positions(article, "rise") == std::vector<Xapian::termpos>{2}));
  const auto the = positions(article, "the");
  const auto of = positions(article, "of");
  REQUIRE(the.size() == 1);
  REQUIRE(of.size() == 1);
  CHECK(of[0] == the[0] + 2);
  CHECK(the[0] > 2 + 1001);
  const auto outlook = positions(article, "outlook");
  const auto banks = positions(article, "banks");
  REQUIRE(outlook.size() == 2);
  REQUIRE(banks.size() == 2);
  CHECK(outlook[0] > banks[0] + 1001);
  CHECK(banks[1] == outlook[1] + 1);
  CHECK(positions(article, "Zrate").empty());
}

TEST_CASE("how many words a title has, without the forms that join them") {
  struct Row {
    std::string title;
    unsigned words;
  };
  std::string endless;
  for (int i = 0; i < 300; ++i) endless += "word ";
  const Row rows[] = {{"", 0}, {"—", 0}, {"Cross-border trade", 3}, {"AT&T", 2}, {"東京に", 2}, {endless, 255}};
  for (const Row& row : rows) {
    CAPTURE(row.title);
    Article article = sample();
    article.title = row.title;
    CHECK(read_title_words(build(article).article.get_value(slot::kTitleWords)) == row.words);
  }
}

TEST_CASE("values: days of the interval, the order of ties, the uid") {
  const ArticleDocuments documents = build(sample());
  CHECK(documents.article.get_value(slot::kFirstDay) == "20250401");
  CHECK(documents.article.get_value(slot::kLastDay) == "20250430");
  CHECK(documents.article.get_value(slot::kUid) == key_of(sample(), false).uid);
  CHECK(documents.article.get_value(slot::kContent).size() == 16);
  CHECK(read_title_words(documents.article.get_value(slot::kTitleWords)) == 2);
  Article undated = sample();
  undated.date.reset();
  CHECK(build(undated).article.get_value(slot::kFirstDay).empty());
  const auto order = [](std::optional<PartialDate> date, const std::string& path, const std::string& id = {}) {
    Article article = sample();
    article.date = date;
    article.path = path;
    article.id = id;
    return build(article).article.get_value(slot::kTieOrder);
  };
  const std::vector<std::string> ascending = {
      order(PartialDate{2025, 4, 2}, "/b"),
      order(PartialDate{2025, 4, 1}, "/a"),
      order(PartialDate{2025, 4, 1}, "/b"),
      order(PartialDate{2025, 4, 1}, "/b", "1"),
      order(PartialDate{2025, 4, 1}, "/b", "2"),
      order(PartialDate{2024, 0, 0}, "/a"),
      order(PartialDate{1, 1, 1}, "/a"),
      order(std::nullopt, "/a"),
      order(std::nullopt, "/b"),
  };
  CHECK(std::is_sorted(ascending.begin(), ascending.end()));
}

TEST_CASE("a document for each section name and category") {
  const ArticleDocuments documents = build(sample());
  std::map<std::string, std::map<std::string, Xapian::termcount>> sections;
  const std::vector<NamedSection> names = prepared(sample()).names;
  REQUIRE(names.size() == documents.sections.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    sections[names[i].key] = terms_of(documents.sections[i]);
  }
  REQUIRE(sections.size() == 3);
  CHECK(sections.at("outlook").at("Zport") == 2);  // with the subsection
  CHECK(sections.at("outlook").at("Zbank") == 1);  // both occurrences
  CHECK(sections.at("outlook").at("Zoutlook") == 2);
  CHECK(sections.at("for canada").at("Zport") == 1);
  CHECK(sections.at("for canada").count("Zbank") == 0);
  CHECK(sections.at("politics").at("Zrise") == kTitleWeight);
  CHECK(sections.at("politics").at("Zbank") == 2);
  for (const auto& [name, terms] : sections) {
    CAPTURE(name);
    CHECK(terms.count("XS" + name) == 1);
    CHECK(terms.count("Aerin williams") == 1);
    CHECK(terms.count("Q" + to_hex(key_of(sample(), false).uid)) == 1);
    CHECK(terms.count("rates") == 0);
  }
}

TEST_CASE("forms are the stems with their words") {
  const auto forms = build(sample()).forms;
  const std::set<std::pair<std::string, std::string>> set(forms.begin(), forms.end());
  CHECK(set.size() == forms.size());
  CHECK(set.count({"rate", "rates"}) == 1);
  CHECK(set.count({"rate", "rate"}) == 1);
  CHECK(set.count({"port", "ports"}) == 1);
  CHECK(set.count({"port", "rates"}) == 0);
}

TEST_CASE("empty, enormous and odd articles") {
  CHECK_NOTHROW(build(Article{}));
  Article odd = sample();
  odd.title = std::string(3000, 'x');
  odd.authors = {std::string(3000, 'y'), "", " ", "\xe2\x80\x8b"};
  odd.tags = {std::string(3000, 'y') + "z", "中国"};
  odd.sections = {test::section_of(std::string(3000, 'h'), 1, {std::string(5000, 'w')})};
  const ArticleDocuments documents = build(odd);
  for (const auto& [term, wdf] : terms_of(documents.article)) CHECK(term.size() <= 245);
  for (const Xapian::Document& section : documents.sections) {
    for (const auto& [term, wdf] : terms_of(section)) CHECK(term.size() <= 245);
  }
  CHECK(terms_of(documents.article).count("A") == 0);
}

TEST_CASE("values of facets, and sources") {
  const Article article = sample();
  const auto names = named_sections(article);
  const auto values = [&](std::string_view facet) { return test::join(facet_values(article, names, facet), "|"); };
  CHECK(values("author") == "Erin Williams|Jo Doe");
  CHECK(values("tag") == "Trade");
  CHECK(values("year") == "2025");
  CHECK(values("language") == "en");
  CHECK(values("source") == "example.org");
  CHECK(facet_values(article, names, "section").size() == 3);
  struct Row {
    const char* source;
    const char* url;
    const char* path;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"The Paper", "https://x.org/a", "/archive/a.md", "The Paper"},
      {"", "https://www.Example.org:8080/a?b", "/archive/a.md", "example.org"},
      {"", "https://user@example.org", "/archive/a.md", "example.org"},
      {"", "", "/archive/news/deep/a.md", "news"},
      {"", "", "/archive/a.md", "archive"},
      {"", "", "/elsewhere/a.md", ""},
  };
  for (const Row& row : kRows) {
    Article other;
    other.source = row.source;
    other.url = row.url;
    other.path = row.path;
    CAPTURE(other.path);
    CAPTURE(other.url);
    CHECK(source_of(other, "/archive") == row.expected);
  }
}

}  // namespace
}  // namespace byline
