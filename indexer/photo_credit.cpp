#include "indexer/photo_credit.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/line_label.hpp"

namespace byline {
namespace {

constexpr std::size_t kTopBlocks = 8;
constexpr std::size_t kLongestCaption = 900;
constexpr std::size_t kLongestCredit = 120;

constexpr std::string_view kCreditLabels[] = {"photo by",          "image by",          "picture by",  "photograph by",
                                              "photo courtesy of", "image courtesy of", "courtesy of", "foto von",
                                              "foto de",           "photo de"};

/// These name a photographer only with a colon behind.
constexpr std::string_view kColonLabels[] = {
    "photo",        "photo credit", "photograph", "image",   "image credit", "picture", "credit", "foto", "bild",
    "bildnachweis", "crédit photo", "crédit",     "crédito", "фото",         "图",      "图片",   "圖",   "写真",
    "摄影",         "图片来源",     "صورة",       "تصوير",   "ภาพ",          "photos",  "credits"};

bool is_credit(std::string_view text) {
  text = trim(text);
  if (text.size() > kLongestCredit || text.find('\n') != std::string_view::npos) return false;
  if (text.starts_with("©") || text.starts_with("AP Photo/")) return true;
  const auto names_somebody = [](const auto& rest) {
    return rest && !rest->text.empty() && begins_like_sentence(rest->text) && !ends_with_sentence_mark(rest->text);
  };
  return std::any_of(std::begin(kCreditLabels), std::end(kCreditLabels),
                     [&](std::string_view label) { return names_somebody(after_label(text, label)); }) ||
         std::any_of(std::begin(kColonLabels), std::end(kColonLabels), [&](std::string_view label) {
           const auto rest = after_label(text, label);
           return names_somebody(rest) && rest->has_colon;
         });
}

/// "… | Photo: X".
std::optional<PhotoCredit> credit_behind_stroke(std::string_view line) {
  const std::size_t stroke = line.rfind('|');
  if (stroke == std::string_view::npos || !is_credit(line.substr(stroke + 1))) return std::nullopt;
  return PhotoCredit{trim(line.substr(0, stroke)), trim(line.substr(stroke + 1))};
}

/// "… (Photo: X)" and "… [Photo: X]".
std::optional<PhotoCredit> credit_in_brackets(std::string_view line) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"(", ")"}, {"[", "]"}, {"（", "）"}}) {
    if (!line.ends_with(close)) continue;
    const std::size_t begin = line.rfind(open);
    if (begin == std::string_view::npos) continue;
    const std::string_view inside = line.substr(begin + open.size(), line.size() - close.size() - begin - open.size());
    if (is_credit(inside)) return PhotoCredit{trim(line.substr(0, begin)), trim(inside)};
  }
  return std::nullopt;
}

/// "A patrol crosses. Photo: X".
std::optional<PhotoCredit> credit_behind_sentence(std::string_view line) {
  for (std::size_t at = line.rfind(' '); at != std::string_view::npos && at > 0; at = line.rfind(' ', at - 1)) {
    if (line.size() - at > kLongestCredit) break;
    if (ends_with_sentence_mark(line.substr(0, at)) && is_credit(line.substr(at))) {
      return PhotoCredit{trim(line.substr(0, at)), trim(line.substr(at))};
    }
  }
  return std::nullopt;
}

std::set<std::string> words_of(std::string_view text) {
  const std::string folded = folded_name(text);
  std::set<std::string> words;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    std::string_view word(folded.data() + at, end - at);
    while (!word.empty() && std::string_view(".,;:!?").find(word.back()) != std::string_view::npos) {
      word.remove_suffix(1);
    }
    if (!word.empty()) words.emplace(word);
    at = end + 1;
  }
  return words;
}

/// A picture's alternative text: a few words all of which the caption has too.
bool repeats_caption(const TextBlock& block, std::string_view caption) {
  constexpr std::size_t kLongestAlternative = 200;
  if (block.text.size() > kLongestAlternative || !is_one_line(block) || caption.empty()) return false;
  const auto ours = words_of(block.text);
  const auto theirs = words_of(caption);
  return ours.size() > 2 && std::includes(theirs.begin(), theirs.end(), ours.begin(), ours.end());
}

void take_caption(TextBlock& block, const PhotoCredit& found, std::size_t line_of_credit, Article& article) {
  while (block.line < line_of_credit) {
    article.asides.push_back({AsideKind::Caption, std::string(first_line_of(block)), block.line});
    drop_first_line(block);
  }
  if (!found.caption.empty()) {
    article.asides.push_back({AsideKind::Caption, std::string(found.caption), line_of_credit});
  }
  article.asides.push_back({AsideKind::Credit, std::string(found.credit), line_of_credit});
  block.is_taken = true;
}

}  // namespace

std::optional<PhotoCredit> parse_photo_credit(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > kLongestCaption) return std::nullopt;
  if (is_credit(line)) return PhotoCredit{{}, line};
  if (const auto found = credit_behind_stroke(line)) return found;
  if (const auto found = credit_in_brackets(line)) return found;
  return credit_behind_sentence(line);
}

void take_photo_captions(std::vector<TextBlock>& blocks, Article& article) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    TextBlock& block = blocks[i];
    if (block.is_taken || block.text.size() > kLongestCaption || block.kind != TextBlock::Kind::Paragraph) continue;
    const auto breaks = static_cast<std::size_t>(std::count(block.text.begin(), block.text.end(), '\n'));
    const std::string_view last = trim(block.text.substr(block.text.rfind('\n') + 1));
    if (breaks > 2) continue;
    const auto found = i < kTopBlocks ? parse_photo_credit(last) : credit_behind_stroke(last);
    if (!found || parse_byline_line(found->caption)) continue;
    take_caption(block, *found, block.line + breaks, article);
    if (i == 0 || blocks[i - 1].is_taken || !repeats_caption(blocks[i - 1], found->caption)) continue;
    article.asides.push_back({AsideKind::Caption, unindented(blocks[i - 1]), blocks[i - 1].line});
    blocks[i - 1].is_taken = true;
  }
}

}  // namespace byline
