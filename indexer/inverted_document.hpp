#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/term_numbers.hpp"

namespace byline {

/// A term of one document.
struct TermPosting {
  TermNumber term = 0;
  std::uint32_t wdf = 0;
  std::uint32_t first_position = 0;  ///< index into the document's positions …
  std::uint32_t positions = 0;       ///< … and how many are the term's: ascending, each once
};

struct DocumentValue {
  Xapian::valueno slot = 0;
  std::string_view bytes;  ///< not empty
};

/// A document as terms by their numbers: what both ways to write a database are fed with. The views are those of
/// whoever made it.
struct InvertedDocument {
  std::vector<TermPosting> postings;  ///< distinct terms, in no order
  std::vector<std::uint32_t> positions;
  std::vector<DocumentValue> values;  ///< distinct slots, in no order
  std::string_view data;

  /// Keeps the room.
  void clear() {
    postings.clear();
    positions.clear();
    values.clear();
    data = {};
  }
};

}  // namespace byline
