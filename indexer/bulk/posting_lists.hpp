#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/bulk/table_writer.hpp"

namespace byline::bulk {

/// Keys of a term in the tables of postings and positions. Keys must tell where a term ends, so a zero byte in it
/// becomes 00 FF; a docid follows a terminating 00 and is a sortable integer.
class TermKeys {
 public:
  /// REQUIRES: DatabaseBuilder::can_hold(term), so that all keys have at most kMaxKey bytes.
  explicit TermKeys(std::string_view term);
  /// For the list of all documents, where the wdf is a document's length: 00 E0, and no terminator.
  static TermKeys of_document_lengths();

  /// The key of the term's first postings.
  [[nodiscard]] std::string_view first() const { return {bytes_.data(), term_end_}; }
  /// The key of the positions in a document, and of postings from it on but for the first. Good until the next call.
  std::string_view at(std::uint32_t docid);

 private:
  TermKeys() = default;

  std::array<char, kMaxKey + 1> bytes_;
  std::size_t term_end_ = 0;
  std::size_t docid_begin_ = 0;
};

/// The tags of posting lists. A list is cut into chunks, after the posting with which one reaches 2000 bytes (not
/// counting what precedes its postings):
///
/// - before the first chunk only: varints of the number of documents, the sum of wdfs, and the first docid - 1; both
///   numbers are 0 in the list of document lengths,
/// - '1' for the last chunk, else '0'; varint of the chunk's last docid - its first,
/// - the first posting: wdf; the others: docid - the one before - 1, wdf. Varints.
class PostingListWriter {
 public:
  explicit PostingListWriter(TableWriter& table) : table_(table) {}

  /// Calls: (begin add+ end)*, with lists in the order of their keys, which live until `end`, and docids ascending.
  void begin(TermKeys& keys, std::size_t documents, std::uint64_t total_wdf);
  void add(std::uint32_t docid, std::uint32_t wdf);
  void end();

 private:
  static constexpr std::size_t kFullChunk = 2000;

  void write_chunk(bool is_last);

  TableWriter& table_;
  TermKeys* keys_ = nullptr;
  std::string tag_;  // what precedes the postings, then all
  std::array<char, kFullChunk + 16> chunk_;
  char* chunk_end_ = nullptr;
  std::uint32_t first_ = 0;  // docid of the chunk; 0: none yet
  std::uint32_t last_ = 0;
  bool is_first_chunk_ = true;
};

}  // namespace byline::bulk
