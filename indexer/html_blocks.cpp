#include "indexer/html_blocks.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/section_builder.hpp"

namespace byline {
namespace {

/// A paragraph in the dress of a heading is none.
constexpr std::size_t kLongestHeading = 200;

/// A page repeats what it leaves out; nobody reads hundreds of them.
constexpr std::size_t kMaxOmissions = 30;
constexpr std::size_t kOmissionBytes = 100;
constexpr std::size_t kMaxRelated = 20;

/// Shorter links are "More", "Reply", a number of comments.
constexpr std::size_t kShortestRelated = 8;

/// A heading, or a block of text.
struct Piece {
  std::string text;
  std::size_t line = 0;
  unsigned heading_level = 0;  ///< 0 for a block
};

bool is_control(std::string_view tag) {
  static constexpr std::array<std::string_view, 17> kControls = {
      "button", "select", "textarea", "input", "option", "datalist", "object", "embed", "iframe",
      "canvas", "audio",  "video",    "map",   "svg",    "progress", "meter",  "head"};
  return std::find(kControls.begin(), kControls.end(), tag) != kControls.end();
}

bool is_unread(std::string_view tag) {
  return is_unshown_tag(tag) || is_control(tag) || tag == "rt" || tag == "rp" || tag == "annotation" ||
         tag == "annotation-xml" || tag == "title";
}

unsigned heading_level(const HtmlNode& node) {
  if (node.tag.size() == 2 && node.tag[0] == 'h' && node.tag[1] >= '1' && node.tag[1] <= '6') {
    return static_cast<unsigned>(node.tag[1] - '0');
  }
  if (node.attributes.empty() || node.attribute("role") != "heading") return 0;
  const std::string_view level = node.attribute("aria-level");
  return level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? static_cast<unsigned>(level[0] - '0') : 2;
}

bool is_white(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// A row whose cells are lists, paragraphs or tables themselves lays out a page; others hold data.
bool is_layout_row(const HtmlTree& page, HtmlNode::Id row) {
  static constexpr std::array<std::string_view, 14> kLayout = {
      "table", "ul", "ol", "dl", "pre", "blockquote", "article", "section", "h1", "h2", "h3", "h4", "h5", "h6"};
  std::size_t paragraphs = 0;
  for (HtmlNode::Id id = row; id < page[row].end; ++id) {
    const std::string_view tag = page[id].tag;
    if (tag == "td" || tag == "th") paragraphs = 0;
    if (tag == "p" && ++paragraphs > 1) return true;
    if (std::find(kLayout.begin(), kLayout.end(), tag) != kLayout.end()) return true;
  }
  return false;
}

/// A line of the page as one of the source; 0 when that has none.
std::size_t source_line(std::size_t line, std::size_t first_line) {
  return line == 0 || first_line == 0 ? 0 : line + first_line - 1;
}

class BlockWalk {
 public:
  BlockWalk(const HtmlTree& page, const std::vector<SetApart>& apart, ImageTexts images, std::size_t first_line,
            Article& article)
      : page_(page), apart_(apart), images_(images), first_line_(first_line), article_(article) {}

  void walk(HtmlNode::Id top) {
    for (HtmlNode::Id id = top; id < page_[top].end;) {
      leave_ended(id);
      id = visit(id);
    }
    leave_ended(page_[top].end);
    end_block();
  }

  std::vector<Piece> take() { return std::move(pieces_); }

 private:
  enum class Inside : std::uint8_t { Block, Heading, Preformatted, DataRow, Cell, Inline };
  struct Open {
    HtmlNode::Id end;
    Inside inside;
  };

  /// The next node to visit: the first below this one, or the one behind it.
  HtmlNode::Id visit(HtmlNode::Id id) {
    const HtmlNode& node = page_[id];
    if (node.is_text()) {
      add_text(node);
      return id + 1;
    }
    if (is_apart(id) || is_unread(node.tag)) {
      if (!is_inline_tag(node.tag) && !is_unshown_tag(node.tag)) break_words();
      return node.end;
    }
    if (node.tag == "br") {
      add_break();
    } else if (node.tag == "img") {
      add_image(node);
    } else if (node.tag == "wbr") {
    } else if (node.tag == "q") {
      // Browsers add the quotation marks; words are all that counts here.
    } else if (!is_inline_tag(node.tag) || heading_level(node) > 0) {
      enter(id, node);
    }
    return id + 1;
  }

  bool is_apart(HtmlNode::Id id) {
    while (next_apart_ < apart_.size() && apart_[next_apart_].id < id) ++next_apart_;
    return next_apart_ < apart_.size() && apart_[next_apart_].id == id;
  }

  void enter(HtmlNode::Id id, const HtmlNode& node) {
    if (row_end_ > id) return enter_in_row(node);
    end_block();
    if (const unsigned level = heading_level(node)) {
      heading_level_ = level;
      open_.push_back({node.end, Inside::Heading});
    } else if (node.tag == "pre" || node.tag == "listing" || node.tag == "xmp" || node.tag == "plaintext") {
      ++preformatted_;
      open_.push_back({node.end, Inside::Preformatted});
    } else if (node.tag == "tr" && !is_layout_row(page_, id)) {
      row_end_ = node.end;
      open_.push_back({node.end, Inside::DataRow});
    } else {
      open_.push_back({node.end, Inside::Block});
    }
  }

  void enter_in_row(const HtmlNode& node) {
    if (node.tag != "td" && node.tag != "th") return break_words();
    if (!text_.empty()) {
      while (text_.back() == ' ') text_.pop_back();
      text_ += "  ";
    }
  }

  void leave_ended(HtmlNode::Id id) {
    while (!open_.empty() && open_.back().end <= id) {
      end_block();
      if (open_.back().inside == Inside::Heading) heading_level_ = 0;
      if (open_.back().inside == Inside::Preformatted) --preformatted_;
      open_.pop_back();
    }
  }

  void add_text(const HtmlNode& node) {
    if (preformatted_ > 0) return add_preformatted(node);
    const std::string_view text = node.text;
    std::size_t line = node.line;
    for (std::size_t at = 0; at < text.size();) {
      if (is_white(text[at])) {
        line += text[at] == '\n' ? 1 : 0;
        break_words();
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < text.size() && !is_white(text[end])) ++end;
      start_block(line);
      text_.append(text.substr(at, end - at));
      breaks_ = 0;
      at = end;
    }
  }

  /// Lines stay lines; those of the page, so that places in the text keep their line.
  void add_preformatted(const HtmlNode& node) {
    std::string_view text = node.text;
    std::size_t line = node.line;
    while (text_.empty() && text.find('\n') < text.find_first_not_of(" \t\r\n")) {
      text.remove_prefix(text.find('\n') + 1);
      ++line;
    }
    if (text.empty()) return;
    start_block(line);
    text_.append(text);
  }

  void break_words() {
    if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
  }

  /// Two in a row part paragraphs.
  void add_break() {
    if (preformatted_ > 0) {
      if (!text_.empty()) text_ += '\n';
      return;
    }
    break_words();
    if (row_end_ == 0 && ++breaks_ == 2) end_block();
  }

  void add_image(const HtmlNode& node) {
    if (images_ == ImageTexts::None) return;
    std::string text = single_spaced(node.attribute("alt"));
    if (!text.empty()) article_.asides.push_back({AsideKind::Caption, std::move(text), line_of(node.line)});
  }

  void start_block(std::size_t line) {
    if (text_.empty()) line_ = line;
  }

  void end_block() {
    row_end_ = 0;
    breaks_ = 0;
    while (!text_.empty() && is_white(text_.back())) text_.pop_back();
    if (text_.empty()) return;
    const bool is_heading =
        heading_level_ > 0 && text_.size() <= 4 * kLongestHeading && count_code_points(text_) <= kLongestHeading;
    pieces_.push_back({text_, line_of(line_), is_heading ? heading_level_ : 0});
    text_.clear();
  }

  [[nodiscard]] std::size_t line_of(std::size_t line) const { return source_line(line, first_line_); }

  const HtmlTree& page_;
  const std::vector<SetApart>& apart_;
  ImageTexts images_;
  std::size_t first_line_;
  Article& article_;
  std::size_t next_apart_ = 0;
  std::vector<Open> open_;
  HtmlNode::Id row_end_ = 0;  ///< inside a row of data until here
  int preformatted_ = 0;
  unsigned heading_level_ = 0;
  int breaks_ = 0;
  std::string text_;
  std::size_t line_ = 0;
  std::vector<Piece> pieces_;
};

/// True when the title says what the heading says, perhaps with the site's name in front or behind.
bool is_title(std::string_view heading, std::string_view title) {
  const std::string one = folded_name(heading);
  const std::string all = folded_name(title);
  if (one.empty() || one.size() > all.size()) return false;
  if (one == all) return true;
  const auto parts = [](std::string_view between) {
    return between.find_first_of("|-:/>@") != std::string_view::npos || between.find("–") != std::string_view::npos ||
           between.find("—") != std::string_view::npos || between.find("·") != std::string_view::npos ||
           between.find("»") != std::string_view::npos;
  };
  constexpr std::size_t kSign = 4;
  if (all.starts_with(one)) return parts(std::string_view(all).substr(one.size(), kSign));
  return all.ends_with(one) &&
         parts(std::string_view(all).substr(all.size() - one.size() - std::min(kSign, all.size() - one.size()), kSign));
}

void take_title(std::vector<Piece>& pieces, Article& article) {
  const auto is_heading = [](const Piece& piece) { return piece.heading_level > 0; };
  const auto first = std::find_if(pieces.begin(), pieces.end(), is_heading);
  if (first == pieces.end()) return;
  if (article.title.empty()) article.title = first->text;
  if (!is_title(first->text, article.title)) return;
  const bool has_siblings = std::any_of(first + 1, pieces.end(), [&](const Piece& piece) {
    return is_heading(piece) && piece.heading_level <= first->heading_level;
  });
  if (!has_siblings) pieces.erase(first);
}

AsideKind aside_kind(Apartness kind) {
  switch (kind) {
    case Apartness::Caption: return AsideKind::Caption;
    case Apartness::Credit: return AsideKind::Credit;
    case Apartness::Byline: return AsideKind::Byline;
    case Apartness::Bio: return AsideKind::Bio;
    case Apartness::Related: return AsideKind::Related;
    case Apartness::Omitted: break;
  }
  return AsideKind::Metadata;
}

/// The first line of the source that has a word of it.
std::size_t line_of(const HtmlTree& page, HtmlNode::Id id) {
  for (HtmlNode::Id at = id; at < page[id].end; ++at) {
    if (page[at].line != 0) return page[at].line;
  }
  return 0;
}

/// Each link of a list of related articles is one; without links all of it.
void keep_related(const HtmlTree& page, HtmlNode::Id id, std::size_t first_line, Article& article) {
  std::size_t count = 0;
  std::string last;
  for (HtmlNode::Id at = id; at < page[id].end && count < kMaxRelated; ++at) {
    if (page[at].tag != "a") continue;
    std::string text = page.text_of(at);
    if (count_code_points(text) < kShortestRelated || text == last) continue;
    article.asides.push_back({AsideKind::Related, text, source_line(page[at].line, first_line)});
    last = std::move(text);
    ++count;
  }
  if (count > 0) return;
  std::string text = page.text_of(id);
  if (!text.empty()) {
    article.asides.push_back({AsideKind::Related, std::move(text), source_line(line_of(page, id), first_line)});
  }
}

void keep_apart(const HtmlTree& page, const std::vector<SetApart>& apart, std::size_t first_line, Article& article) {
  for (const SetApart& part : apart) {
    if (part.kind == Apartness::Related) {
      keep_related(page, part.id, first_line, article);
      continue;
    }
    if (part.kind == Apartness::Omitted && article.omissions.size() >= kMaxOmissions) continue;
    std::string text = page.text_of(part.id);
    if (text.empty()) continue;
    const std::size_t line = source_line(line_of(page, part.id), first_line);
    // The title is not left out.
    if (part.kind == Apartness::Omitted && is_title(text, article.title)) continue;
    if (part.kind == Apartness::Omitted) {
      article.omissions.push_back(
          {std::string(part.reason), line, std::string(whole_code_points(text, kOmissionBytes))});
    } else {
      article.asides.push_back({aside_kind(part.kind), std::move(text), line});
    }
  }
}

}  // namespace

void append_blocks(const HtmlTree& page, const MainText& text, ImageTexts images, std::size_t first_line,
                   Article& article) {
  BlockWalk walk(page, text.apart, images, first_line, article);
  for (const HtmlNode::Id top : text.tops) walk.walk(top);
  std::vector<Piece> pieces = walk.take();
  take_title(pieces, article);
  SectionBuilder sections;
  for (Piece& piece : pieces) {
    if (piece.heading_level > 0) {
      sections.heading(piece.text, piece.heading_level, piece.line);
    } else {
      sections.block(piece.text, piece.line);
    }
  }
  for (Section& section : sections.take()) article.sections.push_back(std::move(section));
  keep_apart(page, text.apart, first_line, article);
}

}  // namespace byline
