#include "searcher/similar_words.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "common/utf8.hpp"
#include "searcher/edit_distance.hpp"
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

/// Words are folded, and prefixes of terms are capitals.
bool is_prefixed(std::string_view term) { return term.front() >= 'A' && term.front() <= 'Z'; }

}  // namespace

SimilarWords similar_words(const Xapian::Database& articles, std::string_view word, const SimilarWordRequest& request) {
  const std::u32string target = letters_of(word);
  if (target.empty() || target.size() > kMaxSimilarLength) return {};
  SortedWords sorted(target, std::min(request.max_distance, kMaxEditDistance));
  BestWords best(request.limit);
  const std::string beginning = std::string(first_code_points(word, request.same_beginning));
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
