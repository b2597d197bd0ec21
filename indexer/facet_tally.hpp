#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "common/facet_dictionary.hpp"

namespace byline {

/// The writing side of one facet's dictionary: gives values their ids and counts their spellings.
class FacetTally {
 public:
  /// Starts from what `database` holds.
  FacetTally(std::string_view facet, const Xapian::Database& database);
  FacetTally(FacetTally&&) = default;
  FacetTally(const FacetTally&) = delete;

  /// Counts the values of one article and returns their ids, in order of first appearance; values that fold alike are
  /// one.
  std::vector<std::uint32_t> add(const std::vector<std::string>& values);
  /// Takes back what `add` counted for the same values.
  void remove(const std::vector<std::string>& values);

  /// The id of a folded name that has been added.
  [[nodiscard]] std::uint32_t id_of(const std::string& key) const { return ids_.at(key); }

  /// Every value, in the order of the ids; those that no article has any more have no spellings.
  [[nodiscard]] const std::vector<FacetEntry>& entries() const { return entries_; }
  /// Whether anything was added or removed since it was written.
  [[nodiscard]] bool is_changed() const { return !changed_chunks_.empty(); }

  /// Writes the chunks that changed.
  void write_to(Xapian::WritableDatabase& database);

 private:
  /// What `add` found for a spelling: the id, and the count in `entries_`.
  struct Counter {
    std::uint32_t id;
    std::uint64_t* count;
  };

  std::string facet_;
  std::vector<FacetEntry> entries_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  /// By spelling, for most values were met before; a key is that in `entries_`.
  std::unordered_map<std::string_view, Counter> counters_;
  std::set<std::size_t> changed_chunks_;
};

}  // namespace byline
