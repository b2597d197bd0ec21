#include "indexer/bulk/position_coding.hpp"

#include <bit>

#include "indexer/bulk/packed_integers.hpp"

namespace byline::bulk {
namespace {

class BitWriter {
 public:
  explicit BitWriter(char* at) : at_(at) {}

  /// REQUIRES: value < values.
  void put(std::uint32_t value, std::uint32_t values) {
    const int bits = std::bit_width(values - 1);
    const std::uint32_t spare = static_cast<std::uint32_t>((std::uint64_t{1} << bits) - values);
    if (spare == 0) return put_bits(value, bits);
    const std::uint32_t middle = (values - spare) / 2;
    if (value < middle) return put_bits(value, bits);
    if (value < middle + spare) return put_bits(value, bits - 1);
    put_bits((value - (middle + spare)) | 1u << (bits - 1), bits);
  }

  char* finish() {
    for (; held_bits_ > 0; held_bits_ -= 8, held_ >>= 8) *at_++ = static_cast<char>(held_);
    return at_;
  }

 private:
  void put_bits(std::uint32_t value, int bits) {
    held_ |= std::uint64_t{value} << held_bits_;
    for (held_bits_ += bits; held_bits_ >= 8; held_bits_ -= 8, held_ >>= 8) *at_++ = static_cast<char>(held_);
  }

  char* at_;
  std::uint64_t held_ = 0;
  int held_bits_ = 0;  // below 8 between calls
};

/// What lies between two positions; as deep as the logarithm of their number.
void put_between(BitWriter& out, const std::uint32_t* first, const std::uint32_t* last) {
  while (last - first > 1) {
    const auto between = static_cast<std::uint32_t>(last - first);
    const std::uint32_t* middle = first + between / 2;
    out.put(*middle - (*first + between / 2), *last - *first - between + 1);
    put_between(out, first, middle);
    first = middle;
  }
}

}  // namespace

char* put_positions(char* at, std::span<const std::uint32_t> positions) {
  const std::uint32_t first = positions.front();
  const std::uint32_t last = positions.back();
  at = put_varint(at, last);
  if (positions.size() == 1) return at;
  BitWriter out(at);
  out.put(first, last);
  out.put(static_cast<std::uint32_t>(positions.size() - 2), last - first);
  put_between(out, &positions.front(), &positions.back());
  return out.finish();
}

}  // namespace byline::bulk
