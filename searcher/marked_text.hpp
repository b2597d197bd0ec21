#pragma once

#include <string>
#include <vector>

#include "searcher/results.hpp"

namespace byline {

/// A line of text with the places to mark in it.
struct MarkedText {
  std::string text;
  std::vector<Highlight> highlights;
};

/// A passage's text made safe for a terminal, its marks moved along.
MarkedText sanitised(const Passage& passage);

/// The text in lines of at most `width` columns (0: one line), each behind `indent`; marked words between `mark_on` and
/// `mark_off`.
std::string wrapped(const MarkedText& marked, std::size_t width, const std::string& indent, const std::string& mark_on,
                    const std::string& mark_off);

}  // namespace byline
