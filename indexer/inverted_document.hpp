#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/bulk/database_builder.hpp"

namespace byline {

/// A document as terms by their numbers: what both ways to write a database are fed with. The views are those of
/// whoever made it.
struct InvertedDocument {
  std::vector<bulk::Posting> postings;  ///< distinct terms, in no order
  std::vector<std::uint32_t> positions;
  std::vector<bulk::Value> values;  ///< distinct slots, in no order; none is empty
  std::string_view data;
  bool data_is_compressed = false;

  /// Keeps the room.
  void clear() {
    postings.clear();
    positions.clear();
    values.clear();
    data = {};
    data_is_compressed = false;
  }
};

}  // namespace byline
