#include "common/stored_article.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"
#include "common/packing.hpp"

namespace byline {
namespace {

Article full_article() {
  Article article;
  article.path = "/archive/новости/2025.jsonl";
  article.id = "rec-17";
  article.line = 4711;
  article.url = "https://example.org/a?b=c";
  article.title = "中国经济 – Größe und ไทย";
  article.authors = {"Ann Lee", "山田太郎", ""};
  article.contributors = {{"أحمد", "translator"}, {"Bo", "editor"}};
  article.date = PartialDate{2025, 4, 2};
  article.language = "zh";
  article.source = "Example";
  article.categories = {"World", "Economy"};
  article.tags = {"trade"};
  article.sections = {
      {"", 0, "Lead text\nover two lines", {{0, 3}, {10, 4}}},
      {"What’s Next", 1, "What’s Next\nText", {{0, 7}, {14, 0}, {15, 9}}},
      {"日本語", 2, std::string("a\0b", 3), {}},
  };
  article.asides = {{AsideKind::Caption, "A photo", 12}, {AsideKind::Metadata, "", 0}};
  return article;
}

void check_damaged(std::string_view bytes) {
  try {
    deserialise(bytes);
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::IndexDamaged);
  }
}

TEST_CASE("an article comes back as it was stored") {
  struct Row {
    std::string_view what;
    Article article;
  };
  std::vector<Row> rows = {{"nothing", {}}, {"everything", full_article()}};
  const auto add = [&](std::string_view what, auto change) {
    rows.push_back({what, full_article()});
    change(rows.back().article);
  };
  add("no date", [](Article& article) { article.date.reset(); });
  add("a year", [](Article& article) { article.date = PartialDate{1999, 0, 0}; });
  add("a month", [](Article& article) { article.date = PartialDate{1999, 12, 0}; });
  add("no sections", [](Article& article) { article.sections.clear(); });
  add("a member", [](Article& article) {
    article.path = "/archive/a.zip!2025/b.jsonl";
    article.container = "/archive/a.zip";
  });
  add("line 0", [](Article& article) { article.line = 0; });
  add("a long text", [](Article& article) { article.sections[0].text.assign(300'000, 'x'); });
  add("many sections", [](Article& article) {
    for (int level = 1; level < 300; ++level) article.sections.push_back({"h", level, "t", {{0, 1}}});
  });
  for (const AsideKind kind : {AsideKind::Caption, AsideKind::Credit, AsideKind::Byline, AsideKind::Bio,
                               AsideKind::Related, AsideKind::Metadata}) {
    add("an aside", [kind](Article& article) { article.asides = {{kind, "ไทย", 1}}; });
  }
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const std::string bytes = serialise(row.article);
    CHECK(deserialise(bytes) == row.article);
    CHECK(serialise(deserialise(bytes)) == bytes);
  }
}

TEST_CASE("notes are not kept") {
  Article article = full_article();
  article.notes = {"front matter: line 3: odd"};
  CHECK(deserialise(serialise(article)) == full_article());
}

TEST_CASE("articles that differ in one field are stored differently") {
  const std::string bytes = serialise(full_article());
  const auto changed = [](auto change) {
    Article article = full_article();
    change(article);
    return serialise(article);
  };
  CHECK(changed([](Article& a) { a.id = "rec-18"; }) != bytes);
  CHECK(changed([](Article& a) { a.line = 1; }) != bytes);
  CHECK(changed([](Article& a) { a.date->day = 3; }) != bytes);
  CHECK(changed([](Article& a) { a.authors = {"Ann Lee", "山田太郎"}; }) != bytes);
  CHECK(changed([](Article& a) { a.authors.swap(a.tags); }) != bytes);
  CHECK(changed([](Article& a) { a.sections[2].level = 1; }) != bytes);
  CHECK(changed([](Article& a) { a.sections[1].blocks[1].line = 1; }) != bytes);
  CHECK(changed([](Article& a) { a.asides[0].kind = AsideKind::Credit; }) != bytes);
}

TEST_CASE("an article cut short is reported as damage, wherever it is cut") {
  const std::string bytes = serialise(full_article());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    check_damaged(std::string_view(bytes).substr(0, size));
  }
}

TEST_CASE("changed bytes give an error of the index or some article, never anything worse") {
  const std::string bytes = serialise(full_article());
  std::size_t errors = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char byte : {'\0', '\x01', '\x7F', '\x80', '\xFF'}) {
      std::string damaged = bytes;
      damaged[at] = byte;
      try {
        deserialise(damaged);
      } catch (const Error& error) {
        ++errors;
        CHECK(error.kind() == ErrorKind::IndexDamaged);
      }
    }
  }
  CHECK(errors > 0);
}

TEST_CASE("another format is reported as damage") {
  std::string bytes = serialise(full_article());
  bytes[0] = '\x63';
  check_damaged(bytes);
}

TEST_CASE("bytes after the article are reported as damage") {
  check_damaged(serialise(full_article()) + "x");
  check_damaged(serialise(full_article()) + '\0');
  check_damaged(serialise({}) + serialise({}));
}

TEST_CASE("an aside of no known kind is reported as damage") {
  for (const int kind : {6, 99, 256}) {
    CAPTURE(kind);
    Article article;
    article.asides = {{static_cast<AsideKind>(kind), "text", 1}};
    check_damaged(serialise(article));
  }
}

}  // namespace
}  // namespace byline
