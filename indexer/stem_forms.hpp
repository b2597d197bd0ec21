#pragma once

#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <xapian.h>

namespace byline {

/// Writes the synonyms of schema.hpp, which lead from a stem to the words that have it, each once for as long as this
/// lives: to add one again costs as much as to add it.
class StemForms {
 public:
  /// `forms`: (stem, word). Xapian's exceptions pass through.
  void add(const std::vector<std::pair<std::string, std::string>>& forms, Xapian::WritableDatabase& articles);

 private:
  std::unordered_set<std::string> known_;  // stem NUL word
};

}  // namespace byline
