#include "indexer/roots.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"

namespace byline {
namespace {

ReadOptions in_language(const std::string& language) {
  ReadOptions options;
  options.language = language;
  return options;
}

TEST_CASE("roots come back as they were packed") {
  ReadOptions full;
  full.format = "jsonl";
  full.language = "de";
  full.field_map = {{"title", "headline"}, {"text", "a.b"}};
  full.section_from_folder = true;
  ReadOptions choosy;
  choosy.include = {"*.md", "/posts/**"};
  choosy.exclude = {"drafts/"};
  for (const std::vector<Root>& roots :
       std::vector<std::vector<Root>>{{{"/a", {}}, {"/b", choosy}, {"/c", full}},
                                      {},
                                      {{"/a", {}}},
                                      {{"-", full}},
                                      {{"/a", full}, {"/архив/b c", {}}, {std::string("/x\0y", 4), full}}}) {
    CHECK((unpack_roots(pack_roots(roots)) == roots));
  }
  CHECK(unpack_roots("").empty());
}

TEST_CASE("damaged roots are reported") {
  const std::string bytes = pack_roots({{"/archive", in_language("de")}});
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS((void)unpack_roots(std::string_view(bytes).substr(0, size)), Error);
  }
  CHECK_THROWS_AS((void)unpack_roots("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), Error);
}

TEST_CASE("the nearest root's options are remembered") {
  const std::vector<Root> roots = {
      {"/a", in_language("de")}, {"/a/b", in_language("fr")}, {"/ab", in_language("es")}, {"-", in_language("ru")}};
  struct Row {
    std::string_view path;
    std::string_view language;
  };
  constexpr Row kRows[] = {{"/a", "de"},    {"/a/x.md", "de"}, {"/a/b", "fr"}, {"/a/b/c/x.md", "fr"}, {"/a/bc", "de"},
                           {"/ab/x", "es"}, {"/abc", "auto"},  {"/", "auto"},  {"-", "ru"},           {"", "auto"}};
  for (const Row& row : kRows) {
    CAPTURE(row.path);
    CHECK(remembered_options(roots, std::string(row.path)).language == row.language);
  }
  CHECK(remembered_options({{"/", in_language("de")}}, "/a").language == "de");
}

TEST_CASE("a root is added, replaced or covered") {
  std::vector<Root> roots = with_root({}, {"/b", {}});
  roots = with_root(roots, {"/a", {}});
  REQUIRE(roots.size() == 2);
  CHECK(roots[0].path == "/a");
  CHECK((with_root(roots, {"/a/inside", {}}) == roots));
  CHECK(with_root(roots, {"/a/inside", in_language("de")}).size() == 3);
  CHECK(with_root(roots, {"/aa", {}}).size() == 3);
  roots = with_root(roots, {"/a", in_language("de")});
  CHECK(roots.size() == 2);
  CHECK(roots[0].options.language == "de");
  CHECK(with_root(roots, {"/a/inside", {}}).size() == 3);
}

TEST_CASE("patterns decide what is read, not what is made of it") {
  ReadOptions choosy;
  choosy.include = {"*.md"};
  choosy.exclude = {"drafts/"};
  const Format& format = formats().front();
  CHECK(reading_fingerprint(choosy, format) == reading_fingerprint({}, format));
  CHECK(with_root({{"/a", {}}}, {"/a/b", choosy}).size() == 2);
  const std::vector<Root> roots = {{"/a", {}}, {"/a/b", choosy}};
  CHECK(nearest_root(roots, "/a/b/c")->path == "/a/b");
  CHECK(outermost_root(roots, "/a/b/c")->path == "/a");
  CHECK(outermost_root(roots, "/c") == nullptr);
}

TEST_CASE("what a file was read with has a fingerprint of its own") {
  std::set<std::string> prints;
  ReadOptions mapped;
  mapped.field_map = {{"title", "a"}};
  ReadOptions folder;
  folder.section_from_folder = true;
  std::size_t count = 0;
  for (const Format& format : formats()) {
    for (const ReadOptions& options : {ReadOptions{}, in_language("de"), mapped, folder}) {
      prints.insert(reading_fingerprint(options, format));
      CHECK(reading_fingerprint(options, format) == reading_fingerprint(options, format));
      ++count;
    }
  }
  CHECK(prints.size() == count);
}

}  // namespace
}  // namespace byline
