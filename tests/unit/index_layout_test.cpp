#include "common/index_layout.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

/// A directory that is removed with everything in it at the end of the scope.
class ScratchDirectory {
 public:
  ScratchDirectory() {
    std::string name = (fs::temp_directory_path() / "byline-layout-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

TEST_CASE("everything lies inside the index directory") {
  const IndexLayout layout("/archive/.byline");
  CHECK(layout.directory() == "/archive/.byline");
  CHECK(layout.lock_file() == "/archive/.byline/lock");
  CHECK(layout.current_file() == "/archive/.byline/CURRENT");
  CHECK(layout.generation(3) == "/archive/.byline/generation-3");
  CHECK(layout.articles(3) == "/archive/.byline/generation-3/articles");
  CHECK(layout.sections(12) == "/archive/.byline/generation-12/sections");
}

TEST_CASE("CURRENT names the generation") {
  struct Row {
    std::string_view content;
    unsigned number;
  };
  constexpr Row kRows[] = {{"3\n", 3}, {"3", 3}, {"0\n", 0}, {"4294967295\n", 4294967295}};
  const ScratchDirectory scratch;
  const IndexLayout layout(scratch.path() / "index");
  CHECK_FALSE(layout.current().has_value());
  for (const Row& row : kRows) {
    CAPTURE(row.content);
    write(layout.current_file(), row.content);
    CHECK(layout.current() == row.number);
  }
}

TEST_CASE("a CURRENT that holds something else than a number is reported as damage") {
  const ScratchDirectory scratch;
  const IndexLayout layout(scratch.path());
  for (const std::string_view content :
       {"", "\n", "three\n", "-1\n", "+1\n", " 3\n", "3 \n", "3x\n", "3.5\n", "0x3\n", "4294967296\n", "三\n"}) {
    CAPTURE(content);
    write(layout.current_file(), content);
    try {
      const auto number = layout.current();
      FAIL_CHECK("no error but " << number.value_or(0));
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::IndexDamaged);
      CHECK(std::string_view(error.what()).find(layout.current_file().string()) != std::string_view::npos);
    }
  }
}

TEST_CASE("generations on disk are listed in the order of their numbers") {
  const ScratchDirectory scratch;
  const IndexLayout layout(scratch.path() / "index");
  CHECK(layout.generations().empty());
  for (const unsigned number : {10u, 2u, 1u, 33u}) fs::create_directories(layout.articles(number));
  for (const std::string_view other : {"generation-", "generation-x", "generation-3x", "generation--1",
                                       "generation-4.tmp", "generation", "Generation-5", "old-generation-6", "7"}) {
    fs::create_directories(layout.directory() / other);
  }
  write(layout.current_file(), "10\n");
  CHECK((layout.generations() == std::vector<unsigned>{1, 2, 10, 33}));
}

TEST_CASE("a CURRENT of more than one line is reported as damage") {
  const ScratchDirectory scratch;
  const IndexLayout layout(scratch.path());
  for (const std::string_view content : {"3\nand more\n", "3\n4", "3\n\n", "3\n "}) {
    CAPTURE(content);
    write(layout.current_file(), content);
    try {
      const auto number = layout.current();
      FAIL_CHECK("no error but " << number.value_or(0));
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::IndexDamaged);
    }
  }
}

TEST_CASE("a generation listed is one that generation() leads to") {
  const ScratchDirectory scratch;
  const IndexLayout layout(scratch.path());
  fs::create_directories(scratch.path() / "generation-03");
  fs::create_directories(scratch.path() / "generation-00");
  CHECK(layout.generations().empty());
  fs::create_directories(scratch.path() / "generation-0");
  fs::create_directories(scratch.path() / "generation-3");
  CHECK((layout.generations() == std::vector<unsigned>{0, 3}));
}

TEST_CASE("the index meant is the option's, the environment's, or the nearest upwards") {
  const ScratchDirectory scratch;
  const fs::path outer = scratch.path() / "Größe";
  const fs::path inner = outer / "中文" / "deep";
  const fs::path start = inner / "er";
  fs::create_directories(start);
  write(outer / ".byline" / "CURRENT", "1\n");

  CHECK(locate_index("given", "variable", start) == fs::path("given"));
  CHECK(locate_index("", "variable", start) == fs::path("variable"));
  CHECK(locate_index("", "", start) == outer / ".byline");
  CHECK(locate_index("", "", outer) == outer / ".byline");
  CHECK(locate_index("", "", start / "") == outer / ".byline");

  // A .byline without CURRENT is no index, and does not hide one further up.
  fs::create_directories(inner / ".byline");
  CHECK(locate_index("", "", start) == outer / ".byline");
  write(inner / ".byline" / "CURRENT", "1\n");
  CHECK(locate_index("", "", start) == inner / ".byline");
  CHECK(locate_index("", "", inner.parent_path()) == outer / ".byline");
}

TEST_CASE("there is no index where none lies upwards") {
  const ScratchDirectory scratch;
  CHECK_FALSE(locate_index("", "", scratch.path()).has_value());
  CHECK_FALSE(locate_index("", "", scratch.path() / "not" / "there").has_value());
}

}  // namespace
}  // namespace byline
