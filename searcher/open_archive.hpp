#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

#include "common/index_layout.hpp"
#include "common/index_reader.hpp"
#include "searcher/archive.hpp"

namespace byline {

/// An index that is held open from one search to the next, with all that searches have looked up in it, and opened anew
/// when it has changed in between. One per thread.
class OpenArchive {
 public:
  /// Opens nothing yet.
  explicit OpenArchive(IndexLayout layout) : layout_(std::move(layout)) {}

  /// Runs `search` on the index as it is now; when it changes meanwhile, once more on what it has become
  /// (retry_while_changing). Throws Error.
  void read(const std::function<void(Archive&)>& search);

 private:
  Archive& current();
  void close();

  IndexLayout layout_;
  std::optional<IndexReader> reader_;
  std::optional<Archive> archive_;  ///< of reader_
  std::size_t searches_ = 0;        ///< that archive_ has served
};

}  // namespace byline
