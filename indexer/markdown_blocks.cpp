#include "indexer/markdown_blocks.hpp"

#include <md4c.h>

#include <algorithm>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/html_text.hpp"

namespace byline {
namespace {

/// Collects blocks from md4c's events. Leaf blocks (paragraph, heading, code, table row, HTML) become ours; an item of
/// a tight list has no paragraph, so an item begins a block too.
class BlockCollector {
 public:
  explicit BlockCollector(std::string_view source) : source_(source), counted_(source.data()) {}

  void enter(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        start();
        current_.heading_level = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
        break;
      case MD_BLOCK_HTML:
        start();
        in_html_ = true;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        if (!current_.text.empty()) current_.text += "  ";
        break;
      default: start();
    }
  }

  void leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) return;
    if (type == MD_BLOCK_HTML) current_.text = text_of_html(current_.text);
    start();
    in_html_ = false;
  }

  void enter_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG && image_depth_++ == 0) image_ = {};
  }

  void leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG && --image_depth_ == 0 && !trim(image_.text).empty()) {
      image_.text = single_spaced(image_.text);
      result_.captions.push_back(std::move(image_));
    }
  }

  void add_text(MD_TEXTTYPE type, std::string_view text) {
    MarkdownBlock& target = image_depth_ > 0 ? image_ : current_;
    note_line(target, text);
    switch (type) {
      case MD_TEXT_NULLCHAR: target.text += "\xEF\xBF\xBD"; break;
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR: target.text += '\n'; break;
      case MD_TEXT_ENTITY: target.text += text_of_html(text); break;
      case MD_TEXT_HTML: add_html(target, text); break;
      default: target.text.append(text);
    }
  }

  MarkdownBlocks take() {
    start();
    return std::move(result_);
  }

 private:
  void start() {
    std::string text = std::move(current_.text);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    const auto first = text.find_first_not_of('\n');
    if (first != std::string::npos && !trim(text).empty()) {
      if (current_.line != 0) current_.line += first;
      text.erase(0, first);
      current_.text = std::move(text);
      result_.blocks.push_back(std::move(current_));
    }
    current_ = {};
  }

  void add_html(MarkdownBlock& target, std::string_view text) const {
    if (in_html_) {
      target.text.append(text);
    } else if (text.starts_with("<br")) {
      target.text += ' ';
    } else {
      // An inline tag is no text, but its line breaks count.
      target.text.append(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '\n');
    }
  }

  /// md4c's text points into the source but for what it made itself; so the place of a block is its first such text.
  void note_line(MarkdownBlock& target, std::string_view text) {
    const bool inside =
        std::less_equal<>()(source_.data(), text.data()) && std::less<>()(text.data(), source_.data() + source_.size());
    if (target.line != 0 || !inside) return;
    if (text.data() < counted_) {
      counted_ = source_.data();
      line_ = 1;
    }
    line_ += static_cast<std::size_t>(std::count(counted_, text.data(), '\n'));
    counted_ = text.data();
    target.line = line_;
    // Line breaks before the first text of the block, if md4c gave any, lie above that text.
    const auto above = static_cast<std::size_t>(std::count(target.text.begin(), target.text.end(), '\n'));
    target.line -= std::min(above, target.line - 1);
  }

  std::string_view source_;
  const char* counted_;  // up to here line breaks have been counted
  std::size_t line_ = 1;
  MarkdownBlock current_;
  MarkdownBlock image_;
  int image_depth_ = 0;
  bool in_html_ = false;
  MarkdownBlocks result_;
};

BlockCollector& collector(void* user) { return *static_cast<BlockCollector*>(user); }

}  // namespace

MarkdownBlocks markdown_blocks(std::string_view markdown) {
  BlockCollector blocks(markdown);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return collector(user).enter(type, detail), 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return collector(user).leave(type), 0; };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* user) { return collector(user).enter_span(type), 0; };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return collector(user).leave_span(type), 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
    return collector(user).add_text(type, {text, size}), 0;
  };
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &blocks);
  return blocks.take();
}

}  // namespace byline
