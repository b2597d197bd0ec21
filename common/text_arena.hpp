#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace byline {

/// Keeps copies of short texts one behind the other, so that many cost few allocations. Views stay valid until `clear`,
/// also when the arena is moved. Not thread-safe.
class TextArena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.size() > left_) add_chunk(text.size());
    std::copy(text.begin(), text.end(), next_);
    const std::string_view kept(next_, text.size());
    next_ += text.size();
    left_ -= text.size();
    return kept;
  }

  /// Forgets all texts, and all room but the first chunk's.
  void clear() {
    if (chunks_.empty()) return;
    chunks_.resize(1);
    next_ = chunks_.front().bytes.get();
    left_ = chunks_.front().size;
  }

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  static constexpr std::size_t kFirstChunkBytes = 4096;
  static constexpr std::size_t kLargestChunkBytes = 1u << 20;

  void add_chunk(std::size_t at_least) {
    const std::size_t grown =
        chunks_.empty() ? kFirstChunkBytes : std::min(2 * chunks_.back().size, kLargestChunkBytes);
    const std::size_t size = std::max(grown, at_least);
    chunks_.push_back({std::make_unique<char[]>(size), size});
    next_ = chunks_.back().bytes.get();
    left_ = size;
  }

  std::vector<Chunk> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace byline
