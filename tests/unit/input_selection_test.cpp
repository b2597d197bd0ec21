#include "indexer/input_selection.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace byline {
namespace {

/// What is chosen of a path below the top, all folders of which are walked: '+' read, '.' passed over, '-' left out.
/// A folder ends with a slash. `rules` stand in the top folder, `nearer` in its folder "a".
struct Rules {
  std::string rules = {};
  std::string nearer = {};
  std::vector<std::string> include = {};
  std::vector<std::string> exclude = {};
};

char sign(Choice choice) { return choice == Choice::Taken ? '+' : choice == Choice::PassedOver ? '.' : '-'; }

char chosen(const Rules& rules, std::string_view path, bool is_container = false) {
  ReadOptions options;
  options.include = rules.include;
  options.exclude = rules.exclude;
  SelectedFolder folder(options, "/top", "/top");
  folder.add_rules(rules.rules);
  const bool is_folder = path.ends_with('/');
  const PathParts parts = parts_of(path);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_last = i + 1 == parts.size();
    if (is_last && !is_folder && !is_container) return sign(folder.choose_file(parts[i]));
    SelectedFolder inside = folder;
    const Choice choice =
        is_last && is_container ? folder.choose_container(parts[i], inside) : folder.choose_folder(parts[i], inside);
    if (choice != Choice::Taken || is_last) return sign(choice);
    folder = inside;
    if (i == 0 && parts[i] == "a") folder.add_rules(rules.nearer);
  }
  return '?';
}

TEST_CASE("what is read, passed over and left out") {
  struct Row {
    Rules rules;
    std::string_view path;
    char expected;
  };
  const Row rows[] = {
      // Defaults.
      {{}, "x.md", '+'},
      {{}, "a/b/x.md", '+'},
      {{}, ".x.md", '.'},
      {{}, ".git/x.md", '.'},
      {{}, "node_modules/", '.'},
      {{}, "node_modules", '+'},
      {{}, "a/__pycache__/x.md", '.'},
      {{}, "bower_components/x.md", '.'},
      {{}, "~$x.docx", '.'},
      {{}, "x.md~", '.'},
      {{}, "#x.md#", '.'},
      {{}, "#x.md", '+'},
      {{}, "vendor/x.md", '+'},
      // Rules, the nearer first.
      {{"*.md"}, "x.md", '-'},
      {{"*.md"}, ".x.md", '.'},
      {{"*.md", "!*.md"}, "a/x.md", '+'},
      {{"*.md", "!*.md"}, "b/x.md", '-'},
      {{"a/"}, "a/x.md", '-'},
      {{"a/", "!*.md"}, "a/x.md", '-'},
      {{"", "/b"}, "a/b/x.md", '-'},
      {{"", "/b"}, "a/c/b/x.md", '+'},
      {{"", "/b"}, "b/x.md", '+'},
      {{"/a/b"}, "a/b/x.md", '-'},
      {{"!.notes/"}, ".notes/x.md", '+'},
      {{"!.x.md"}, ".x.md", '+'},
      // --exclude
      {{"", "", {}, {"*.md"}}, "a/x.md", '-'},
      {{"", "", {}, {"a/"}}, "a/x.md", '-'},
      {{"", "", {}, {"/x.md"}}, "a/x.md", '+'},
      {{"!x.md", "", {}, {"x.md"}}, "x.md", '-'},
      {{"", "", {}, {"*.md", "!x.md"}}, "x.md", '+'},
      {{"", "", {}, {"*.md"}}, ".x.md", '.'},
      // --include: only what matches, itself or a folder above.
      {{"", "", {"*.md"}, {}}, "a/x.md", '+'},
      {{"", "", {"*.md"}, {}}, "a/x.txt", '-'},
      {{"", "", {"*.md"}, {}}, ".x.md", '.'},
      {{"", "", {"*.md"}, {}}, ".git/x.md", '.'},
      {{"", "", {"*"}, {}}, ".git/x.md", '.'},
      {{"", "", {"**/*.md"}, {}}, ".git/x.md", '.'},
      {{"", "", {"*.docx"}, {}}, "~$x.docx", '.'},
      {{"", "", {"a"}, {}}, "a/b/x.txt", '+'},
      {{"", "", {"a/"}, {}}, "b/x.txt", '-'},
      {{"", "", {"a/*.md"}, {}}, "a/x.md", '+'},
      {{"", "", {"a/*.md"}, {}}, "a/b/x.md", '-'},
      {{"", "", {"a", "!x.md"}, {}}, "a/x.md", '-'},
      // It brings back what rules leave out, and what is passed over when named.
      {{"*.md", "", {"*.md"}, {}}, "x.md", '+'},
      {{"", "", {".x.md"}, {}}, ".x.md", '+'},
      {{"", "", {".x*"}, {}}, ".x.md", '+'},
      {{"", "", {".notes/**"}, {}}, ".notes/b/x.md", '+'},
      {{"", "", {".notes/**"}, {}}, ".notes/.x.md", '.'},
      {{"", "", {".notes/**"}, {}}, "x.md", '-'},
      {{"", "", {".notes"}, {}}, ".notes/x.md", '+'},
      {{"", "", {".notes/b/*.md"}, {}}, ".notes/b/x.md", '+'},
      {{"", "", {".notes/b/*.md"}, {}}, ".notes/c/x.md", '.'},
      {{"", "", {"node_modules/c/README.md"}, {}}, "node_modules/c/README.md", '+'},
      {{"drafts/", "", {"drafts/*.md"}, {}}, "drafts/x.md", '+'},
      {{"drafts/", "", {"*.md"}, {}}, "drafts/x.md", '-'},
      // --exclude is the stronger.
      {{"", "", {"*.md"}, {"x.md"}}, "x.md", '-'},
      {{"", "", {".notes/**"}, {".notes"}}, ".notes/x.md", '-'},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rules.rules);
    CAPTURE(row.rules.nearer);
    CAPTURE(row.rules.include.empty() ? "" : row.rules.include.front());
    CAPTURE(row.path);
    CHECK(chosen(row.rules, row.path) == row.expected);
  }
}

TEST_CASE("a container is opened only for what may be read of it") {
  CHECK(chosen({}, "a.zip", true) == '+');
  CHECK(chosen({}, ".a.zip", true) == '.');
  CHECK(chosen({}, "~$a.zip", true) == '.');
  CHECK(chosen({"*.zip"}, "a.zip", true) == '-');
  CHECK(chosen({"a.zip/"}, "a.zip", true) == '-');
  CHECK(chosen({"", "", {"*.md"}, {}}, "a.zip", true) == '+');
  CHECK(chosen({"", "", {"a.zip"}, {}}, "a.zip", true) == '+');
  CHECK(chosen({"", "", {"a.zip/b/*.md"}, {}}, "a.zip", true) == '+');
  CHECK(chosen({"", "", {"posts/*.md"}, {}}, "a.zip", true) == '-');
  CHECK(chosen({"", "", {}, {"*.zip"}}, "a.zip", true) == '-');
  // Its members are chosen as those of a folder.
  CHECK(chosen({"a.zip/b"}, "a.zip/b/x.md") == '-');
  CHECK(chosen({"", "", {"a.zip/*.md"}, {}}, "a.zip/x.md") == '+');
}

TEST_CASE("patterns count from their base, ignore files from where they stand") {
  ReadOptions options;
  options.exclude = {"/x.md"};
  SelectedFolder folder(options, "/top", "/top/base");
  folder.add_rules("/base/y.md\n");
  folder = folder.below("base");
  CHECK(folder.choose_file("x.md") == Choice::LeftOut);
  CHECK(folder.choose_file("y.md") == Choice::LeftOut);
  CHECK(folder.choose_file("z.md") == Choice::Taken);
  SelectedFolder inside = folder;
  REQUIRE(folder.choose_folder("sub", inside) == Choice::Taken);
  CHECK(inside.choose_file("x.md") == Choice::Taken);
}

TEST_CASE("a fingerprint is of all that decides") {
  ReadOptions options;
  const SelectedFolder plain(options, "/top", "/top");
  SelectedFolder ruled = plain;
  ruled.add_rules("*.md");
  SelectedFolder ruled_otherwise = plain;
  ruled_otherwise.add_rules("*.txt");
  options.exclude = {"*.md"};
  const SelectedFolder excluding(options, "/top", "/top");
  CHECK(plain.fingerprint() == SelectedFolder(ReadOptions{}, "/top", "/top").fingerprint());
  CHECK(plain.fingerprint() != ruled.fingerprint());
  CHECK(ruled.fingerprint() != ruled_otherwise.fingerprint());
  CHECK(plain.fingerprint() != excluding.fingerprint());
  SelectedFolder commented = plain;
  commented.add_rules("# nothing\n");
  CHECK(plain.fingerprint() == commented.fingerprint());
}

}  // namespace
}  // namespace byline
