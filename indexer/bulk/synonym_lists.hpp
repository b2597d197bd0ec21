#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/bulk/deflater.hpp"
#include "indexer/bulk/table_writer.hpp"
#include "indexer/bulk/vocabulary.hpp"

namespace byline::bulk {

/// Synonyms and their table. Its keys are the terms as they are, its tags the synonyms of a term by their bytes: of
/// each the length in a byte, with 96 XORed into it (for many lengths it is then a small letter, which deflates well),
/// and its bytes.
class SynonymLists {
 public:
  /// REQUIRES: both have 1 to 255 bytes.
  void add(std::string_view term, std::string_view synonym);
  [[nodiscard]] bool empty() const { return pairs_.empty(); }
  void write(TableWriter& table, Deflater& deflater) const;

  [[nodiscard]] std::size_t bytes() const { return strings_.bytes() + pairs_.size() * 2 * sizeof(std::uint64_t); }
  void clear();

 private:
  Vocabulary strings_;
  std::vector<std::pair<TermId, TermId>> pairs_;  // in the order in which they came; the same may come again
};

}  // namespace byline::bulk
