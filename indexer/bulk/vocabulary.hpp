#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/bulk/byte_arena.hpp"
#include "indexer/bulk/database_builder.hpp"

namespace byline::bulk {

/// The strings of a vocabulary in the order of their bytes; what stands side by side is compared and stored side by
/// side.
class SortedTerms {
 public:
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  /// Where there are at least kSlack bytes of no meaning behind the term, so that it can be read in large pieces.
  [[nodiscard]] std::string_view operator[](std::size_t rank) const {
    return {text_.data() + begins_[rank], begins_[rank + 1] - begins_[rank]};
  }
  static constexpr std::size_t kSlack = 16;
  /// The term will be wanted soon.
  void prefetch(std::size_t rank) const { __builtin_prefetch(text_.data() + begins_[rank]); }
  /// Numbers in the vocabulary, by rank.
  [[nodiscard]] std::span<const TermId> ids() const { return ids_; }

 private:
  friend class Vocabulary;

  std::vector<TermId> ids_;
  ByteArena text_;
  std::vector<std::uint32_t> begins_{0};  // in text_, and where the next one would begin
};

/// Distinct strings, numbered from 0 in the order in which they came. An open hash table of numbers beside an arena of
/// bytes; nothing is allocated for a single string.
class Vocabulary {
 public:
  Vocabulary();

  /// The number of the string, a new one for a new string. Throws Error (BadInput) beyond 4 GiB.
  TermId intern(std::string_view term);
  /// Good until the next `intern`.
  [[nodiscard]] std::string_view operator[](TermId id) const { return text_.view(begins_[id], begins_[id + 1]); }
  [[nodiscard]] std::size_t size() const { return begins_.size() - 1; }

  [[nodiscard]] SortedTerms sorted() const;

  [[nodiscard]] std::size_t bytes() const;
  void clear();

 private:
  /// The upper half of a hash and, in the lower half, a number and 1; 0 is free.
  using Slot = std::uint64_t;

  void enlarge();

  std::vector<Slot> slots_;  // a power of two, at most half full
  ByteArena text_;
  std::vector<std::uint32_t> begins_;  // in text_, and where the next one will begin
};

}  // namespace byline::bulk
