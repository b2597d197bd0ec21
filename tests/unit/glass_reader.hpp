#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/bulk/table_writer.hpp"

namespace byline::test {

/// Takes apart what glass packs. Throws std::runtime_error at bytes that end too soon.
class GlassBytes {
 public:
  explicit GlassBytes(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte();
  std::string_view bytes(std::size_t count);
  std::uint64_t varint();
  std::string string() { return std::string(bytes(varint())); }
  std::uint32_t sortable();
  std::uint32_t big_endian(int bytes);
  /// All that is left.
  std::uint32_t last();
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

struct GlassEntry {
  std::string key;
  std::string tag;
  bool is_deflated = false;
  std::size_t pieces = 0;
};

/// A table's entries in their order, read from its root down. Throws std::runtime_error with a reason at whatever a
/// reader could stumble over: headers, levels, free bytes, separators, the order of keys and of leaves, pieces that
/// are missing, blocks without use.
std::vector<GlassEntry> read_table(const std::filesystem::path& file, const bulk::TableRoot& root);

}  // namespace byline::test
