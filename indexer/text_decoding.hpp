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

/// The same where a page, a mail part or an XML declaration states a character set (a label such as "ISO-8859-1",
/// "gb2312" or "utf-8"; empty when none does): it counts unless a byte order mark or the bytes themselves speak against
/// it.
std::variant<DecodedText, NotText> decode_text(std::string_view bytes, std::string_view declared_charset);

/// The same for a file of records: one damaged record says nothing of the others, so bytes that are not UTF-8 become
/// U+FFFD where they stand.
std::variant<DecodedText, NotText> decode_records(std::string_view bytes);

}  // namespace byline
