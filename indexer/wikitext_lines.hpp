#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A line of wikitext from which everything that has no text of its own is gone.
struct WikiLine {
  enum class Kind { Text, Code, Gallery };

  std::string text;      ///< of Code and Gallery all lines of the element
  std::size_t line = 0;  ///< of the source
  Kind kind = Kind::Text;
};

struct WikiLines {
  std::vector<WikiLine> lines;
  std::size_t templates = 0;  ///< left out, with the first one's line and text
  std::size_t references = 0;
  std::size_t first_template_line = 0;
  std::size_t first_reference_line = 0;
  std::string first_template;
};

/// Cuts wikitext into lines, without comments, templates (however nested), references, formulas and the like. Text that
/// means itself (`<nowiki>`, `<pre>`, source code) is protected: see `unprotected`. Braces and tags that are never
/// closed are text. Linear in time and memory.
WikiLines wikitext_lines(std::string_view text, std::size_t first_line);

/// Gives protected signs back.
std::string unprotected(std::string_view text);

}  // namespace byline
