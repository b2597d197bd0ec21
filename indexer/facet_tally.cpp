#include "indexer/facet_tally.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "common/folding.hpp"

namespace byline {

// The counters point into the maps of spellings, which must stay where they are when the entries become more.
static_assert(std::is_nothrow_move_constructible_v<FacetEntry>);

FacetTally::FacetTally(std::string_view facet, const Xapian::Database& database) : facet_(facet) {
  FacetNames names(facet_, [&](const std::string& key) { return database.get_metadata(key); });
  entries_ = names.all();
  for (std::uint32_t id = 0; id < entries_.size(); ++id) ids_.emplace(entries_[id].key, id);
}

std::vector<std::uint32_t> FacetTally::add(const std::vector<std::string>& values) {
  std::vector<std::uint32_t> ids;
  const auto is_counted = [&](std::uint32_t id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
  for (const std::string& value : values) {
    auto counter = counters_.find(value);
    if (counter == counters_.end()) {
      std::string key = folded_name(value);
      if (key.empty()) continue;
      const auto [found, is_new] = ids_.try_emplace(key, static_cast<std::uint32_t>(entries_.size()));
      const std::uint32_t id = found->second;
      if (is_new) entries_.push_back({std::move(key), {}});
      if (is_counted(id)) continue;
      auto& spelling = *entries_[id].spellings.try_emplace(value, 0).first;
      counter = counters_.emplace(spelling.first, Counter{id, &spelling.second}).first;
    }
    const auto& [id, count] = counter->second;
    if (is_counted(id)) continue;
    ids.push_back(id);
    ++*count;
    changed_chunks_.insert(id / kFacetChunkSize);
  }
  return ids;
}

void FacetTally::remove(const std::vector<std::string>& values) {
  std::vector<std::uint32_t> seen;
  for (const std::string& value : values) {
    const auto found = ids_.find(folded_name(value));
    if (found == ids_.end()) continue;
    const std::uint32_t id = found->second;
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) continue;
    seen.push_back(id);
    auto& spellings = entries_[id].spellings;
    const auto spelling = spellings.find(value);
    if (spelling == spellings.end()) continue;
    if (--spelling->second == 0) {
      counters_.erase(value);
      spellings.erase(spelling);
    }
    changed_chunks_.insert(id / kFacetChunkSize);
  }
}

void FacetTally::write_to(Xapian::WritableDatabase& database) {
  for (const std::size_t chunk : changed_chunks_) {
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(chunk * kFacetChunkSize);
    const auto end = entries_.end() - begin > static_cast<std::ptrdiff_t>(kFacetChunkSize)
                         ? begin + static_cast<std::ptrdiff_t>(kFacetChunkSize)
                         : entries_.end();
    database.set_metadata(facet_chunk_key(facet_, chunk), pack_facet_chunk({begin, end}));
  }
  changed_chunks_.clear();
}

}  // namespace byline
