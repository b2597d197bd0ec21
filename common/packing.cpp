#include "common/packing.hpp"

#include "common/error.hpp"

namespace byline {
namespace {

[[noreturn]] void damaged() {
  throw Error(ErrorKind::IndexDamaged, "a stored record ends too soon",
              "run `byline-index verify`; a new build into an empty index repairs it");
}

}  // namespace

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
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) damaged();
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  damaged();
}

std::string_view Unpacker::string() {
  const std::uint64_t size = uint();
  if (size > rest_.size()) damaged();
  const std::string_view text = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return text;
}

}  // namespace byline
