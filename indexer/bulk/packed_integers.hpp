#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace byline::bulk {

/// How glass packs integers and strings. `put_*` writes at `at`, where there is room, and returns the end of it.
///
/// Varint: 7 bits a byte, least significant first; the top bit says that more follow. At most 10 bytes.
inline char* put_varint(char* at, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) *at++ = static_cast<char>(value | 0x80);
  *at++ = static_cast<char>(value);
  return at;
}
inline void append_varint(std::string& bytes, std::uint64_t value) {
  char packed[10];
  bytes.append(packed, put_varint(packed, value));
}

/// String: its length as a varint, its bytes.
inline void append_string(std::string& bytes, std::string_view text) {
  append_varint(bytes, text.size());
  bytes += text;
}

/// Last integer, of a key or tag that ends with it: the bytes it needs, least significant first; none for 0.
inline void append_last(std::string& bytes, std::uint32_t value) {
  for (; value != 0; value >>= 8) bytes += static_cast<char>(value & 0xff);
}

/// Sortable integer: its bytes sort as the values do. Two bytes below 2^15; else the first byte begins with as many
/// ones as there are bytes above two, and a zero: 3 bytes below 2^22, 4 below 2^29, 5 for all others. Big-endian.
inline char* put_sortable(char* at, std::uint32_t value) {
  int low_bytes = 1;
  if (value < 0x8000) {
    *at++ = static_cast<char>(value >> 8);
  } else if (value < 1u << 22) {
    *at++ = static_cast<char>(0x80 | value >> 16);
    low_bytes = 2;
  } else if (value < 1u << 29) {
    *at++ = static_cast<char>(0xC0 | value >> 24);
    low_bytes = 3;
  } else {
    *at++ = static_cast<char>(0xE0);
    low_bytes = 4;
  }
  while (low_bytes-- > 0) *at++ = static_cast<char>(value >> (8 * low_bytes));
  return at;
}
inline void append_sortable(std::string& bytes, std::uint32_t value) {
  char packed[5];
  bytes.append(packed, put_sortable(packed, value));
}

/// Fields of fixed width, in blocks: big-endian.
inline char* put_u16(char* at, std::size_t value) {
  *at++ = static_cast<char>(value >> 8);
  *at++ = static_cast<char>(value);
  return at;
}
inline char* put_u32(char* at, std::uint32_t value) { return put_u16(put_u16(at, value >> 16), value & 0xffff); }

}  // namespace byline::bulk
