#include "indexer/section_headings.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "indexer/heading_text.hpp"
#include "indexer/line_label.hpp"

namespace byline {
namespace {

/// Ranks: the smaller, the higher the heading stands. Only their order matters.
constexpr int kTopRank = 10;
constexpr int kLowerRank = 20;
constexpr int kNumberedRank = 30;

bool is_question(const TextBlock& block) {
  return block.text.ends_with('?') || block.text.ends_with("？") || block.text.ends_with("؟");
}

/// Where each candidate stands among the others.
class HeadingSearch {
 public:
  HeadingSearch(const std::vector<TextBlock>& blocks, bool is_interview) : blocks_(blocks), ranks_(blocks.size(), 0) {
    is_candidate_.reserve(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) is_candidate_.push_back(is_candidate(i));
    has_underlines_ = std::any_of(blocks.begin(), blocks.end(),
                                  [](const TextBlock& block) { return block.kind == TextBlock::Kind::Underlined; });
    asks_questions_ = is_interview || are_mostly_questions();
    has_capitals_ = begins_in_capitals();
  }

  std::vector<int> levels() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) ranks_[i] = rank_of(i);
    std::vector<int> levels;
    std::vector<int> open;
    levels.reserve(ranks_.size());
    for (const int rank : ranks_) {
      if (rank > 0) {
        while (!open.empty() && open.back() >= rank) open.pop_back();
        open.push_back(rank);
      }
      levels.push_back(rank > 0 ? static_cast<int>(open.size()) : 0);
    }
    return levels;
  }

 private:
  /// A short line between blank lines, with a text behind it or another such line.
  [[nodiscard]] bool is_candidate(std::size_t at) const {
    const TextBlock& block = blocks_[at];
    if (block.kind == TextBlock::Kind::Underlined) return true;
    if (block.kind == TextBlock::Kind::Bullet || !block.is_after_blank || !block.is_before_blank) return false;
    return block.text.size() <= 300 && is_one_line(block) && has_text_near(at) && looks_like_heading(block.text);
  }

  /// Cheap, so that long lists of short lines are not looked at one by one.
  [[nodiscard]] bool has_text_near(std::size_t at) const {
    for (std::size_t i = at + 1; i < blocks_.size() && i <= at + 3; ++i) {
      if (blocks_[i].kind != TextBlock::Kind::Paragraph || is_prose(blocks_[i])) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_plain_candidate(std::size_t at) const {
    return is_candidate_[at] && blocks_[at].kind == TextBlock::Kind::Paragraph;
  }

  /// Three questions with answers, and hardly a heading that is none.
  [[nodiscard]] bool are_mostly_questions() const {
    std::size_t questions = 0;
    std::size_t others = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (is_plain_candidate(i)) ++(is_question(blocks_[i]) ? questions : others);
    }
    return questions >= 3 && questions >= 2 * others;
  }

  [[nodiscard]] bool begins_in_capitals() const {
    std::optional<bool> first;
    std::size_t count = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_plain_candidate(i)) continue;
      const bool in_capitals = is_in_capitals(blocks_[i].text);
      if (!first) first = in_capitals;
      if (in_capitals) ++count;
    }
    return first.value_or(false) && count >= 2;
  }

  [[nodiscard]] bool is_asked(std::size_t at) const {
    return asks_questions_ && blocks_[at].kind == TextBlock::Kind::Paragraph && is_question(blocks_[at]);
  }

  /// What a heading stands over: running text, a list, or a question that is answered.
  [[nodiscard]] bool is_text(std::size_t at) const {
    if (at >= blocks_.size()) return false;
    if (is_asked(at)) return true;
    return !is_candidate_[at] &&
           (blocks_[at].kind == TextBlock::Kind::Bullet ||
            (blocks_[at].kind == TextBlock::Kind::Numbered && !blocks_[at].is_before_blank) || is_prose(blocks_[at]));
  }

  /// A heading may have one more directly beneath; three short lines in a row are a list.
  [[nodiscard]] bool stands_over_text(std::size_t at) const {
    if (is_text(at + 1)) return true;
    if (at + 1 >= blocks_.size() || !is_candidate_[at + 1] || !is_text(at + 2)) return false;
    return at == 0 || !is_candidate_[at - 1] || ranks_[at - 1] == 0;
  }

  [[nodiscard]] int rank_of(std::size_t at) {
    const TextBlock& block = blocks_[at];
    if (!is_candidate_[at] || is_asked(at)) return 0;
    if (block.kind == TextBlock::Kind::Underlined) return block.depth == 1 ? kTopRank : kLowerRank;
    // Who underlines headings underlines them all.
    if (has_underlines_ || is_in_list(at) || !stands_over_text(at)) return reject(block);
    return block.kind == TextBlock::Kind::Numbered ? numbered_rank(at) : plain_rank(block);
  }

  /// The end of a run of short lines, where the lines before were no headings.
  [[nodiscard]] bool is_in_list(std::size_t at) const {
    return at > 0 && is_candidate_[at - 1] && ranks_[at - 1] == 0 && !is_asked(at - 1) &&
           blocks_[at].kind != TextBlock::Kind::Numbered;
  }

  int reject(const TextBlock& block) {
    if (block.kind == TextBlock::Kind::Numbered) rejected_number_ = block.number;
    return 0;
  }

  int plain_rank(const TextBlock& block) {
    plain_rank_ = has_capitals_ && !is_in_capitals(block.text) ? kLowerRank : kTopRank;
    return plain_rank_;
  }

  /// Numbered headings that begin directly under one without a number are its subsections; else they stand beside it.
  int numbered_rank(std::size_t at) {
    const TextBlock& block = blocks_[at];
    if (block.depth <= 1) {
      // "2." behind a "1." that was an item is an item as well.
      if (block.number > 1 && block.number == rejected_number_ + 1) return reject(block);
      if (block.number <= 1 || numbered_rank_ == 0) {
        const bool is_directly_under =
            at > 0 && ranks_[at - 1] > 0 && blocks_[at - 1].kind == TextBlock::Kind::Paragraph;
        numbered_rank_ = is_directly_under ? kNumberedRank : kTopRank;
      }
      rejected_number_ = -1;
      return numbered_rank_;
    }
    return std::max(numbered_rank_, kTopRank) + block.depth - 1;
  }

  const std::vector<TextBlock>& blocks_;
  std::vector<int> ranks_;
  std::vector<bool> is_candidate_;
  bool has_underlines_ = false;
  bool asks_questions_ = false;
  bool has_capitals_ = false;
  int plain_rank_ = 0;
  int numbered_rank_ = 0;
  int rejected_number_ = -1;
};

}  // namespace

std::vector<int> heading_levels(const std::vector<TextBlock>& blocks, bool is_interview) {
  return HeadingSearch(blocks, is_interview).levels();
}

}  // namespace byline
