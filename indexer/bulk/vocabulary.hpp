#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/bulk/byte_arena.hpp"
#include "indexer/bulk/database_builder.hpp"

namespace byline::bulk {

/// Distinct strings, numbered from 0 in the order in which they came. An open hash table of numbers beside an arena of
/// bytes; nothing is allocated for a single string.
class Vocabulary {
 public:
  Vocabulary();

  /// The number of the string, a new one for a new string.
  TermId intern(std::string_view term);
  /// Good until the next `intern`.
  [[nodiscard]] std::string_view operator[](TermId id) const { return text_.view(begins_[id], begins_[id + 1]); }
  [[nodiscard]] std::size_t size() const { return begins_.size() - 1; }

  /// All numbers, in the order of the strings' bytes.
  [[nodiscard]] std::vector<TermId> sorted() const;

  [[nodiscard]] std::size_t bytes() const;
  void clear();

 private:
  /// The upper half of a hash and, in the lower half, a number and 1; 0 is free.
  using Slot = std::uint64_t;

  void enlarge();

  std::vector<Slot> slots_;  // a power of two, at most half full
  ByteArena text_;
  std::vector<std::size_t> begins_;  // in text_, and where the next one will begin
};

}  // namespace byline::bulk
