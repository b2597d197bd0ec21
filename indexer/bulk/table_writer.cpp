#include "indexer/bulk/table_writer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "common/error.hpp"
#include "indexer/bulk/packed_integers.hpp"

namespace byline::bulk {
namespace {

constexpr std::uint32_t kRevision = 1;

// Of an item in a leaf.
constexpr unsigned kFirst = 0x2000;
constexpr unsigned kLast = 0x4000;
constexpr unsigned kDeflated = 0x8000;
constexpr std::size_t kItemHeader = 3;
constexpr std::size_t kPieceNumber = 2;

constexpr std::size_t kDirectoryEntry = 2;
constexpr std::size_t kBranchItemHeader = 5;

/// Four items fit into every block.
constexpr std::size_t kMaxItem = (kBlockBytes - 11 - 4 * kDirectoryEntry) / 4;

constexpr std::size_t kMaxPieces = 65534;

/// How much of a tag goes into its first piece: all if it fits; else what fills up the block, where this takes no piece
/// more or where so much is left that it is worth one.
std::size_t first_piece(std::size_t key, std::size_t tag, std::size_t free) {
  const std::size_t overhead = kItemHeader + key + kPieceNumber;
  const std::size_t piece = kMaxItem - overhead;
  const std::size_t longest = piece + kPieceNumber;
  if (tag <= longest) return tag;
  const std::size_t left = free % (kMaxItem + kDirectoryEntry);
  if (left <= overhead + kDirectoryEntry) return longest;
  const std::size_t filling = left - overhead - kDirectoryEntry;
  const bool takes_no_more = filling >= (tag - kPieceNumber) % piece;
  const bool is_worth_it = filling >= key + 34;
  return takes_no_more || is_worth_it ? filling + kPieceNumber : longest;
}

/// The key of an item in a leaf.
std::string_view key_of(const char* item) {
  return {item + kItemHeader, static_cast<unsigned char>(item[kItemHeader - 1])};
}

}  // namespace

char* Block::add(std::size_t size) {
  items_ -= size;
  put_u16(bytes_.data() + directory_end_, items_);
  directory_end_ += kDirectoryEntry;
  return bytes_.data() + items_;
}

std::string_view Block::seal(std::uint32_t level) {
  char* at = put_u32(bytes_.data(), kRevision);
  *at++ = static_cast<char>(level);
  at = put_u16(at, free());
  at = put_u16(at, free());
  put_u16(at, directory_end_);
  std::memset(bytes_.data() + directory_end_, 0, free());
  directory_end_ = kHeader;
  items_ = kBlockBytes;
  return {bytes_.data(), bytes_.size()};
}

TableWriter::TableWriter(std::filesystem::path path) : file_(std::move(path)) {
  char* item = put_u16(leaf_.add(kItemHeader), kFirst | kLast);
  *item = 0;
}

void TableWriter::append(std::string_view key, std::string_view tag, bool deflated) {
  if (key.size() > kMaxKey) throw Error(ErrorKind::BadInput, "a key of the index is too long");
  const unsigned flags = deflated ? kDeflated : 0;
  const std::size_t first = first_piece(key.size(), tag.size(), leaf_.free());
  ++entries_;
  if (first == tag.size()) return add_piece(key, 1, tag, flags | kFirst | kLast);

  const std::size_t piece = kMaxItem - kItemHeader - key.size() - kPieceNumber;
  if ((tag.size() - first + piece - 1) / piece >= kMaxPieces)
    throw Error(ErrorKind::BadInput, "an entry of the index is too long");
  add_piece(key, 1, tag.substr(0, first), flags | kFirst);
  std::size_t number = 2;
  for (tag.remove_prefix(first); tag.size() > piece; tag.remove_prefix(piece))
    add_piece(key, number++, tag.substr(0, piece), flags);
  add_piece(key, number, tag, flags | kLast);
}

void TableWriter::add_piece(std::string_view key, std::size_t piece, std::string_view bytes, unsigned flags) {
  const std::size_t size = kItemHeader + key.size() + (piece > 1 ? kPieceNumber : 0) + bytes.size();
  if (leaf_.free() < size + kDirectoryEntry) begin_leaf(key, piece);
  char* at = put_u16(leaf_.add(size), flags | (size - kItemHeader));
  *at++ = static_cast<char>(key.size());
  at = std::copy(key.begin(), key.end(), at);
  if (piece > 1) at = put_u16(at, piece);
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
}

/// The leaf is full, and the next will begin with this piece.
void TableWriter::begin_leaf(std::string_view key, std::size_t piece) {
  const std::string_view last = key_of(leaf_.last_item());
  const auto differ = std::mismatch(key.begin(), key.end(), last.begin(), last.end()).first;
  const auto common = static_cast<std::size_t>(differ - key.begin());
  std::string next_separator(key.substr(0, common + 1));
  const std::uint32_t number = write(leaf_, 0);
  add_child(1, separator_, piece_, number);
  separator_ = std::move(next_separator);
  piece_ = piece;
}

void TableWriter::add_child(std::size_t level, std::string_view separator, std::size_t piece, std::uint32_t child) {
  if (branches_.size() < level) branches_.emplace_back();
  Branch& branch = branches_[level - 1];
  if (!branch.block.is_empty() &&
      branch.block.free() < kBranchItemHeader + separator.size() + kPieceNumber + kDirectoryEntry) {
    const std::uint32_t number = write(branch.block, level);
    add_child(level + 1, branch.separator, branch.piece, number);
  }
  if (branch.block.is_empty()) {
    branch.separator = separator;
    branch.piece = piece;
    separator = {};
    piece = 0;
  }
  char* at = put_u32(branch.block.add(kBranchItemHeader + separator.size() + kPieceNumber), child);
  *at++ = static_cast<char>(separator.size());
  at = std::copy(separator.begin(), separator.end(), at);
  put_u16(at, piece);
}

std::uint32_t TableWriter::write(Block& block, std::size_t level) {
  file_.append(block.seal(static_cast<std::uint32_t>(level)));
  return blocks_++;
}

TableRoot TableWriter::finish() {
  TableRoot table;
  if (entries_ != 0) {
    table.root = write(leaf_, 0);
    if (!branches_.empty()) add_child(1, separator_, piece_, table.root);
    for (std::size_t level = 1; level <= branches_.size(); ++level) {
      Branch& branch = branches_[level - 1];
      table.root = write(branch.block, level);
      if (level < branches_.size()) add_child(level + 1, branch.separator, branch.piece, table.root);
    }
    table.level = static_cast<std::uint32_t>(branches_.size());
    table.entries = entries_;
    table.blocks = blocks_;
  }
  file_.close();
  return table;
}

}  // namespace byline::bulk
