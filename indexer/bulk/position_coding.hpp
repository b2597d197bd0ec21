#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace byline::bulk {

/// Positions of a term in a document as a tag of the position table: the last position as a varint, and when there are
/// more, a stream of bits (the first is the lowest of a byte; zeros fill up the last byte):
///
/// - the first position, one of as many values as the last one says,
/// - how many there are, less 2, one of last - first values,
/// - what lies between the two by interpolation: the middle one, then likewise what is left of it, and what is right.
///   It is at least as far from both ends as there are positions between, and so one of fewer values.
///   (A. Moffat, L. Stuiver: Binary Interpolative Coding for Effective Index Compression, 2000)
///
/// A value known to be one of N takes the bits of N - 1; where N is no power of two, values in the middle of the range
/// take one less.
///
/// The format has one gap: 0 and 1 alone have the bytes of 1 alone, also when Xapian writes them.
///
/// Writes at `at`, where there is room for `position_room` bytes, and returns the end. REQUIRES: positions ascend
/// strictly; there is at least one.
char* put_positions(char* at, std::span<const std::uint32_t> positions);

/// Never exceeded by what `put_positions` writes of so many positions.
constexpr std::size_t position_room(std::size_t positions) { return 4 * positions + 16; }

}  // namespace byline::bulk
