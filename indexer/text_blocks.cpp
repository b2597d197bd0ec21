#include "indexer/text_blocks.hpp"

#include <algorithm>
#include <optional>

#include "common/utf8.hpp"
#include "indexer/heading_text.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestUnderlined = 300;

struct Marker {
  std::size_t size = 0;  ///< bytes, with the spaces behind it
  TextBlock::Kind kind = TextBlock::Kind::Bullet;
  ListNumber number;
  bool is_en_dash = false;
};

std::size_t size_with_spaces(std::string_view line, std::size_t size) {
  const std::string_view rest = line.substr(size);
  const std::string_view words = trim(rest);
  return words.empty() ? line.size() : static_cast<std::size_t>(words.data() - line.data());
}

std::optional<Marker> bullet_of(std::string_view line) {
  for (const std::string_view sign : {"•", "◦", "▪", "●", "○", "■", "□", "‣", "∙", "·", "➢", "✓"}) {
    if (line.starts_with(sign)) return Marker{size_with_spaces(line, sign.size()), TextBlock::Kind::Bullet, {}, false};
  }
  for (const std::string_view sign : {"- ", "* ", "+ ", "– ", "-\t", "*\t", "–\t", "-\u00A0", "–\u00A0"}) {
    if (!line.starts_with(sign)) continue;
    return Marker{size_with_spaces(line, sign.size()), TextBlock::Kind::Bullet, {}, sign.starts_with("–")};
  }
  return std::nullopt;
}

std::optional<Marker> marker_of(std::string_view line) {
  if (auto bullet = bullet_of(line); bullet && bullet->size < line.size()) return bullet;
  const auto number = list_number(line);
  if (!number) return std::nullopt;
  // Without a stop ("1.2 Methods") the number may be the sentence's own unless the line looks like a heading.
  const std::string_view sign = trim(line.substr(0, number->size));
  if (!sign.ends_with('.') && !sign.ends_with(')') && !looks_like_heading(line)) return std::nullopt;
  return Marker{number->size, TextBlock::Kind::Numbered, *number, false};
}

/// "===" and "---" under a line; the sign, or 0.
char underline_sign(std::string_view line) {
  if (line.size() < 3 || (line.front() != '=' && line.front() != '-')) return 0;
  return line.find_first_not_of(line.front()) == std::string_view::npos ? line.front() : '\0';
}

/// "* * *", "-----", "______".
bool is_rule(std::string_view line) {
  return line.size() >= 3 && line.find_first_not_of("*-=_~# ") == std::string_view::npos;
}

std::string_view joined(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

class BlockReader {
 public:
  void read_line(std::string_view line, std::size_t number) {
    line = trim(line);
    if (line.empty()) return end_block();
    if (is_underline(line)) return;
    if (is_rule(line)) return end_block();
    const auto marker = marker_of(line);
    if (marker && may_begin_item(*marker)) {
      add(line.substr(marker->size), number, marker->kind);
      blocks_.back().number = static_cast<std::uint16_t>(marker->number.value);
      blocks_.back().depth = static_cast<std::uint8_t>(std::min(marker->number.depth, 9));
    } else if (is_at_start_) {
      add(line, number, TextBlock::Kind::Paragraph);
    } else {
      blocks_.back().text = joined(blocks_.back().text, line);
    }
    is_at_start_ = false;
  }

  std::vector<TextBlock> take() { return std::move(blocks_); }

 private:
  void end_block() {
    if (!blocks_.empty()) blocks_.back().is_before_blank = true;
    is_at_start_ = is_after_blank_ = true;
  }

  void add(std::string_view text, std::size_t number, TextBlock::Kind kind) {
    if (!blocks_.empty() && !is_after_blank_) blocks_.back().is_before_blank = false;
    TextBlock block;
    block.text = text;
    block.line = number;
    block.kind = kind;
    block.is_after_blank = is_after_blank_;
    blocks_.push_back(block);
    is_after_blank_ = false;
  }

  /// Makes the line above a heading when this line underlines it.
  bool is_underline(std::string_view line) {
    const char sign = underline_sign(line);
    if (sign == 0 || is_at_start_ || !is_one_line(blocks_.back())) return false;
    TextBlock& above = blocks_.back();
    if (above.text.size() > kLongestUnderlined || above.kind == TextBlock::Kind::Bullet) return false;
    above.kind = TextBlock::Kind::Underlined;
    above.depth = sign == '=' ? 1 : 2;
    is_at_start_ = true;
    return true;
  }

  /// Inside a paragraph a dash or a number may be the sentence's own, where lines are wrapped.
  [[nodiscard]] bool may_begin_item(const Marker& marker) const {
    if (is_at_start_) return true;
    const TextBlock& above = blocks_.back();
    if (marker.kind == TextBlock::Kind::Numbered) {
      return above.kind == TextBlock::Kind::Numbered || (marker.number.value == 1 && above.text.ends_with(':'));
    }
    return !marker.is_en_dash || above.kind == TextBlock::Kind::Bullet || above.text.ends_with(':');
  }

  std::vector<TextBlock> blocks_;
  bool is_at_start_ = true;
  bool is_after_blank_ = true;
};

}  // namespace

std::vector<TextBlock> text_blocks(std::string_view text, std::size_t first_line) {
  BlockReader reader;
  std::size_t number = first_line;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    reader.read_line(text.substr(begin, end - begin), number);
    begin = end + 1;
  }
  return reader.take();
}

bool is_one_line(const TextBlock& block) { return block.text.find('\n') == std::string_view::npos; }

std::string_view first_line_of(const TextBlock& block) { return trim(block.text.substr(0, block.text.find('\n'))); }

void drop_first_line(TextBlock& block) {
  const std::size_t end = block.text.find('\n');
  if (end == std::string_view::npos) {
    block.is_taken = true;
    return;
  }
  block.text = trim(block.text.substr(end + 1));
  ++block.line;
}

std::string unindented(const TextBlock& block) {
  std::string text;
  text.reserve(block.text.size());
  for (std::size_t begin = 0; begin <= block.text.size();) {
    const std::size_t end = std::min(block.text.find('\n', begin), block.text.size());
    if (begin > 0) text += '\n';
    text.append(trim(block.text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return text;
}

void append_block(Section& section, std::string_view text, std::size_t line) {
  if (!section.text.empty()) section.text += '\n';
  section.blocks.push_back({section.text.size(), line});
  section.text.append(text);
}

bool is_prose(const TextBlock& block) {
  constexpr std::size_t kShortLine = 45;
  constexpr std::size_t kLongBlock = 300;
  const auto lines = static_cast<std::size_t>(std::count(block.text.begin(), block.text.end(), '\n')) + 1;
  if (lines > 1 && block.text.size() / lines < kShortLine) return false;
  return block.text.size() > kLongBlock || ends_with_sentence_mark(block.text) ||
         block.text.find("。") != std::string_view::npos || count_code_points(block.text) > 100;
}

}  // namespace byline
