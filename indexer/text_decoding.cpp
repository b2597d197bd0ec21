#include "indexer/text_decoding.hpp"

#include <unicode/ucnv.h>

#include "common/utf8.hpp"

namespace byline {
namespace {

std::string with_plain_line_ends(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::size_t to = 0;
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (text[from] == '\r') {
      text[to++] = '\n';
      if (from + 1 < text.size() && text[from + 1] == '\n') ++from;
    } else {
      text[to++] = text[from];
    }
  }
  text.resize(to);
  return text;
}

/// Undecodable units become U+FFFD, ICU's default.
std::variant<DecodedText, NotText> converted(std::string_view bytes, const char* charset, std::string note) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text(bytes.size() * 3 + 16, '\0');
  const std::int32_t length = ucnv_convert("UTF-8", charset, text.data(), static_cast<std::int32_t>(text.size()),
                                           bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return NotText{std::string("cannot be decoded as ") + charset};
  text.resize(static_cast<std::size_t>(length));
  if (text.find('\0') != std::string::npos) return NotText{"binary"};
  return DecodedText{with_plain_line_ends(std::move(text)), std::move(note)};
}

}  // namespace

std::variant<DecodedText, NotText> decode_text(std::string_view bytes) { return decode_text(bytes, {}); }

std::variant<DecodedText, NotText> decode_text(std::string_view bytes, std::string_view declared_charset) {
  if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE", {});
  if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE", {});
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.find('\0') != std::string_view::npos) return NotText{"binary"};
  if (is_valid_utf8(bytes)) return DecodedText{with_plain_line_ends(std::string(bytes)), {}};
  const std::string declared(declared_charset);
  if (!declared.empty()) {
    auto decoded = converted(bytes, declared.c_str(), {});
    if (std::holds_alternative<DecodedText>(decoded)) return decoded;
  }
  return converted(bytes, "windows-1252", "not UTF-8: read as Windows-1252");
}

std::variant<DecodedText, NotText> decode_records(std::string_view bytes) {
  const bool has_mark = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (has_mark || bytes.find('\0') != std::string_view::npos || is_valid_utf8(bytes)) return decode_text(bytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return DecodedText{with_plain_line_ends(repair_utf8(bytes).text), "not all UTF-8: what is not became U+FFFD"};
}

}  // namespace byline
