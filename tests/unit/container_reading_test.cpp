#include "indexer/container_reading.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

#include "archive_bytes.hpp"
#include "archive_fixture.hpp"
#include "indexer/container_names.hpp"

namespace byline {
namespace {

using test::tar_of;
using test::zip_of;

TEST_CASE("packing by name") {
  struct Row {
    std::string_view name;
    Packing packing;
    std::string_view without;
  };
  constexpr Row kRows[] = {
      {"a.zip", Packing::Container, "a"},
      {"b/A.ZIP", Packing::Container, "b/A"},
      {"a.tar", Packing::Container, "a"},
      {"a.tar.gz", Packing::Container, "a"},
      {"a.tar.zst", Packing::Container, "a"},
      {"a.Tar.XZ", Packing::Container, "a"},
      {"a.tgz", Packing::Container, "a"},
      {"a.7z", Packing::Container, "a"},
      {"a.jsonl.gz", Packing::Compressed, "a.jsonl"},
      {"a.md.bz2", Packing::Compressed, "a.md"},
      {"a.gz", Packing::Compressed, "a"},
      {"a.epub", Packing::None, "a.epub"},
      {"a.docx", Packing::None, "a.docx"},
      {"a.md", Packing::None, "a.md"},
      {".zip", Packing::None, ".zip"},
      {"b/.gz", Packing::None, "b/.gz"},
      {"zip", Packing::None, "zip"},
      {"", Packing::None, ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CHECK(packing_of(row.name) == row.packing);
    CHECK(without_packing(row.name) == row.without);
  }
}

/// "path=title(source)" of what is read of an archive at /…/posts.zip, the path without that of the archive; "path!why"
/// of what is not.
std::string read(const std::string& archive, ContainerReading& reading, ReadOptions options = {}) {
  const test::ScratchDirectory scratch;
  const std::string path = (scratch.path() / "posts.zip").string();
  test::write_file(path, archive);
  const SelectedFolder members(options, path, path);
  std::vector<std::string> found;
  reading = read_container(path, members, {scratch.path().string(), options},
                           [&](const InputPlace& place, const Format*, ReadOutcome&& outcome) {
                             CHECK(place.container == path);
                             const std::string name = place.path.substr(path.size() + 1);
                             if (const auto* article = std::get_if<Article>(&outcome)) {
                               CHECK(article->path == place.path);
                               CHECK(article->container == path);
                               found.push_back(name + "=" + article->title + "(" + article->source + ")");
                             } else {
                               found.push_back(name + "!" + std::get<Rejection>(outcome).reason);
                             }
                           });
  return test::join(found, " ");
}

TEST_CASE("members are read as files of a folder") {
  ContainerReading reading;
  CHECK(read(zip_of({{"2025-04-02-x.md", "text"}, {"b/y.txt", ""}, {".z.md", "#"}, {"p.jpg", "#"}}), reading) ==
        "2025-04-02-x.md=x(posts) b/y.txt!empty");
  CHECK(reading.failure.empty());
  CHECK(reading.ignored == 1);
  ReadOptions options;
  options.exclude = {"/b"};
  CHECK(read(zip_of({{"x.md", "text"}, {"b/y.md", "text"}}), reading, options) == "x.md=x(posts)");
  CHECK(reading.left_out == 1);
  options = {};
  options.format = "text";
  CHECK(read(zip_of({{"x", "Title\n\nText."}}), reading, options) == "x=Title(posts)");
}

TEST_CASE("containers within are folders too, three deep") {
  const std::string one = zip_of({{"d.md", "text"}});
  const std::string two = tar_of({{"one.zip", one}, {"c.md", "text"}});
  const std::string three = zip_of({{"two.tar", two}, {"b.md", "text"}});
  ContainerReading reading;
  CHECK(read(three, reading) == "two.tar!one.zip!d.md=d(posts) two.tar!c.md=c(posts) b.md=b(posts)");
  CHECK(read(zip_of({{"three.zip", three}}), reading) ==
        "three.zip!two.tar!one.zip!a container in containers, more than 3 deep three.zip!two.tar!c.md=c(posts) "
        "three.zip!b.md=b(posts)");
  CHECK(read(zip_of({{"x.zip", "not a zip"}, {"b.md", "text"}}), reading) ==
        "x.zip!damaged: not an archive b.md=b(posts)");
  CHECK(reading.failure.empty());
}

TEST_CASE("an archive that ends too soon, or is none") {
  ContainerReading reading;
  const std::string archive = tar_of({{"a.md", "text"}, {"b.md", "text"}});
  CHECK(read(archive.substr(0, 1100), reading) == "a.md=a(posts)");
  CHECK(reading.failure.starts_with("damaged: "));
  CHECK(read("nothing", reading).empty());
  CHECK(reading.failure == "damaged: not an archive");
  // Compressed, but no archive: Python's gzip.compress(b"hello hello hello\n", mtime=0)
  using namespace std::string_literals;
  CHECK(read("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\x5c\x00\x3b\x7c\x8a\xdf\x12"
             "\x00\x00\x00"s,
             reading)
            .empty());
  CHECK(reading.failure == "damaged: not an archive");
}

TEST_CASE("a path of a thousand folders is ignored") {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "a/";
  ContainerReading reading;
  CHECK(read(zip_of({{deep + "x.md", "text"}, {"b.md", "text"}}), reading) == "b.md=b(posts)");
  CHECK(reading.ignored == 1);
}

}  // namespace
}  // namespace byline
