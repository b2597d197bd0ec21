#pragma once

#include <string_view>
#include <variant>

#include "indexer/reader.hpp"
#include "indexer/text_decoding.hpp"

namespace byline {

/// Saved web pages: the title, people, date and language that a page states, and its main text. A file with front
/// matter in front is the source of a page, and all of it is text. The input is bytes, for pages say themselves how
/// they are encoded.
void read_html(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

/// The character set that a page declares among its first bytes: `<meta charset>`, `<meta http-equiv>`, or an XML
/// declaration; empty when there is none.
std::string_view declared_charset(std::string_view bytes);

/// The text of a page: by its byte order mark, else by the character set it declares, else as any text.
std::variant<DecodedText, NotText> decode_page(std::string_view bytes);

}  // namespace byline
