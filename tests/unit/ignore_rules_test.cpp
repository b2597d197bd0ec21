#include "indexer/ignore_rules.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace byline {
namespace {

std::optional<bool> verdict(std::string_view rules, std::string_view path) {
  const bool is_folder = path.ends_with('/');
  return IgnoreRules(rules).verdict(parts_of(path), is_folder);
}

// What is ASCII was checked against `git check-ignore` of git 2.39. (It also says so of what lies in a folder that
// matches; here a path is asked about by itself.)
TEST_CASE("patterns match as git says") {
  struct Row {
    std::string_view pattern;
    std::string_view path;  ///< with a slash at the end: a folder
    bool expected;
  };
  constexpr Row kRows[] = {
      // Names at any depth, and places.
      {"a.md", "a.md", true},
      {"a.md", "b/a.md", true},
      {"a.md", "a.md/", true},
      {"a.md", "aa.md", false},
      {"A.md", "a.md", false},
      {"/a.md", "a.md", true},
      {"/a.md", "b/a.md", false},
      {"b/a.md", "b/a.md", true},
      {"b/a.md", "c/b/a.md", false},
      {"/b/a.md", "b/a.md", true},
      {"drafts/", "drafts/", true},
      {"drafts/", "drafts", false},
      {"drafts/", "a/drafts/", true},
      {"/drafts/", "a/drafts/", false},
      {"a/drafts/", "a/drafts/", true},
      {"a//b", "a/b", false},
      {"/", "a", false},
      {"//", "a/", false},
      // Wildcards stay within a part.
      {"*", "a", true},
      {"*", "b/a", true},
      {"*.md", "b/.md", true},
      {"*.md", "a.md.bak", false},
      {"b/*", "b/a", true},
      {"b/*", "b/c/a", false},
      {"b/*/a", "b/c/a", true},
      {"b/*/a", "b/a", false},
      {"?.md", "a.md", true},
      {"?.md", ".md", false},
      {"b?a", "b/a", false},
      {"*b*a*", "xbyaz", true},
      {"*b*a*", "xaybz", false},
      // Any depth.
      {"**/a", "a", true},
      {"**/a", "b/c/a", true},
      {"**/b/a", "c/b/a", true},
      {"**/b/a", "b/c/a", false},
      {"b/**", "b/a", true},
      {"b/**", "b/c/a", true},
      {"b/**", "b/", false},
      {"b/**/a", "b/a", true},
      {"b/**/a", "b/c/d/a", true},
      {"b/**/a", "c/b/a", false},
      {"b/**/c/**/a", "b/x/c/y/z/a", true},
      {"b**/a", "bb/a", true},
      {"?b**/a", "ab/c/a", false},
      {"**", "b/a", true},
      {"/**", "b/a", true},
      {"***/a", "b/c/a", true},
      // Classes.
      {"[ab].md", "a.md", true},
      {"[ab].md", "c.md", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "dx", true},
      {"[^a-c]x", "bx", false},
      {"[]a]", "]", true},
      {"[!]a]", "]", false},
      {"[a-]", "-", true},
      {"[\\]]", "]", true},
      {"[[:digit:]_]", "_", true},
      {"[[:upper:]]", "a", false},
      {"[[:nosuch:]]", "a", false},
      {"[a", "[a", false},
      {"[a", "a", false},
      {"b[/]a", "b/a", false},
      // Escapes, comments, spaces.
      {"#a", "#a", false},
      {"\\#a", "#a", true},
      {"\\!a", "!a", true},
      {"a\\*", "a*", true},
      {"a\\*", "ab", false},
      {"a\\", "a\\", false},
      {"\\a", "a", true},
      {"a  ", "a", true},
      {"a\\ ", "a ", true},
      {"a\\ ", "a", false},
      {" a", " a", true},
      {" a", "a", false},
      {"a b", "a b", true},
      {"a\t", "a", false},
      {"a\r\n", "a", true},
      // beyond ASCII: a character, not a byte
      {"?.md", "ü.md", true},
      {"[а-я].md", "ж.md", true},
      {"[!a].md", "日.md", true},
      {"*日*", "本日は", true},
      {"?", "\xFF", true},
      {"\xFF*", "\xFF\xFE", true},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.pattern);
    CAPTURE(row.path);
    CHECK(verdict(row.pattern, row.path).value_or(false) == row.expected);
  }
}

TEST_CASE("of the patterns that match, the last one counts") {
  constexpr std::string_view kRules = "# what is not ready\n\n*.md\n!important.md\nvery-important.md\n!\n";
  CHECK(verdict(kRules, "a.md") == true);
  CHECK(verdict(kRules, "important.md") == false);
  CHECK(verdict(kRules, "b/important.md") == false);
  CHECK(verdict(kRules, "very-important.md") == true);
  CHECK(verdict(kRules, "a.txt") == std::nullopt);
  CHECK(verdict("a\n!a\na\n", "a") == true);
  CHECK(verdict("\xEF\xBB\xBF*.md", "a.md") == true);
  CHECK(IgnoreRules("# nothing\n\n   \n").empty());
}

TEST_CASE("what may lie below a folder, and what names it") {
  struct Row {
    std::string_view pattern;
    std::string_view folder;
    bool reaches_below;
    bool reaches_through;
  };
  constexpr Row kRows[] = {
      {"*.md", "posts", true, false},         {"posts/*.md", "posts", true, true},
      {"posts/*.md", "other", false, false},  {"posts/*.md", "posts/a", false, false},
      {"posts/**", "posts/a/b", true, false}, {"/.drafts/**", ".drafts", true, true},
      {"*/a.md", ".git", true, false},        {"**/.git/x", "a/.git", true, true},
      {"**/x", ".git", true, false},          {".d*/x", ".drafts", true, true},
      {"posts", "posts", true, false},        {"a/b/c", "a", true, true},
      {"a/b/c", "a/b/c", false, false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.pattern);
    CAPTURE(row.folder);
    const GlobPattern pattern = GlobPattern::parse(row.pattern).value();
    CHECK(pattern.reaches_below(parts_of(row.folder)) == row.reaches_below);
    CHECK(pattern.reaches_through(parts_of(row.folder)) == row.reaches_through);
  }
  CHECK(GlobPattern::parse(".hid*")->names(parts_of(".hidden.md"), false));
  CHECK(!GlobPattern::parse("*.md")->names(parts_of(".hidden.md"), false));
  CHECK(!GlobPattern::parse("a/**")->names(parts_of("a/.hidden.md"), false));
  CHECK(GlobPattern::parse("a/.h*")->names(parts_of("a/.hidden.md"), false));
}

TEST_CASE("no pattern takes long") {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  std::string deep;
  for (int i = 0; i < 800; ++i) deep += "**/a/";
  std::string path;
  for (int i = 0; i < 1000; ++i) path += "a/";
  const auto start = std::chrono::steady_clock::now();
  CHECK(verdict(pattern + "b", std::string(4000, 'a')) == std::nullopt);
  CHECK(verdict(deep + "b", path + "a") == std::nullopt);
  CHECK(GlobPattern::parse(deep + "b")->reaches_through(parts_of(path)));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

}  // namespace
}  // namespace byline
