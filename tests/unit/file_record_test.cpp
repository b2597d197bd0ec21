#include "common/file_record.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"

namespace byline {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kNow = 1'764'000'000 * kSecond;

FileRecord full_record() {
  FileRecord record;
  record.path = "/archive/新闻/Größe.md";
  record.size = 123'456;
  record.modified_ns = kNow - 60 * kSecond;
  record.inode = 42;
  record.content_hash = std::string("\0\x01\xFF hash of it", 15);
  record.reading = "markdown/1 language=de";
  record.indexed_at_ns = kNow;
  record.articles = 17;
  record.skipped = {{0, "no text"}, {300, "запись без заголовка"}, {301, ""}};
  return record;
}

TEST_CASE("a file record comes back as it was packed") {
  FileRecord extreme = full_record();
  extreme.size = std::numeric_limits<std::uint64_t>::max();
  extreme.inode = std::numeric_limits<std::uint64_t>::max();
  extreme.modified_ns = std::numeric_limits<std::int64_t>::min();
  extreme.indexed_at_ns = -1;
  FileRecord container = full_record();
  container.is_container = true;
  container.ignored = 3;
  container.left_out = 500;
  container.skipped[1].member = "2024/b.tar.gz!c.md";
  for (const FileRecord& record : {FileRecord{}, full_record(), extreme, container}) {
    CAPTURE(record.path);
    const FileRecord again = unpack_file_record(pack_file_record(record));
    CHECK(again.path == record.path);
    CHECK(again.modified_ns == record.modified_ns);
    CHECK(again.skipped == record.skipped);
    CHECK((again == record));
  }
}

TEST_CASE("a file record cut short is reported as damage, wherever it is cut") {
  const std::string bytes = pack_file_record(full_record());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    try {
      unpack_file_record(std::string_view(bytes).substr(0, size));
      FAIL_CHECK("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::IndexDamaged);
    }
  }
}

TEST_CASE("bytes after a file record are reported as damage") {
  try {
    unpack_file_record(pack_file_record(full_record()) + '\0');
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::IndexDamaged);
  }
}

TEST_CASE("a stamp tells whether a file changed, and when it cannot") {
  struct Row {
    std::string_view what;
    std::int64_t modified_before_build;  ///< nanoseconds; negative: after it began
    std::int64_t modified_since;         ///< by how much the stamp's time differs from the record's
    std::uint64_t size;
    std::uint64_t inode;
    StampVerdict verdict;
  };
  constexpr StampVerdict kSame = StampVerdict::Same;
  constexpr StampVerdict kDifferent = StampVerdict::Different;
  constexpr StampVerdict kUnsure = StampVerdict::Unsure;
  constexpr Row kRows[] = {
      {"unchanged for long", 60 * kSecond, 0, 100, 7, kSame},
      {"just over a tick before the build", 2 * kSecond + 1, 0, 100, 7, kSame},
      {"a tick before the build", 2 * kSecond, 0, 100, 7, kUnsure},
      {"as the build began", 0, 0, 100, 7, kUnsure},
      {"during the build", -5 * kSecond, 0, 100, 7, kUnsure},
      {"in the future", -86'400 * kSecond, 0, 100, 7, kUnsure},
      {"modified since", 60 * kSecond, 1, 100, 7, kDifferent},
      {"an older file put in place", 60 * kSecond, -1, 100, 7, kDifferent},
      {"longer", 60 * kSecond, 0, 101, 7, kDifferent},
      {"empty now", 60 * kSecond, 0, 0, 7, kDifferent},
      {"another file of the same name", 60 * kSecond, 0, 100, 8, kDifferent},
      {"longer within the tick", 0, 0, 101, 7, kDifferent},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.what);
    FileRecord record;
    record.size = 100;
    record.inode = 7;
    record.indexed_at_ns = kNow;
    record.modified_ns = kNow - row.modified_before_build;
    const FileStamp stamp{row.size, record.modified_ns + row.modified_since, row.inode};
    CHECK((compare(record, stamp) == row.verdict));
  }
}

TEST_CASE("times at the ends of what can be counted are compared as others") {
  struct Row {
    std::int64_t modified;
    std::int64_t indexed;
    StampVerdict verdict;
  };
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  constexpr Row kRows[] = {
      {kMax, kNow, StampVerdict::Unsure},
      {kMax, kMax, StampVerdict::Unsure},
      {kMax - 2 * kSecond, kMax, StampVerdict::Unsure},
      {kMax - 2 * kSecond - 1, kMax, StampVerdict::Same},
      {kMin, kNow, StampVerdict::Same},
      {kMin, kMax, StampVerdict::Same},
      {kMin, kMin, StampVerdict::Unsure},
      {kMin, kMin + 2 * kSecond, StampVerdict::Unsure},
      {kMin, kMin + 2 * kSecond + 1, StampVerdict::Same},
      {kMax, kMin, StampVerdict::Unsure},
      {-kSecond, kSecond, StampVerdict::Unsure},
      {-kSecond, kSecond + 1, StampVerdict::Same},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.modified);
    CAPTURE(row.indexed);
    FileRecord record;
    record.modified_ns = row.modified;
    record.indexed_at_ns = row.indexed;
    CHECK((compare(record, {0, row.modified, 0}) == row.verdict));
  }
}

}  // namespace
}  // namespace byline
