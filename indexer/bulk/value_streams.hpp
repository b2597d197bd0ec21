#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/bulk/database_builder.hpp"
#include "indexer/bulk/table_writer.hpp"

namespace byline::bulk {

/// The values of all documents, slot by slot, in the table of postings:
///
/// - statistics, under 00 D0 and the slot as a last integer: varint of the number of documents with a value; the
///   smallest value as a string; the largest as the rest, or nothing if it is the same,
/// - chunks, under 00 D8, the slot as a varint and the first docid as a sortable integer: the first value as a string,
///   then docid - the one before - 1 and value. A chunk ends with the value with which it reaches 2000 bytes.
///
/// Neither form of a slot sorts as the numbers do.
class ValueStreams {
 public:
  /// REQUIRES: docids ascend.
  void add(std::uint32_t docid, std::uint32_t slot, std::string_view value);
  /// These entries come before all others of the table, but for metadata.
  void write(TableWriter& table) const;

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  void clear();

 private:
  struct Chunk {
    std::uint32_t docid;
    std::size_t begin;
  };
  struct Stream {
    std::uint32_t values = 0;
    std::string smallest;
    std::string largest;
    std::uint32_t docid = 0;  // the last one
    std::string bytes;
    std::vector<Chunk> chunks;
  };

  void write_statistics(TableWriter& table) const;
  void write_chunks(TableWriter& table) const;

  std::unordered_map<std::uint32_t, Stream> streams_;
  std::size_t bytes_ = 0;
};

/// The tag that says which slots a document uses, in the table of term lists: varints of the first slot and then of
/// slot - the one before - 1. Empty without values. REQUIRES: slots ascend.
std::string used_slots(std::span<const std::uint32_t> slots);

}  // namespace byline::bulk
