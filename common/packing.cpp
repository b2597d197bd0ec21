#include "common/packing.hpp"

#include "common/error.hpp"

namespace byline {
namespace {

constexpr char kEndsTooSoon[] = "a stored record ends too soon";
constexpr char kIntegerTooLarge[] = "a stored record has an integer of more than 64 bits";

/// Nine groups of 7 bits leave one bit to the tenth.
constexpr unsigned kLastShift = 63;

}  // namespace

void throw_damaged(const std::string& message) {
  throw Error(ErrorKind::IndexDamaged, message,
              "run `byline-index verify`; a new build into an empty index repairs it");
}

void pack_uint(std::string& bytes, std::uint64_t value) {
  while (value >= 0x80) {
    bytes.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  bytes.push_back(static_cast<char>(value));
}

void pack_string(std::string& bytes, std::string_view text) {
  pack_uint(bytes, text.size());
  bytes.append(text);
}

std::uint64_t Unpacker::uint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift <= kLastShift; shift += 7) {
    if (rest_.empty()) throw_damaged(kEndsTooSoon);
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    if (shift == kLastShift && byte > 1) break;
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  throw_damaged(kIntegerTooLarge);
}

std::string_view Unpacker::string() {
  const std::uint64_t size = uint();
  if (size > rest_.size()) throw_damaged(kEndsTooSoon);
  const std::string_view text = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return text;
}

void Unpacker::require_end() const {
  if (!at_end()) throw_damaged("a stored record goes on beyond its end");
}

}  // namespace byline
