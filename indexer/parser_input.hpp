#pragma once

#include <string>
#include <string_view>

namespace byline {

/// A page as the parser of HTML gets it.
struct ParserInput {
  std::string html;
  std::string note;  ///< what had to be left out to stay within bounds, or empty
};

/// Leaves out of a page what its reader has no use for, and what a parser must not see. Line breaks stay, so lines stay
/// where they were.
///
/// Of no use, and often most of a page: comments, style sheets, scripts that hold no JSON, and images written out in
/// `data:` addresses. The parser would look at each of their characters.
///
/// In a page with an XML declaration `<title/>` becomes `<title></title>`, which it means there.
///
/// HTML5 has every tag look through the elements that are open, and open again the formatting elements that were never
/// closed; so a page of a megabyte can be made to need hours or terabytes. Therefore these go:
///  - start tags that would nest deeper than 512 elements, where browsers stop too;
///  - start tags of formatting elements (b, font, …) while 32 of them are open;
///  - the attributes of a tag beyond the first 200.
/// One pass. It follows a page as HTML5's tokeniser does, and counts an element as open when in doubt.
ParserInput parser_input(std::string_view html);

}  // namespace byline
