#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace byline {

struct DecodedText {
  std::string text;  ///< well-formed UTF-8 without byte order mark; "\n" line ends; no NUL
  std::string note;  ///< what had to be assumed or replaced ("not UTF-8: windows-1251 by detection; 3 undecodable bytes
                     ///< replaced"), or empty
};

struct NotText {
  std::string reason;  ///< "binary", …
};

/// The text of a file. What counts, in this order: a byte order mark; `declared_charset`, a label that a page, a mail
/// part or XML gives itself ("ISO-8859-1", "gb2312"; empty when there is none), where the bytes fit it; UTF-8, also
/// with some damage; UTF-16 without a mark; and what charset_detector.hpp makes of it. Bytes that cannot be decoded
/// become U+FFFD. A file with NUL or many other control bytes is no text.
std::variant<DecodedText, NotText> decode_text(std::string_view bytes, std::string_view declared_charset);
std::variant<DecodedText, NotText> decode_text(std::string_view bytes);

/// The same for a file of records: one damaged record says nothing of the others, so less of UTF-8 is proof enough that
/// it is UTF-8.
std::variant<DecodedText, NotText> decode_records(std::string_view bytes);

}  // namespace byline
