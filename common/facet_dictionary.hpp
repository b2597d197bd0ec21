#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// One value of a facet: the folded name under which spellings are the same, and how often each spelling occurs.
struct FacetEntry {
  std::string key;                                 ///< folded_name
  std::map<std::string, std::uint64_t> spellings;  ///< display form -> articles

  /// The archive's commonest spelling; of equally common ones the first in code point order. The key when there is
  /// none.
  [[nodiscard]] const std::string& display() const;
};

/// Facet value ids count from 0 within a facet, and stand in chunks of this many in metadata, so that a small update
/// rewrites little and a search loads only what it shows.
inline constexpr std::size_t kFacetChunkSize = 256;

/// The metadata key of a chunk: "facet:author:3".
std::string facet_chunk_key(std::string_view facet, std::size_t chunk);

std::string pack_facet_chunk(const std::vector<FacetEntry>& entries);
/// Throws Error (IndexDamaged).
std::vector<FacetEntry> unpack_facet_chunk(std::string_view bytes);

/// Reads the dictionary of one facet, chunk by chunk as asked. `metadata` returns the value of a metadata key.
class FacetNames {
 public:
  FacetNames(std::string facet, std::function<std::string(const std::string&)> metadata)
      : facet_(std::move(facet)), metadata_(std::move(metadata)) {}

  /// REQUIRES: the index has a value of this id; throws Error (IndexDamaged) when it has not.
  const FacetEntry& entry(std::uint32_t id);

  /// Every entry, ids in order.
  std::vector<FacetEntry> all();

 private:
  const std::vector<FacetEntry>& chunk(std::size_t number);

  std::string facet_;
  std::function<std::string(const std::string&)> metadata_;
  std::map<std::size_t, std::vector<FacetEntry>> chunks_;
};

}  // namespace byline
