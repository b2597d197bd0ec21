#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/bulk/byte_arena.hpp"
#include "indexer/bulk/database_builder.hpp"

namespace byline::bulk {

/// A document in the list of a term.
struct Occurrence {
  std::uint32_t docid;
  std::uint32_t code;  ///< for Inverter::read
};

/// What an occurrence knows.
struct OccurrenceDetail {
  std::uint32_t wdf;
  std::string_view positions;  ///< a tag of the position table; empty: there are none
};

/// A term in the list of a document; by its rank among all terms.
struct DocumentTerm {
  std::uint32_t rank;
  std::uint32_t wdf;
};

/// Turns documents, as lists of terms, into terms, as lists of documents, and then back into documents, whose terms are
/// in order now. No comparisons, but two counting sorts of (term, document) pairs: documents come in the order of
/// their numbers, so the lists of the terms are in order when each has got its documents one by one; and when these
/// lists are gone through in the order of the terms, the documents get their terms in order.
///
/// Calls: add* sort, then for each rank all of its occurrences, each handed back once; then terms_of; then clear.
/// A pair takes 12 bytes, its wdf and coded positions some 5, and while sorted 8.
class Inverter {
 public:
  /// The next document. Its length, the sum of its wdfs. Throws Error (BadInput). REQUIRES: ids < terms.
  std::uint32_t add(const Document& document, std::size_t terms);

  /// REQUIRES: `order` has all term ids, in the order of their terms. A term's rank is its place there.
  void sort(std::span<const TermId> order);

  [[nodiscard]] std::span<const Occurrence> occurrences(std::size_t rank) const {
    return {occurrences_.data() + begins_[rank], begins_[rank + 1] - begins_[rank]};
  }
  /// REQUIRES: one of `occurrences`. Fast if they are read in order.
  [[nodiscard]] OccurrenceDetail read(const Occurrence& occurrence) const;
  /// Sum of the wdfs of a term.
  [[nodiscard]] std::uint64_t total_wdf(TermId id) const { return uses_[id].total; }
  void hand_back(std::uint32_t docid, std::size_t rank, std::uint32_t wdf) {
    pairs_[next_[docid - 1]++] = {static_cast<std::uint32_t>(rank), wdf};
  }

  [[nodiscard]] std::span<const DocumentTerm> terms_of(std::uint32_t docid) const {
    return {pairs_.data() + documents_[docid - 1], documents_[docid] - documents_[docid - 1]};
  }

  [[nodiscard]] std::uint32_t most_frequent() const { return most_frequent_; }

  [[nodiscard]] std::size_t bytes() const;
  void clear();

 private:
  struct Use {
    std::uint32_t latest = 0;  // docid
    std::uint32_t documents = 0;
    std::uint64_t total = 0;  // wdf
  };

  void add(const Posting& posting, std::span<const std::uint32_t> positions);

  std::vector<Use> uses_;                    // by term id
  std::vector<DocumentTerm> pairs_;          // document by document; with ids for ranks until handed back
  std::vector<std::uint32_t> documents_{0};  // where in pairs_ each begins, and the next one would
  ByteArena codes_;                          // of each pair: wdf as a varint, positions as a string
  std::vector<std::uint32_t> begins_;        // of each rank, in occurrences_
  std::vector<Occurrence> occurrences_;      // and kPrefetched more, for `read` to look at
  std::vector<std::uint32_t> next_;          // of each document, in pairs_
  std::uint32_t most_frequent_ = 0;
};

}  // namespace byline::bulk
