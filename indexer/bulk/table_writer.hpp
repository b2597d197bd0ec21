#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/bulk/output_file.hpp"

namespace byline::bulk {

inline constexpr std::size_t kBlockBytes = 8192;

/// Longer keys there cannot be.
inline constexpr std::size_t kMaxKey = 255;

/// What the version file says of a table. As it is here: of one that is empty or has no file.
struct TableRoot {
  std::uint32_t root = 0;     ///< number of the root block
  std::uint32_t level = 0;    ///< of the root; leaves have 0
  std::uint32_t entries = 0;  ///< keys
  std::uint32_t blocks = 0;   ///< of the file
};

/// A block of a B-tree, as it is in the file: a header of 11 bytes (revision in 4, level in 1; the free bytes in 2, for
/// its largest gap and once more for all gaps, which are one here; the end of the directory in 2); the directory, from
/// byte 11 on: offsets of the items in 2 bytes, in the order of the keys; a gap; the items, which grow down from the
/// end of the block.
class Block {
 public:
  [[nodiscard]] bool is_empty() const { return directory_end_ == kHeader; }
  /// An item takes its size and two bytes of directory.
  [[nodiscard]] std::size_t free() const { return items_ - directory_end_; }
  /// Adds an item behind the others. REQUIRES: size + 2 <= free().
  char* add(std::size_t size);
  [[nodiscard]] const char* last_item() const { return bytes_.data() + items_; }

  /// The finished block. It is empty afterwards; the view is good until the next `add`.
  std::string_view seal(std::uint32_t level);

 private:
  static constexpr std::size_t kHeader = 11;

  std::array<char, kBlockBytes> bytes_;
  std::size_t directory_end_ = kHeader;
  std::size_t items_ = kBlockBytes;
};

/// Writes a table (a B-tree of keys and tags in blocks of 8192 bytes, numbered in the order of the file) from the
/// leaves up, in one pass.
///
/// Item of a leaf: 2 bytes, whose 13 low bits are the item's size less 3, and whose high bits say: deflated tag, last
/// piece, first piece; the key's length in a byte; the key; for all pieces but the first their number in 2 bytes, from
/// 2 on; the tag. No item is larger than a quarter of a block, so longer tags are cut into pieces, each under the key.
/// The first item of the first leaf has no key and no tag, and does not count.
///
/// Item of a branch block: the child's block number in 4 bytes, length of the separator in a byte, the separator, and a
/// piece number in 2. A separator is as much of the first key of a leaf as tells it from the last key of the leaf
/// before. The first child of a block goes without: its separator is that of the block, one level up.
///
/// Leaves are numbered in the order of their keys, as the version file promises; branch blocks when they are full.
class TableWriter {
 public:
  /// Creates the file.
  explicit TableWriter(std::filesystem::path path);

  /// REQUIRES: keys ascend, by bytes. Throws Error: Io, or BadInput for a key of more than kMaxKey bytes and for a tag
  /// of more than 65,534 pieces (some 130 MB).
  void append(std::string_view key, std::string_view tag, bool deflated = false);

  /// Nothing may be called after it.
  TableRoot finish();

 private:
  struct Branch {
    Block block;
    std::string separator;  // of the block's first child
    std::size_t piece = 0;
  };

  void add_piece(std::string_view key, std::size_t piece, std::string_view bytes, unsigned flags);
  void begin_leaf(std::string_view key, std::size_t piece);
  void add_child(std::size_t level, std::string_view separator, std::size_t piece, std::uint32_t child);
  std::uint32_t write(Block& block, std::size_t level);

  OutputFile file_;
  Block leaf_;
  std::string separator_;  // of the leaf
  std::size_t piece_ = 0;
  std::deque<Branch> branches_;  // levels from 1 up
  std::uint32_t blocks_ = 0;
  std::uint32_t entries_ = 0;
};

}  // namespace byline::bulk
