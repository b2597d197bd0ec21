#include "common/facet_dictionary.hpp"

#include "common/packing.hpp"
#include "common/schema.hpp"

namespace byline {

const std::string& FacetEntry::display() const {
  const std::string* best = &key;
  std::uint64_t most = 0;
  for (const auto& [spelling, count] : spellings) {
    if (count > most) {
      best = &spelling;
      most = count;
    }
  }
  return *best;
}

std::string facet_chunk_key(std::string_view facet, std::size_t chunk) {
  return std::string(kMetaFacetPrefix).append(facet).append(":").append(std::to_string(chunk));
}

std::string pack_facet_chunk(const std::vector<FacetEntry>& entries) {
  std::string bytes;
  pack_uint(bytes, entries.size());
  for (const FacetEntry& entry : entries) {
    pack_string(bytes, entry.key);
    pack_uint(bytes, entry.spellings.size());
    for (const auto& [spelling, count] : entry.spellings) {
      pack_string(bytes, spelling);
      pack_uint(bytes, count);
    }
  }
  return bytes;
}

std::vector<FacetEntry> unpack_facet_chunk(std::string_view bytes) {
  std::vector<FacetEntry> entries;
  if (bytes.empty()) return entries;
  Unpacker in(bytes);
  for (auto count = in.uint(); count > 0; --count) {
    FacetEntry entry;
    entry.key = in.string();
    for (auto spellings = in.uint(); spellings > 0; --spellings) {
      std::string spelling(in.string());
      entry.spellings.emplace(std::move(spelling), in.uint());
    }
    entries.push_back(std::move(entry));
  }
  in.require_end();
  return entries;
}

const std::vector<FacetEntry>& FacetNames::chunk(std::size_t number) {
  const auto found = chunks_.find(number);
  if (found != chunks_.end()) return found->second;
  return chunks_.emplace(number, unpack_facet_chunk(metadata_(facet_chunk_key(facet_, number)))).first->second;
}

const FacetEntry& FacetNames::entry(std::uint32_t id) {
  const auto& entries = chunk(id / kFacetChunkSize);
  if (id % kFacetChunkSize >= entries.size()) throw_damaged("the " + facet_ + " dictionary lacks a value");
  return entries[id % kFacetChunkSize];
}

std::vector<FacetEntry> FacetNames::all() {
  std::vector<FacetEntry> entries;
  for (std::size_t number = 0;; ++number) {
    const auto& part = chunk(number);
    entries.insert(entries.end(), part.begin(), part.end());
    if (part.size() < kFacetChunkSize) return entries;
  }
}

}  // namespace byline
