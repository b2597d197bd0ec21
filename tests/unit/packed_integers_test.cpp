#include "indexer/bulk/packed_integers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

using namespace std::string_literals;

template <typename Append, typename Value>
std::string packed(Append append, Value value) {
  std::string bytes = "before";
  append(bytes, value);
  REQUIRE(bytes.starts_with("before"));
  return bytes.substr(6);
}
std::string varint(std::uint64_t value) { return packed(bulk::append_varint, value); }
std::string sortable(std::uint32_t value) { return packed(bulk::append_sortable, value); }
std::string last(std::uint32_t value) { return packed(bulk::append_last, value); }

/// Around each power of two.
std::vector<std::uint64_t> edges(int bits) {
  std::vector<std::uint64_t> values = {0};
  for (int bit = 0; bit < bits; ++bit) {
    for (const int more : {-1, 0, 1}) values.push_back((std::uint64_t{1} << bit) + static_cast<std::uint64_t>(more));
  }
  values.push_back(bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1);
  return values;
}

TEST_CASE("packed integers: known bytes") {
  CHECK(varint(0) == "\0"s);
  CHECK(varint(127) == "\x7f");
  CHECK(varint(128) == "\x80\x01");
  CHECK(varint(300) == "\xac\x02");
  CHECK(varint(16'383) == "\xff\x7f");
  CHECK(varint(~std::uint64_t{0}) == "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");

  CHECK(last(0).empty());
  CHECK(last(255) == "\xff");
  CHECK(last(256) == "\0\x01"s);
  CHECK(last(0x01020304) == "\x04\x03\x02\x01");

  CHECK(sortable(0) == "\0\0"s);
  CHECK(sortable(0x7fff) == "\x7f\xff");
  CHECK(sortable(0x8000) == "\x80\x80\0"s);
  CHECK(sortable((1u << 22) - 1) == "\xbf\xff\xff");
  CHECK(sortable(1u << 22) == "\xc0\x40\0\0"s);
  CHECK(sortable((1u << 29) - 1) == "\xdf\xff\xff\xff");
  CHECK(sortable(1u << 29) == "\xe0\x20\0\0\0"s);
  CHECK(sortable(0xffffffff) == "\xe0\xff\xff\xff\xff");

  std::string text;
  bulk::append_string(text, "");
  bulk::append_string(text, std::string(200, 'x'));
  CHECK(text == "\0"s + "\xc8\x01" + std::string(200, 'x'));
  char fixed[6];
  CHECK(bulk::put_u32(bulk::put_u16(fixed, 0x0102), 0x03040506) == fixed + 6);
  CHECK(std::string_view(fixed, 6) == "\1\2\3\4\5\6");
}

TEST_CASE("packed integers: what is packed is unpacked") {
  for (const std::uint64_t value : edges(64)) {
    const std::string bytes = varint(value);
    GlassBytes read(bytes);
    CHECK(read.varint() == value);
    CHECK(read.at_end());
  }
  for (const std::uint64_t wide : edges(32)) {
    const auto value = static_cast<std::uint32_t>(wide);
    CHECK(GlassBytes(last(value)).last() == value);
    const std::string bytes = sortable(value);
    GlassBytes read(bytes);
    CHECK(read.sortable() == value);
    CHECK(read.at_end());
    if (value < 0xffffffff) CHECK(bytes < sortable(value + 1));
  }
}

}  // namespace
}  // namespace byline::test
