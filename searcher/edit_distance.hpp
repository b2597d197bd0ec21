#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline {

/// How many insertions, deletions, substitutions and swaps of neighbours lead from one word to the other, no part being
/// edited twice (optimal string alignment). Counts letters: code points, but for Hangul the letters of which a syllable
/// is made. Both are
/// well-formed UTF-8.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The table of the edit distance, a row for each letter of a word that grows and shrinks at its end. Only the cells
/// within the distance of the diagonal are filled: no other can lead to a near word.
class DistanceTable {
 public:
  DistanceTable(std::u32string target, unsigned max_distance)
      : target_(std::move(target)), max_(max_distance), width_(target_.size() + 1) {
    cells_.resize(width_);
    for (std::size_t j = 0; j < width_; ++j) cells_[j] = capped(j);
  }

  [[nodiscard]] std::size_t depth() const { return letters_.size(); }
  void shrink_to(std::size_t depth) { letters_.resize(depth); }

  /// Adds a letter; false when no word that begins so is near. (A later swap cannot help: it costs what a substitution
  /// here and a match there would cost at least.)
  bool add(char32_t letter) {
    letters_ += letter;
    const std::size_t i = depth();
    if (cells_.size() < (i + 1) * width_) cells_.resize((i + 1) * width_);
    std::uint16_t* const row = &cells_[i * width_];
    std::fill(row, row + width_, capped(max_ + 1));
    if (i <= max_) row[0] = capped(i);
    unsigned least = row[0];
    const std::size_t last = std::min(target_.size(), i + max_);
    for (std::size_t j = i > max_ ? i - max_ : 1; j <= last; ++j) {
      row[j] = capped(cell(i, j));
      least = std::min<unsigned>(least, row[j]);
    }
    return least <= max_;
  }

  /// Of the word as it is now; more than the greatest distance is that plus one.
  [[nodiscard]] unsigned distance() const { return cells_[depth() * width_ + target_.size()]; }
  [[nodiscard]] bool is_near() const { return distance() <= max_; }

 private:
  [[nodiscard]] std::uint16_t capped(std::size_t value) const {
    return static_cast<std::uint16_t>(std::min<std::size_t>(value, max_ + 1));
  }

  [[nodiscard]] std::size_t cell(std::size_t i, std::size_t j) const {
    const std::uint16_t* const row = &cells_[i * width_];
    const std::uint16_t* const above = row - width_;
    const bool same = letters_[i - 1] == target_[j - 1];
    std::size_t best = above[j - 1] + (same ? 0u : 1u);
    best = std::min({best, above[j] + std::size_t{1}, row[j - 1] + std::size_t{1}});
    const bool swapped = i > 1 && j > 1 && letters_[i - 1] == target_[j - 2] && letters_[i - 2] == target_[j - 1];
    if (swapped) best = std::min(best, above[j - 2 - width_] + std::size_t{1});
    return best;
  }

  std::u32string target_;
  std::u32string letters_;
  unsigned max_;
  std::size_t width_;
  std::vector<std::uint16_t> cells_;
};

}  // namespace byline
