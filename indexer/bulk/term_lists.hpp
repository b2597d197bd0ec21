#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/bulk/byte_arena.hpp"

namespace byline::bulk {

/// The tag of a document in the table of term lists: varints of the document's length and of the number of terms; then
/// the terms by their bytes. The first: its length in a byte, its bytes, its wdf as a varint. The others: how many
/// bytes they share with the term before, the length of the rest in a byte, the rest, and the wdf as a varint. Where
/// the wdf is small, it goes into the first of these: as x = (wdf + 1) * (length of the term before + 1) + shared, if
/// wdf < 127 and x < 256; a reader sees it from x being larger than the term before is long.
///
/// Calls: begin, add for each term in order, tag.
class TermListTag {
 public:
  void begin(std::uint32_t length, std::size_t terms);
  /// REQUIRES: `term` is one of SortedTerms and lives until the next call.
  void add(std::string_view term, std::uint32_t wdf);
  /// Good until the next `begin`.
  [[nodiscard]] std::string_view tag() const { return bytes_.view(0, bytes_.size()); }

 private:
  ByteArena bytes_;
  std::string_view previous_;  // empty before the first
};

}  // namespace byline::bulk
