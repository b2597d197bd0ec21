#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byline {

/// The binary form of everything Byline puts into values, document data and metadata: unsigned integers as LEB128
/// varints (7 bits a byte, least significant group first), strings as their length and bytes.
void pack_uint(std::string& bytes, std::uint64_t value);
void pack_string(std::string& bytes, std::string_view text);

/// Throws Error (IndexDamaged) with the hint that goes with it. `message` as for Error.
[[noreturn]] void throw_damaged(const std::string& message);

/// Reads what was packed, in the same order. Throws Error (IndexDamaged) where the bytes end too soon or an integer
/// does not fit; the views it gives point into the packed bytes.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t uint();
  std::string_view string();
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  /// Throws Error (IndexDamaged) when something follows what was read.
  void require_end() const;

 private:
  std::string_view rest_;
};

}  // namespace byline
