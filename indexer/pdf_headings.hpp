#pragma once

#include <vector>

#include "indexer/pdf_blocks.hpp"

namespace byline {

/// The level of each block that is a heading, 1 the highest; 0 for text. Headings are known by the outline, and by
/// letters that are larger or bolder than those of the text. Their levels are the outline's where it has them, else in
/// the order of their sizes.
std::vector<unsigned> pdf_heading_levels(const std::vector<PdfBlock>& blocks,
                                         const std::vector<PdfOutlineEntry>& outline, const PdfBodyFont& body);

/// True when a block's letters set it apart as a heading or title.
bool looks_like_pdf_heading(const PdfBlock& block, const PdfBodyFont& body);

}  // namespace byline
