#include "indexer/input_scan.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

class Tree {
 public:
  void put(const std::string& name, std::string_view text = "x") { test::write_file(path(name), text); }
  [[nodiscard]] fs::path path(const std::string& name) const { return scratch_.path() / name; }
  [[nodiscard]] InputScan scan(const std::vector<std::string>& names, const ReadOptions& options = {}) const {
    std::vector<Root> roots;
    for (const std::string& name : names) {
      roots.push_back({name == "-" ? "-" : name.empty() ? scratch_.path().string() : path(name).string(), options});
    }
    return scan_inputs(roots, path(".byline"));
  }
  /// "a.md:markdown b/c.txt:text": the files found.
  [[nodiscard]] std::string files(const InputScan& scan) const {
    std::vector<std::string> found;
    for (const InputFile& file : scan.files) {
      REQUIRE(file.format != nullptr);
      found.push_back(fs::path(file.path).lexically_relative(scratch_.path()).string() + ":" +
                      std::string(file.format->name));
    }
    return test::join(found, " ");
  }

 private:
  test::ScratchDirectory scratch_;
};

TEST_CASE("files of known types, ordered by path; others are counted") {
  Tree tree;
  for (const char* name :
       {"b.md", "a.txt", "z/y/x.jsonl", "B.MD", "c.png", "noextension", "d.md.bak", "ü.md", "a b.md"}) {
    tree.put(name);
  }
  const InputScan scan = tree.scan({""});
  CHECK(tree.files(scan) == "B.MD:markdown a b.md:markdown a.txt:text b.md:markdown z/y/x.jsonl:jsonl ü.md:markdown");
  CHECK(scan.ignored == 3);
  CHECK(scan.skipped.empty());
  CHECK(scan.unreadable.empty());
}

TEST_CASE("containers and compressed files of known types") {
  Tree tree;
  for (const char* name : {"a.zip", "b.md.gz", "c.jpg.gz", "d.tar.xz", ".e.zip"}) tree.put(name);
  const InputScan scan = tree.scan({""});
  REQUIRE(scan.files.size() == 3);
  CHECK(scan.files[0].packing == Packing::Container);
  CHECK(scan.files[0].format == nullptr);
  CHECK(scan.files[0].members != nullptr);
  CHECK(scan.files[1].packing == Packing::Compressed);
  CHECK(scan.files[1].format->name == "markdown");
  CHECK(scan.files[2].packing == Packing::Container);
  CHECK(scan.ignored == 1);
}

TEST_CASE("ignore files, those above a root among them") {
  Tree tree;
  for (const char* name : {"a.md", "b.txt", "sub/c.md", "sub/d.txt", "sub/old/e.md"}) tree.put(name);
  tree.put(".bylineignore", "*.txt\n");
  tree.put("sub/.bylineignore", "/old\n!d.txt");
  const InputScan scan = tree.scan({""});
  CHECK(tree.files(scan) == "a.md:markdown sub/c.md:markdown sub/d.txt:text");
  CHECK(scan.left_out == 2);
  tree.put("sub/.bylineignore", "");
  Root part{tree.path("sub").string(), {}};
  CHECK(tree.files(scan_inputs({part}, {})) == "sub/c.md:markdown sub/d.txt:text sub/old/e.md:markdown");
  part.top = tree.path("").parent_path().string();
  CHECK(tree.files(scan_inputs({part}, {})) == "sub/c.md:markdown sub/old/e.md:markdown");
  // A file that is named is read.
  CHECK(tree.files(tree.scan({"b.txt"})) == "b.txt:text");
}

TEST_CASE("an ignore file that cannot be read leaves its folder as it is known") {
  Tree tree;
  tree.put("a.md");
  tree.put("sub/b.md");
  tree.put("sub/.bylineignore", std::string((1 << 20) + 1, 'x'));
  const InputScan scan = tree.scan({""});
  CHECK(tree.files(scan) == "a.md:markdown");
  REQUIRE(scan.skipped.size() == 1);
  CHECK(scan.skipped[0].reason == "larger than 1 MiB");
  REQUIRE(scan.unreadable.size() == 1);
  CHECK(scan.unreadable[0] == tree.path("sub").string());
}

TEST_CASE("what begins with a dot, and the index, are passed over") {
  Tree tree;
  for (const char* name : {".hidden.md", ".git/a.md", ".byline/a.md", "shown.md", "sub/.hidden/a.md"}) tree.put(name);
  const InputScan scan = tree.scan({""});
  CHECK(tree.files(scan) == "shown.md:markdown");
  CHECK(scan.ignored == 0);
  const InputScan elsewhere = scan_inputs({{tree.path("").string(), {}}}, tree.path("sub"));
  CHECK(elsewhere.files.size() == 1);
}

TEST_CASE("a root may be a file, hidden too; overlapping roots read a file once") {
  Tree tree;
  tree.put("a.md");
  tree.put("sub/b.md");
  tree.put(".hidden/c.md");
  tree.put("d.png");
  CHECK(tree.files(tree.scan({"a.md"})) == "a.md:markdown");
  CHECK(tree.files(tree.scan({".hidden"})) == ".hidden/c.md:markdown");
  CHECK(tree.files(tree.scan({"a.md", "", "sub", "sub/b.md"})) == "a.md:markdown sub/b.md:markdown");
  const InputScan last = tree.scan({"", "sub"});
  CHECK(last.files.back().root == 1);
  CHECK(tree.scan({"sub", ""}).files.back().root == 1);
  const InputScan unknown = tree.scan({"d.png"});
  CHECK(unknown.files.empty());
  CHECK(unknown.skipped.size() == 1);
  ReadOptions as_text;
  as_text.format = "text";
  CHECK(tree.files(tree.scan({"d.png"}, as_text)) == "d.png:text");
  CHECK(tree.scan({"-"}).files.empty());
}

TEST_CASE("a root that is missing is an error") {
  const Tree tree;
  try {
    (void)tree.scan({"nosuch"});
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::BadInput);
    CHECK(std::string_view(error.what()).find("nosuch") != std::string_view::npos);
  }
}

TEST_CASE("links to files are followed, links to folders are not, and links that lead nowhere are told") {
  Tree tree;
  tree.put("real/a.md");
  tree.put("out.md");
  fs::create_directories(tree.path("in"));
  fs::create_symlink(tree.path("out.md"), tree.path("in/link.md"));
  fs::create_directory_symlink(tree.path("real"), tree.path("in/folder"));
  fs::create_symlink(tree.path("nosuch"), tree.path("in/dangling.md"));
  fs::create_directory_symlink(tree.path("in"), tree.path("in/loop"));
  const InputScan scan = tree.scan({"in"});
  CHECK(tree.files(scan) == "in/link.md:markdown");
  REQUIRE(scan.skipped.size() == 1);
  CHECK(scan.skipped.front().reason.starts_with("a link that leads nowhere"));
}

TEST_CASE("what is no file does not hang the scan") {
  Tree tree;
  tree.put("a.md");
  REQUIRE(mkfifo(tree.path("pipe.md").c_str(), 0600) == 0);
  const InputScan scan = tree.scan({""});
  CHECK(tree.files(scan) == "a.md:markdown");
  CHECK(scan.ignored == 1);
  CHECK_THROWS_AS((void)tree.scan({"pipe.md"}), Error);
}

TEST_CASE("stamps tell size and inode") {
  Tree tree;
  tree.put("a.md", "12345");
  const InputScan scan = tree.scan({""});
  REQUIRE(scan.files.size() == 1);
  struct stat info {};
  REQUIRE(stat(tree.path("a.md").c_str(), &info) == 0);
  CHECK(scan.files[0].stamp.size == 5);
  CHECK(scan.files[0].stamp.inode == info.st_ino);
  CHECK(scan.files[0].stamp.modified_ns / 1'000'000'000 == info.st_mtim.tv_sec);
}

TEST_CASE("lying under a folder") {
  struct Row {
    const char* path;
    const char* folder;
    bool expected;
  };
  constexpr Row kRows[] = {{"/a/b", "/a", true}, {"/a", "/a", true},    {"/ab", "/a", false}, {"/a", "/a/b", false},
                           {"/a", "/", true},    {"/a/b", "/a/", true}, {"-", "-", true},     {"-", "/", false}};
  for (const Row& row : kRows) {
    CAPTURE(row.path);
    CAPTURE(row.folder);
    CHECK(lies_under(row.path, row.folder) == row.expected);
  }
}

}  // namespace
}  // namespace byline
