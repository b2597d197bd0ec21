#include "indexer/bulk/position_coding.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/glass_reader.hpp"

namespace byline::test {
namespace {

using Positions = std::vector<std::uint32_t>;

std::string coded(const Positions& positions) {
  std::string bytes(bulk::position_room(positions.size()) + 1, '\x55');
  const char* end = bulk::put_positions(bytes.data(), positions);
  REQUIRE(end < bytes.data() + bytes.size());
  bytes.resize(static_cast<std::size_t>(end - bytes.data()));
  return bytes;
}

/// The other direction, told by itself.
class PositionDecoder {
 public:
  explicit PositionDecoder(std::string_view bytes) : bytes_(bytes) {}

  Positions decode() {
    const auto last = static_cast<std::uint32_t>(bytes_.varint());
    if (bytes_.at_end()) return {last};
    const std::uint32_t first = one_of(last);
    Positions positions(one_of(last - first) + 2);
    positions.front() = first;
    positions.back() = last;
    fill(positions, 0, positions.size() - 1);
    CHECK(bytes_.at_end());
    CHECK(held_ == 0);
    return positions;
  }

 private:
  bool bit() {
    if (bits_ == 0) {
      held_ = bytes_.byte();
      bits_ = 8;
    }
    const bool bit = (held_ & 1) != 0;
    held_ >>= 1;
    --bits_;
    return bit;
  }
  std::uint32_t bits(int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) value |= std::uint32_t{bit()} << i;
    return value;
  }
  std::uint32_t one_of(std::uint32_t values) {
    const int width = std::bit_width(values - 1);
    const auto spare = static_cast<std::uint32_t>((std::uint64_t{1} << width) - values);
    if (spare == 0) return bits(width);
    const std::uint32_t middle = (values - spare) / 2;
    const std::uint32_t low = bits(width - 1);
    if (low >= middle) return low;
    return bit() ? low + middle + spare : low;
  }
  void fill(Positions& positions, std::size_t from, std::size_t to) {
    if (to - from < 2) return;
    const std::size_t middle = from + (to - from) / 2;
    const auto values = positions[to] - positions[from] - static_cast<std::uint32_t>(to - from) + 1;
    positions[middle] = positions[from] + static_cast<std::uint32_t>(middle - from) + one_of(values);
    fill(positions, from, middle);
    fill(positions, middle, to);
  }

  GlassBytes bytes_;
  std::uint32_t held_ = 0;
  int bits_ = 0;
};

TEST_CASE("position coding: known bytes") {
  CHECK(coded({5}) == "\x05");
  CHECK(coded({300}) == "\xac\x02");
  CHECK(coded({1, 2}) == "\x02\x01");
  CHECK(coded({1, 2, 3}) == "\x03\x03");
  CHECK(coded({0, 1}) == coded({1}));  // a gap of the format: Xapian, too, reads back 1 alone
}

TEST_CASE("position coding: all sets of small positions are decoded") {
  constexpr unsigned kPositions = 12;
  std::size_t different = 0;
  for (unsigned set = 1; set < 1u << kPositions; ++set) {
    Positions positions;
    for (unsigned position = 0; position < kPositions; ++position) {
      if ((set >> position & 1) != 0) positions.push_back(position);
    }
    if (positions == Positions{0, 1}) continue;
    if (PositionDecoder(coded(positions)).decode() != positions) ++different;
  }
  CHECK(different == 0);
}

TEST_CASE("position coding: random and extreme positions are decoded") {
  std::vector<Positions> all = {{0}, {0xffffffff}, {0, 0xffffffff}, {0xfffffffe, 0xffffffff}, {0, 1, 0xffffffff}};
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    Positions& positions = all.emplace_back();
    const std::uint32_t step = 1u << random() % 18;
    std::uint32_t at = static_cast<std::uint32_t>(random() % 100);
    for (auto count = random() % 2000; count > 0; --count) {
      positions.push_back(at);
      at += 1 + static_cast<std::uint32_t>(random() % step);
    }
    positions.push_back(at);
  }
  for (const Positions& positions : all) CHECK(PositionDecoder(coded(positions)).decode() == positions);
}

}  // namespace
}  // namespace byline::test
