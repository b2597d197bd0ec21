#include "searcher/similar_words.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "common/utf8.hpp"
#include "searcher/letters.hpp"

namespace byline {
namespace {

/// So many dead words in a row are read before the rest of them is leapt over: a leap costs as much as some reads.
constexpr std::size_t kReadsBeforeLeap = 8;

bool is_boundary(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

std::size_t common_beginning(std::string_view a, std::string_view b) {
  const auto place =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  auto length = static_cast<std::size_t>(place.first - a.begin());
  while (!is_boundary(a, length) || !is_boundary(b, length)) --length;
  return length;
}

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
    std::uint8_t* const row = &cells_[i * width_];
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
  [[nodiscard]] std::uint8_t capped(std::size_t value) const {
    return static_cast<std::uint8_t>(std::min<std::size_t>(value, max_ + 1));
  }

  [[nodiscard]] std::size_t cell(std::size_t i, std::size_t j) const {
    const std::uint8_t* const row = &cells_[i * width_];
    const std::uint8_t* const above = row - width_;
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
  std::vector<std::uint8_t> cells_;
};

/// Words that come in the order of their bytes, one after the other.
class SortedWords {
 public:
  SortedWords(std::u32string target, unsigned max_distance) : table_(std::move(target), max_distance) {}

  enum class Verdict { Near, Far, DeadEnd };

  /// DeadEnd: no word that begins with the first `dead_bytes()` bytes is near.
  Verdict look_at(std::string_view word) {
    std::size_t at = common_beginning(word, word_);
    if (is_dead_ && at >= dead_bytes_) return Verdict::DeadEnd;
    is_dead_ = false;
    while (!ends_.empty() && ends_.back().bytes > at) ends_.pop_back();
    table_.shrink_to(ends_.empty() ? 0 : ends_.back().letters);
    word_ = word;
    while (at < word.size()) {
      added_.clear();
      append_letters(added_, next_code_point(word, at));
      for (const char32_t letter : added_) is_dead_ = !table_.add(letter) || is_dead_;
      ends_.push_back({at, table_.depth()});
      if (!is_dead_) continue;
      dead_bytes_ = at;
      return Verdict::DeadEnd;
    }
    return table_.is_near() ? Verdict::Near : Verdict::Far;
  }

  [[nodiscard]] std::size_t dead_bytes() const { return dead_bytes_; }
  [[nodiscard]] unsigned distance() const { return table_.distance(); }

 private:
  struct End {
    std::size_t bytes;
    std::size_t letters;
  };

  DistanceTable table_;
  std::string word_;
  std::vector<End> ends_;  ///< of the code points that are in the table
  std::u32string added_;
  bool is_dead_ = false;
  std::size_t dead_bytes_ = 0;
};

bool is_better(const SimilarWord& a, const SimilarWord& b) {
  return std::tie(a.distance, b.articles, a.word) < std::tie(b.distance, a.articles, b.word);
}

/// The best of many.
class BestWords {
 public:
  explicit BestWords(std::size_t limit) : limit_(std::max<std::size_t>(limit, 1)) {}

  void add(SimilarWord word) {
    found_.words.push_back(std::move(word));
    if (found_.words.size() >= 2 * limit_ + 64) cut();
  }

  SimilarWords take() {
    cut();
    std::sort(found_.words.begin(), found_.words.end(), is_better);
    return std::move(found_);
  }

 private:
  void cut() {
    if (found_.words.size() <= limit_) return;
    const auto end = found_.words.begin() + static_cast<std::ptrdiff_t>(limit_);
    std::nth_element(found_.words.begin(), end, found_.words.end(), is_better);
    found_.words.erase(end, found_.words.end());
    found_.cut_off = true;
  }

  std::size_t limit_;
  SimilarWords found_;
};

/// Behind every string that begins so. REQUIRES: `beginning` is not empty, and UTF-8.
std::string behind(std::string_view beginning) {
  std::string next(beginning);
  ++next.back();  // no byte of UTF-8 is the last there is
  return next;
}

std::string beginning_of(std::string_view word, std::size_t code_points) {
  std::size_t at = 0;
  for (; at < word.size() && code_points > 0; --code_points) next_code_point(word, at);
  return std::string(word.substr(0, at));
}

/// Words are folded, and prefixes of terms are capitals.
bool is_prefixed(std::string_view term) { return term.front() >= 'A' && term.front() <= 'Z'; }

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::u32string target = letters_of(b);
  const std::u32string letters = letters_of(a);
  DistanceTable table(target, static_cast<unsigned>(std::max(target.size(), letters.size())));
  for (const char32_t letter : letters) table.add(letter);
  return table.distance();
}

SimilarWords similar_words(const Xapian::Database& articles, std::string_view word, const SimilarWordRequest& request) {
  const std::u32string target = letters_of(word);
  if (target.empty() || target.size() > kMaxSimilarLength) return {};
  SortedWords sorted(target, std::min(request.max_distance, kMaxEditDistance));
  BestWords best(request.limit);
  const std::string beginning = beginning_of(word, request.same_beginning);
  const auto end = articles.allterms_end(beginning);
  std::size_t dead = 0;
  for (auto term = articles.allterms_begin(beginning); term != end;) {
    const std::string found = *term;
    if (is_prefixed(found)) {
      term.skip_to("[");
      continue;
    }
    const SortedWords::Verdict verdict = sorted.look_at(found);
    if (verdict == SortedWords::Verdict::Near) best.add({found, sorted.distance(), term.get_termfreq()});
    dead = verdict == SortedWords::Verdict::DeadEnd ? dead + 1 : 0;
    if (dead < kReadsBeforeLeap) {
      ++term;
    } else {
      dead = 0;
      term.skip_to(behind(std::string_view(found).substr(0, sorted.dead_bytes())));
    }
  }
  return best.take();
}

}  // namespace byline
