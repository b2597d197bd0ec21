#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/pdf_pages.hpp"

namespace byline {

/// A paragraph, heading, list item or row of a PDF: some lines put together.
struct PdfBlock {
  std::string text;
  double size = 0;  ///< of its letters
  bool is_bold = false;
  bool is_row = false;
  bool stands_apart = false;  ///< there is more room above it than between lines
  std::size_t line_count = 1;
  std::size_t page = 0;
};

/// The letters in which most of a document is set.
struct PdfBodyFont {
  double size = 0;
  bool is_bold = false;
};

PdfBodyFont body_font(const PdfPages& document);

/// The blocks of a document in the order of its lines. Paragraphs go on over the ends of columns and pages; lines at
/// the top that are a byline or a date are blocks of their own.
std::vector<PdfBlock> pdf_blocks(const PdfPages& document, const PdfBodyFont& body);

}  // namespace byline
