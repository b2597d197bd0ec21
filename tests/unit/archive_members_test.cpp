#include "indexer/archive_members.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "archive_bytes.hpp"
#include "archive_fixture.hpp"

namespace byline {
namespace {

using namespace std::string_literals;
using test::tar_of;
using test::zip_of;

/// "a.md=text b/c.md!failure; what ended it": what an archive gives.
std::string listed(
    const std::string& archive, const ArchiveLimits& limits = {},
    const MemberFilter& wants = [](ArchiveMember&) { return true; }) {
  std::string list;
  const MemberSink sink = [&](const ArchiveMember& member, std::string&& bytes) {
    if (!list.empty()) list += ' ';
    list += member.path + (member.failure.empty() ? "=" + bytes : "!" + member.failure);
  };
  const std::string in_memory = for_each_member(archive, limits, wants, sink);
  const std::string from_memory = list + (in_memory.empty() ? "" : "; " + in_memory);
  list.clear();
  const test::ScratchDirectory scratch;
  test::write_file(scratch.path() / "archive", archive);
  const std::string in_file = for_each_member_of_file((scratch.path() / "archive").string(), limits, wants, sink);
  CHECK(list + (in_file.empty() ? "" : "; " + in_file) == from_memory);
  return from_memory;
}

// Python's gzip.compress(b"hello hello hello\n", mtime=0)
const std::string kGzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\x5c\x00\x3b\x7c\x8a\xdf\x12\x00\x00"
    "\x00"s;

TEST_CASE("members of zip and tar, with safe paths") {
  struct Row {
    std::string name;
    std::string path;
  };
  const Row rows[] = {
      {"a.md", "a.md"},           {"b/c.html", "b/c.html"}, {"/etc/passwd", "etc/passwd"}, {"../../up.md", "up.md"},
      {"a/../../b.md", "a/b.md"}, {"./a//b.md", "a/b.md"},  {"bell\x07.md", "bell_.md"},   {"日本/ü.md", "日本/ü.md"}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(listed(zip_of({{row.name, "x"}, {"z", "y"}})) == row.path + "=x z=y");
    CHECK(listed(tar_of({{row.name, "x"}, {"z", "y"}})) == row.path + "=x z=y");
  }
  CHECK(listed(zip_of({{"folder/", ""}, {"a.md", "x"}})) == "a.md=x");
  CHECK(listed(zip_of({})).empty());
}

TEST_CASE("names that are not UTF-8 are read in the character set they are most likely in") {
  struct Row {
    std::string name;
    std::string_view path;
  };
  const Row rows[] = {
      {"Gr\x94\xe1"
       "e.md",
       "Größe.md"},  // CP437
      {"\x99l.md", "Öl.md"},
      {"M\x81ller.md", "Müller.md"},                                               // CP437
      {"\x8d\xae\xa2\xae\xe1\xe2\xa8.md", "Новости.md"},                           // CP866
      {"\x83\x65\x83\x58\x83\x67\x8b\x4c\x8e\x96.md", "テスト記事.md"},            // Shift-JIS
      {"\xce\xc4\xd5\xc2\xc1\xd0\xb1\xed.md", "文章列表.md"},                      // GBK
      {"\xa4\xe5\xb3\xb9\xa6\x43\xaa\xed\xb7\x73\xbb\x44.md", "文章列表新聞.md"},  // Big5
      {"\xc7\xd1\xb1\xb9\xbd\xc5\xb9\xae.md", "한국신문.md"},                      // EUC-KR
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    CHECK(listed(zip_of({{row.name, "x"}})) == std::string(row.path) + "=x");
  }
  // Names too short to tell by themselves are read as the others are.
  CHECK(listed(zip_of({{"\x83\x65\x83\x58\x83\x67\x8b\x4c\x8e\x96", "x"}, {"\x95\xbd.md", "y"}})) ==
        "テスト記事=x 平.md=y");
  CHECK(listed(tar_of({{"M\xfcller.md", "x"}})) == "Müller.md=x");
}

TEST_CASE("only what is wanted is delivered, and no more than is allowed") {
  const std::string zip = zip_of({{"a.md", "12345"}, {"b.txt", "123"}, {"c.md", "1"}});
  const std::string tar = tar_of({{"a.md", "12345"}, {"b.txt", "123"}, {"c.md", "1"}});
  for (const std::string& archive : {zip, tar}) {
    CHECK(listed(archive, {}, [](ArchiveMember& m) { return m.path.ends_with(".md"); }) == "a.md=12345 c.md=1");
    CHECK(listed(archive, {.max_member_bytes = 4}) == "a.md!larger than 4 bytes b.txt=123 c.md=1");
    CHECK(listed(archive, {.max_members = 2}) == "a.md=12345 b.txt=123; more than 2 members");
    CHECK(listed(archive, {}, [](ArchiveMember& m) {
            m.max_bytes = 2;
            return true;
          }) == "a.md!larger than 2 bytes b.txt!larger than 2 bytes c.md=1");
  }
}

TEST_CASE("what inflates to too much ends there") {
  const std::string mebibyte(1 << 20, 'x');
  const std::string bomb = test::zip_of_overlapping(mebibyte, 1000);
  std::size_t delivered = 0;
  const std::string ended = for_each_member(
      bomb, {.max_ratio = 10}, [](ArchiveMember&) { return true; },
      [&](const ArchiveMember& member, std::string&&) { delivered += member.failure.empty() ? 1 : 0; });
  CHECK(delivered <= 11);
  if (delivered > 1) CHECK(ended == "inflates to more than 10 MiB");
  CHECK(listed(zip_of({{"a", "123"}, {"b", "123"}}), {.max_total_bytes = 4}) ==
        "a=123 b!inflates to more than 4 bytes; inflates to more than 4 bytes");
}

TEST_CASE("damage: what stands before it is delivered") {
  const std::string zip = zip_of({{"a.md", "first"}, {"b.md", "second"}});
  const std::string tar = tar_of({{"a.md", "first"}, {"b.md", "second"}});
  for (std::size_t size = 0; size < zip.size(); ++size) {
    CAPTURE(size);
    const std::string list = listed(zip.substr(0, size));
    // 30 bytes of header, the name, the bytes; the list at the end is not missed.
    if (size < 39) CHECK(list.find("first") == std::string::npos);
    if (size >= 39) CHECK(list.starts_with("a.md=first"));
    if (size < 79) CHECK(list.find("damaged: ") != std::string::npos);
  }
  for (std::size_t size = 0; size < 1536; size += 64) {
    CAPTURE(size);
    const std::string list = listed(tar.substr(0, size));
    if (size < 512) CHECK(list == "; damaged: not an archive");
    if (size >= 1024) CHECK(list.starts_with("a.md=first"));
  }
  std::string changed = zip;
  changed[zip.find("first")] = 'F';
  CHECK(listed(changed).starts_with("a.md!damaged: "));
  CHECK(listed(changed).ends_with(" b.md=second"));
  CHECK(listed("no archive at all") == "; damaged: not an archive");
  CHECK(for_each_member_of_file("/nonexistent", {}, {}, {}) == "No such file or directory");
}

TEST_CASE("bare compressed bytes") {
  CHECK(inflate(kGzip, {}).bytes == "hello hello hello\n");
  CHECK(inflate(kGzip, {}).failure.empty());
  CHECK(inflate(kGzip + kGzip, {}).bytes == "hello hello hello\nhello hello hello\n");
  CHECK(listed(kGzip) == "=hello hello hello\n");
  CHECK(inflate(kGzip, {.max_member_bytes = 5}).failure == "larger than 5 bytes");
  CHECK(inflate("plain", {}).failure == "damaged: not compressed");
  for (std::size_t size = 0; size < kGzip.size(); ++size) {
    CAPTURE(size);
    CHECK(!inflate(std::string_view(kGzip).substr(0, size), {}).failure.empty());
  }
  CHECK(inflate_file("/nonexistent", {}).failure == "No such file or directory");
}

}  // namespace
}  // namespace byline
