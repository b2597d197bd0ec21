#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// A line of text on a page of a PDF. Lengths are in the unit of its page, 1/108 inch; y grows downwards.
struct PdfLine {
  std::string text;  ///< single-spaced
  double top = 0;
  double bottom = 0;
  double left = 0;
  double right = 0;
  double size = 0;        ///< of most of its letters
  bool is_bold = false;   ///< all of it
  double widest_gap = 0;  ///< between pieces of the line, in sizes of its letters
  std::size_t page = 0;   ///< 0-based
};

struct PdfPage {
  double width = 0;
  double height = 0;
  std::vector<PdfLine> lines;  ///< in the order in which they were drawn, which is mostly that of reading
};

/// An entry of the outline (the bookmarks) that viewers show beside the pages.
struct PdfOutlineEntry {
  std::string title;
  int level = 1;
  std::size_t page = 0;
};

struct PdfPages {
  std::vector<PdfPage> pages;
  std::vector<PdfOutlineEntry> outline;
  std::vector<Omission> omissions;  ///< text that runs up or across a page

  [[nodiscard]] bool has_text() const;
  /// More than a third of the letters are written from right to left.
  [[nodiscard]] bool is_right_to_left() const;
};

/// Reads what `pdftohtml -xml` prints. That is not always well-formed XML (tags overlap, control characters stand in
/// it), and may break off anywhere. Pieces of text on one line become one line.
PdfPages parse_pdf_pages(std::string_view markup);

/// Puts the text that `pdftotext` prints in place of that of the lines: only there are words that are written from
/// right to left in the order in which they are read. Sizes and places are those of the line with the same letters;
/// the sides of the pages are exchanged, so that lines begin at the left.
void take_right_to_left_text(std::string_view plain_text, PdfPages& document);

/// What `pdfinfo` prints: the value of a key, trimmed, or empty.
std::string pdf_property(std::string_view printed, std::string_view key);

}  // namespace byline
