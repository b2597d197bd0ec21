#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/wiki_names.hpp"

namespace byline {

/// What a paragraph of wikitext says.
struct WikiInline {
  std::string text;                     ///< without markup; line breaks stay
  std::vector<std::string> categories;  ///< that it puts the page into
  std::vector<std::string> captions;    ///< of pictures in it
};

/// Reads the markup inside a paragraph, list item or cell: emphasis, links, tags, references to characters, magic
/// words. Links nested deeper than 20 are text. Linear in time.
WikiInline read_wiki_inline(std::string_view text, const WikiNames& names);

/// The caption among what stands between the bars of a picture's link, or empty: "thumb|200px|The harbour in May".
std::string caption_among(const std::vector<std::string_view>& parts);

}  // namespace byline
