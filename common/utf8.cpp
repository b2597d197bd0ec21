#include "common/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace byline {
namespace {

/// Like U8_NEXT, but for sizes beyond 2 GiB as well: the macro counts in int32_t, a code point needs four bytes.
UChar32 next_or_negative(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + offset;
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - offset, 4));
  std::int32_t used = 0;
  UChar32 code_point = 0;
  U8_NEXT(bytes, used, length, code_point);
  offset += static_cast<std::size_t>(used);
  return code_point;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Whether eight bytes of ASCII stand there.
bool is_ascii_word(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  std::uint64_t word = 0;
  if (bytes.size() - at < sizeof word) return false;
  std::memcpy(&word, bytes.data() + at, sizeof word);
  return (word & kHighBits) == 0;
}

bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0xFEFF || c == 0x200B || u_isUWhiteSpace(static_cast<UChar32>(c));
}

/// ASCII that is neither a blank nor a control character.
bool is_ascii_sign(char byte) { return byte > ' ' && byte < 0x7F; }

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (is_ascii_word(bytes, at)) {
      at += sizeof(std::uint64_t);
    } else if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
    } else if (next_or_negative(bytes, at) < 0) {
      return false;
    }
  }
  return true;
}

Repaired repair_utf8(std::string_view bytes) {
  Repaired repaired;
  repaired.text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    if (next_or_negative(bytes, at) >= 0) {
      repaired.text.append(bytes.substr(begin, at - begin));
    } else {
      repaired.text.append("\xEF\xBF\xBD");
      ++repaired.replacements;
    }
  }
  return repaired;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x80) {
    ++offset;
    return byte;
  }
  const UChar32 code_point = next_or_negative(text, offset);
  return code_point < 0 ? U'\uFFFD' : static_cast<char32_t>(code_point);
}

void append_utf8(std::string& text, char32_t code_point) {
  std::uint8_t bytes[4];
  std::int32_t length = 0;
  UBool failed = false;
  U8_APPEND(bytes, length, 4, static_cast<UChar32>(code_point), failed);
  if (failed) {
    text.append("\xEF\xBF\xBD");
  } else {
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  }
}

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !is_continuation(byte); }));
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < count && end < text.size(); ++i) next_code_point(text, end);
  return text.substr(0, end);
}

std::string_view whole_code_points(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && is_continuation(text[end])) --end;
  return text.substr(0, end);
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t after = begin;
    if (!is_blank(next_code_point(text, after))) break;
    begin = after;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && is_continuation(text[start])) --start;
    std::size_t at = start;
    if (!is_blank(next_code_point(text, at))) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::string single_spaced(std::string_view text) {
  text = trim(text);
  std::string result;
  result.reserve(text.size());
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_ascii_sign(text[at])) ++at;
    if (at == begin && is_blank(next_code_point(text, at))) {
      blank = true;
      continue;
    }
    if (blank) result.push_back(' ');
    blank = false;
    result.append(text.substr(begin, at - begin));
  }
  return result;
}

}  // namespace byline
