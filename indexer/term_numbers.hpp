#pragma once

#include <string_view>

#include "indexer/bulk/database_builder.hpp"

namespace byline {

/// The number of a term in one database that is being written: dense, from 0, in the order in which terms appeared.
using TermNumber = bulk::TermId;

/// Gives terms their numbers, so that each is hashed once and not again at every one of its postings.
class TermNumbers {
 public:
  TermNumbers() = default;
  virtual ~TermNumbers() = default;
  TermNumbers(const TermNumbers&) = delete;
  TermNumbers& operator=(const TermNumbers&) = delete;

  /// The number of `term`, known or new.
  virtual TermNumber number_of(std::string_view term) = 0;

  /// The term of a number that was given; valid until the next call of `number_of`.
  [[nodiscard]] virtual std::string_view term(TermNumber number) const = 0;
};

}  // namespace byline
