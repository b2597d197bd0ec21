#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "indexer/bulk/table_writer.hpp"

namespace byline::bulk {

/// The file `iamglass`, which makes a folder a glass database: a magic number; the stamp of the format, year - 2014,
/// month and day in 7, 4 and 5 bits (2016-03-14 for every Xapian from 1.4.0 to 2.1, and compared for equality); a
/// random UUID in 16 bytes; and as varints the revision, the tables and the statistics.
///
/// Of a table: number of the root block; level of the root * 4 + 2 (leaves are in order) + 1 if there is no block;
/// entries; block size / 2048; above which size a writer deflates tags, 0 for never; and as a string the free list:
/// revision, first unused block, and the places where it is read and written, 0 0 and 0 0 for an empty one; nothing
/// for a table without blocks.
struct VersionFile {
  TableRoot postings;
  TableRoot document_data;
  TableRoot term_lists;
  TableRoot positions;
  TableRoot synonyms;

  std::uint32_t documents = 0;      ///< docids 1 to this
  std::uint32_t shortest = 0;       ///< smallest length of a document but 0; 0 if there is none
  std::uint32_t longest = 0;        ///< largest length of a document
  std::uint32_t most_frequent = 0;  ///< largest wdf
  std::uint64_t length = 0;         ///< of all documents

  /// Throws Error (Io).
  void write(const std::filesystem::path& folder) const;
};

}  // namespace byline::bulk
