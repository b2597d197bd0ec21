#include "common/packing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"

namespace byline {
namespace {

using namespace std::string_view_literals;

template <typename Read>
void check_damaged(Read read) {
  try {
    read();
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::IndexDamaged);
    CHECK_FALSE(error.hint().empty());
  }
}

std::string packed(std::uint64_t value) {
  std::string bytes;
  pack_uint(bytes, value);
  return bytes;
}

TEST_CASE("integers are LEB128 varints") {
  struct Row {
    std::uint64_t value;
    std::string_view bytes;
  };
  constexpr Row kRows[] = {
      {0, "\0"sv},
      {1, "\x01"},
      {127, "\x7F"},
      {128, "\x80\x01"},
      {300, "\xAC\x02"},
      {16383, "\xFF\x7F"},
      {16384, "\x80\x80\x01"},
      {0xFFFFFFFF, "\xFF\xFF\xFF\xFF\x0F"},
      {std::numeric_limits<std::uint64_t>::max(), "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.value);
    CHECK(packed(row.value) == row.bytes);
    Unpacker in(row.bytes);
    CHECK(in.uint() == row.value);
    CHECK(in.at_end());
  }
}

TEST_CASE("integers around every power of two come back") {
  for (unsigned shift = 0; shift < 64; ++shift) {
    const std::uint64_t power = std::uint64_t{1} << shift;
    for (const std::uint64_t value : {power - 1, power, power + 1}) {
      const std::string bytes = packed(value);
      CHECK(bytes.size() <= 10);
      Unpacker in(bytes);
      CHECK(in.uint() == value);
      CHECK(in.at_end());
    }
  }
}

TEST_CASE("strings of any bytes come back, in order, as views into the packed bytes") {
  const std::vector<std::string> texts = {"",
                                          "a",
                                          "Größe",
                                          "Россия",
                                          "عربي",
                                          "中文",
                                          "日本語",
                                          "ไทย",
                                          std::string("\0\x80\xFF", 3),
                                          std::string(127, 'x'),
                                          std::string(128, 'y'),
                                          std::string(70'000, 'z')};
  std::string bytes;
  for (const std::string& text : texts) {
    pack_string(bytes, text);
    pack_uint(bytes, text.size());
  }
  Unpacker in(bytes);
  for (const std::string& text : texts) {
    REQUIRE_FALSE(in.at_end());
    const std::string_view read = in.string();
    CHECK(read == text);
    CHECK(read.data() >= bytes.data());
    CHECK(read.data() + read.size() <= bytes.data() + bytes.size());
    CHECK(in.uint() == text.size());
  }
  CHECK(in.at_end());
}

TEST_CASE("bytes that end too soon are reported as damage") {
  std::string bytes;
  pack_uint(bytes, std::numeric_limits<std::uint64_t>::max());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    check_damaged([&] { Unpacker(std::string_view(bytes).substr(0, size)).uint(); });
  }
  bytes.clear();
  pack_string(bytes, "中文");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    check_damaged([&] { Unpacker(std::string_view(bytes).substr(0, size)).string(); });
  }
}

TEST_CASE("a length beyond all memory is reported as damage") {
  for (const std::uint64_t size :
       {std::uint64_t{2}, std::uint64_t{1} << 40, std::numeric_limits<std::uint64_t>::max()}) {
    CAPTURE(size);
    const std::string bytes = packed(size) + "x";
    check_damaged([&] { Unpacker(bytes).string(); });
  }
}

TEST_CASE("an integer of more than ten bytes is reported as damage") {
  const std::string bytes = std::string(10, '\x80') + '\x01';
  check_damaged([&] { Unpacker(bytes).uint(); });
}

TEST_CASE("an integer of more than 64 bits is reported as damage") {
  for (const char last : {'\x02', '\x7E', '\x7F', '\x81'}) {
    const std::string bytes = std::string(9, '\xFF') + last;
    check_damaged([&] { Unpacker(bytes).uint(); });
  }
}

TEST_CASE("bytes after what was read are reported as damage where nothing may follow") {
  const std::string bytes = packed(300) + packed(0);
  Unpacker in(bytes);
  in.uint();
  check_damaged([&] { in.require_end(); });
  in.uint();
  CHECK_NOTHROW(in.require_end());
}

}  // namespace
}  // namespace byline
