#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace byline {

/// What of a page a parser must not see. HTML5 has every tag look through the elements that are open, and open again
/// the formatting elements that were never closed; so a page of a megabyte can be made to need hours or terabytes.
struct BoundedHtml {
  std::string html;  ///< the page with spaces where the offending tags were: places and lines are the same
  std::string note;  ///< which tags these were
};

/// Nothing for pages as they are; else the page without
///  - start tags that would nest deeper than 512 elements, where browsers stop too;
///  - start tags of formatting elements (b, font, …) when 32 of them are open, closed or not by what stands around;
///  - the attributes of a tag beyond the first 200.
/// One pass. It follows a page as HTML5's tokeniser does and counts an element as open when in doubt.
std::optional<BoundedHtml> bounded_html(std::string_view html);

}  // namespace byline
