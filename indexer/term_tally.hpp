#pragma once

#include <cstdint>
#include <vector>

#include "indexer/term_numbers.hpp"

namespace byline {

/// Counts the terms of one document after another. A term's entry is found by its number: every number has a mark that
/// says in which round it was seen last, so that nothing is hashed and nothing cleared.
class TermTally {
 public:
  struct Entry {
    TermNumber term;
    std::uint32_t count;
  };

  /// Begins with a new document.
  void start() {
    entries_.clear();
    if (++round_ == 0) {
      marks_.assign(marks_.size(), {});
      round_ = 1;
    }
  }

  /// Adds to a term's count; returns the number of its entry.
  std::uint32_t add(TermNumber term, std::uint32_t count) {
    if (term >= marks_.size()) marks_.resize(term + marks_.size() / 2 + 1);
    Mark& mark = marks_[term];
    if (mark.round == round_) {
      entries_[mark.entry].count += count;
      return mark.entry;
    }
    mark = {round_, static_cast<std::uint32_t>(entries_.size())};
    entries_.push_back({term, count});
    return mark.entry;
  }

  /// The distinct terms, in the order of their first appearance.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  struct Mark {
    std::uint32_t round = 0;
    std::uint32_t entry = 0;
  };

  std::vector<Mark> marks_;  // by the term's number
  std::vector<Entry> entries_;
  std::uint32_t round_ = 0;
};

}  // namespace byline
