#pragma once

#include "indexer/pdf_pages.hpp"

namespace byline {

/// Takes what is printed on every page out of them, and lists it as omissions: headers and footers, which stand at the
/// edge of pages near each other and differ in numbers only; page numbers; and watermarks across the text.
void remove_running_lines(PdfPages& document);

}  // namespace byline
