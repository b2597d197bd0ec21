#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/field_value.hpp"

namespace byline {

/// The block of fields that a Markdown file may begin with: YAML between lines of "---" (the second may be "..."),
/// TOML between lines of "+++".
struct FrontMatter {
  FieldValue fields = FieldValue::map();
  std::size_t body_begin = 0;  ///< bytes: where the text after the block starts; 0 when there is no block
  std::size_t body_line = 1;   ///< 1-based line of that place
  std::string note;            ///< what was wrong with it: "front matter: line 3: …"; empty when nothing was
};

/// Reads the front matter of a text. A broken one still gives the simple `key: value` lines it has, and a note; one
/// that is never closed is text.
FrontMatter read_front_matter(std::string_view text);

}  // namespace byline
