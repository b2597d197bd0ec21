#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace byline {

struct DecodedText {
  std::string text;  ///< well-formed UTF-8 without byte order mark; "\n" line ends; no NUL
  std::string note;  ///< what had to be assumed ("not UTF-8: read as Windows-1252"), or empty
};

struct NotText {
  std::string reason;  ///< "binary", …
};

/// The text of a file: UTF-8, UTF-16 by its byte order mark, else Windows-1252, in which every byte string is some
/// text. Files with NUL bytes are not text.
std::variant<DecodedText, NotText> decode_text(std::string_view bytes);

/// The same for a text that says itself how it is encoded: its byte order mark counts first, then UTF-8 when it is
/// that, then `declared_charset` (any name that ICU knows; empty when nothing is declared).
std::variant<DecodedText, NotText> decode_text(std::string_view bytes, std::string_view declared_charset);

/// The same for a file of records: one damaged record says nothing of the others, so bytes that are not UTF-8 become
/// U+FFFD where they stand.
std::variant<DecodedText, NotText> decode_records(std::string_view bytes);

}  // namespace byline
