#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/text_arena.hpp"

namespace byline {

/// Texts with a number each: a hash table that copies a text once, into an arena, and allocates for no look-up. Slots
/// hold half of a text's hash, so that others are seldom compared. Views stay valid until `clear`, also when the table
/// is moved. Not thread-safe.
class TextTable {
 public:
  /// Tells texts apart; the same in every table.
  static std::uint64_t hash_of(std::string_view text);

  /// The number of a text; null when it has none. Valid until the next change.
  [[nodiscard]] const std::uint32_t* find(std::string_view text, std::uint64_t hash) const;

  /// REQUIRES: the text is not in the table. Returns the copy that is kept.
  std::string_view insert(std::string_view text, std::uint64_t hash, std::uint32_t number);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  void clear();

 private:
  struct Entry {
    const char* data;
    std::uint32_t size;
    std::uint32_t number;
  };

  void grow();
  void place(std::uint32_t hash, std::uint32_t entry);

  std::vector<std::uint64_t> slots_;  // a hash's upper half, and 1 + an entry's index below it; a power of two of them
  std::vector<Entry> entries_;
  TextArena texts_;
};

}  // namespace byline
