#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/article_lengths.hpp"
#include "common/index_layout.hpp"

namespace byline {

/// Both databases of one state of an index, opened for reading. `sections` is opened only when asked for, and then
/// has the same epoch as `articles`. Xapian's exceptions pass through: `retry_while_changing` deals with those that
/// mean "changed meanwhile".
class IndexReader {
 public:
  /// Opens the current generation. Throws Error: NoIndex, IndexMismatch (another schema or analysis), IndexDamaged.
  explicit IndexReader(const IndexLayout& layout);
  IndexReader(const IndexReader&) = delete;
  IndexReader& operator=(const IndexReader&) = delete;

  [[nodiscard]] const IndexLayout& layout() const { return layout_; }
  [[nodiscard]] const Xapian::Database& articles() const { return articles_; }
  [[nodiscard]] unsigned generation() const { return generation_; }
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  /// Whether the index still is in this state. Where it is not, this reader has come to its end: another is to be made.
  [[nodiscard]] bool is_current();

  /// Throws Xapian::DatabaseModifiedError when a writer has committed one database and not yet the other, so that the
  /// whole search starts again; Error (IndexDamaged) when no writer is at work: then a crash left them apart.
  const Xapian::Database& sections();

  /// The languages articles are in: the main one first, then by code. Looked up when first asked for.
  [[nodiscard]] const std::vector<std::string>& languages();

  [[nodiscard]] ArticleLengths& lengths() { return lengths_; }

 private:
  IndexLayout layout_;
  unsigned generation_;
  Xapian::Database articles_;
  Xapian::Database sections_;
  bool has_sections_ = false;
  std::uint64_t epoch_ = 0;
  std::string main_language_;
  std::vector<std::string> languages_;  ///< empty: not looked up yet
  ArticleLengths lengths_;
};

/// Runs `search`, which opens the index or reads from one that is open; when the index changes under it, runs it again
/// from the start (a few times, with growing pauses), so that no answer mixes two states. Other exceptions of Xapian
/// leave as Error.
void retry_while_changing(const IndexLayout& layout, const std::function<void()>& search);

/// The epoch written in a database; 0 when there is none.
std::uint64_t epoch_of(const Xapian::Database& database);

}  // namespace byline
