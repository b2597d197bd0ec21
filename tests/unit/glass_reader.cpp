#include "tests/unit/glass_reader.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace byline::test {
namespace {

void expect(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

class TableReader {
 public:
  TableReader(std::string bytes, const bulk::TableRoot& root) : bytes_(std::move(bytes)), root_(root) {}

  std::vector<GlassEntry> read() {
    expect(bytes_.size() == root_.blocks * bulk::kBlockBytes, "the file has another size than the root says");
    if (root_.blocks == 0) return {};
    read_block(root_.root, root_.level, "", 0);
    expect(is_complete_, "the last tag is not complete");
    expect(blocks_ == root_.blocks, "there are blocks that nothing leads to");
    expect(entries_.size() == root_.entries, "there are more or fewer entries than the root says");
    return std::move(entries_);
  }

 private:
  void read_block(std::uint32_t number, std::uint32_t level, const std::string& separator, std::size_t piece) {
    expect(number < root_.blocks, "there is no such block");
    ++blocks_;
    const std::string_view block = std::string_view(bytes_).substr(number * bulk::kBlockBytes, bulk::kBlockBytes);
    GlassBytes header(block);
    expect(header.big_endian(4) == 1, "revision");
    expect(header.byte() == level, "level");
    const std::size_t largest_gap = header.big_endian(2);
    expect(header.big_endian(2) == largest_gap, "free bytes");
    const std::size_t directory_end = header.big_endian(2);
    if (level == 0) {
      expect(leaves_ == 0 || number > last_leaf_, "leaves are not in order");
      last_leaf_ = number;
    }
    std::size_t lowest = bulk::kBlockBytes;
    for (std::size_t at = 11; at < directory_end; at += 2) {
      const std::size_t offset = GlassBytes(block.substr(at)).big_endian(2);
      lowest = std::min(lowest, offset);
      GlassBytes item(block.substr(offset));
      const bool is_first = at == 11;
      if (level > 0) {
        read_branch_item(item, level, is_first, separator, piece);
      } else {
        read_leaf_item(item, is_first && leaves_ > 0, separator, piece);
      }
    }
    if (level == 0) ++leaves_;
    expect(lowest - directory_end == largest_gap, "the gap is not what the header says");
  }

  void read_branch_item(GlassBytes& item, std::uint32_t level, bool is_first, const std::string& separator,
                        std::size_t piece) {
    const std::uint32_t child = item.big_endian(4);
    const std::string own(item.bytes(item.byte()));
    const std::size_t own_piece = item.big_endian(2);
    expect(is_first == own.empty(), "the first item of a branch block, and no other, has no key");
    read_block(child, level - 1, is_first ? separator : own, is_first ? piece : own_piece);
  }

  void read_leaf_item(GlassBytes& item, bool is_separated, const std::string& separator, std::size_t separator_piece) {
    const unsigned info = item.big_endian(2);
    const std::size_t size = (info & 0x1fff) + 3;
    expect(size <= 2043, "an item is larger than a quarter of a block");
    const std::string key(item.bytes(item.byte()));
    const bool is_first_piece = (info & 0x2000) != 0;
    const std::size_t piece = is_first_piece ? 1 : item.big_endian(2);
    const std::string tag(item.bytes(size - 3 - key.size() - (is_first_piece ? 0 : 2)));
    if (is_separated) check_separator(separator, separator_piece, key, piece);
    if (!has_null_item_) {
      expect(key.empty() && tag.empty() && (info & 0xe000) == 0x6000, "the first item is not the null item");
      has_null_item_ = true;
      return;
    }
    if (is_first_piece) {
      expect(is_complete_, "a tag is not complete");
      expect(entries_.empty() || entries_.back().key < key, "keys are not in order");
      entries_.push_back({key, "", (info & 0x8000) != 0, 0});
    }
    GlassEntry& entry = entries_.back();
    expect(entry.key == key && entry.pieces + 1 == piece && entry.is_deflated == ((info & 0x8000) != 0),
           "a piece does not fit the one before");
    entry.pieces = piece;
    entry.tag += tag;
    is_complete_ = (info & 0x4000) != 0;
  }

  /// Above the item before and not above this one.
  void check_separator(const std::string& separator, std::size_t separator_piece, const std::string& key,
                       std::size_t piece) const {
    const std::pair at(separator, separator_piece);
    expect(at <= std::pair(key, piece), "a separator is above what it leads to");
    const std::pair before(entries_.empty() ? std::string{} : entries_.back().key,
                           entries_.empty() ? std::size_t{0} : entries_.back().pieces);
    expect(before < at, "a separator is not above what is before it");
  }

  std::string bytes_;
  const bulk::TableRoot& root_;
  std::vector<GlassEntry> entries_;
  bool has_null_item_ = false;
  bool is_complete_ = true;
  std::uint32_t blocks_ = 0;
  std::uint32_t leaves_ = 0;
  std::uint32_t last_leaf_ = 0;
};

}  // namespace

std::uint8_t GlassBytes::byte() { return static_cast<std::uint8_t>(bytes(1)[0]); }

std::string_view GlassBytes::bytes(std::size_t count) {
  expect(count <= rest_.size(), "bytes end too soon");
  const std::string_view bytes = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return bytes;
}

std::uint64_t GlassBytes::varint() {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const std::uint8_t next = byte();
    value |= std::uint64_t{next & 0x7fu} << shift;
    if (next < 0x80) return value;
  }
}

std::uint32_t GlassBytes::sortable() {
  const std::uint8_t first = byte();
  if (first < 0x80) return std::uint32_t{first} << 8 | byte();
  if (first < 0xC0) return (first & 0x3fu) << 16 | big_endian(2);
  if (first < 0xE0) return (first & 0x1fu) << 24 | big_endian(3);
  expect(first == 0xE0, "a sortable integer has more than 32 bits");
  return big_endian(4);
}

std::uint32_t GlassBytes::big_endian(int bytes) {
  std::uint32_t value = 0;
  while (bytes-- > 0) value = value << 8 | byte();
  return value;
}

std::uint32_t GlassBytes::last() {
  std::uint32_t value = 0;
  for (int shift = 0; !at_end(); shift += 8) value |= std::uint32_t{byte()} << shift;
  return value;
}

std::vector<GlassEntry> read_table(const std::filesystem::path& file, const bulk::TableRoot& root) {
  std::ifstream in(file, std::ios::binary);
  expect(in.is_open(), "there is no file");
  return TableReader({std::istreambuf_iterator<char>(in), {}}, root).read();
}

}  // namespace byline::test
