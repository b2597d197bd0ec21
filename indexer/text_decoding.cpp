#include "indexer/text_decoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "common/utf8.hpp"
#include "indexer/charset.hpp"
#include "indexer/charset_detector.hpp"
#include "indexer/mojibake.hpp"

namespace byline {
namespace {

using Decoded = std::variant<DecodedText, NotText>;

/// UTF-16 without a mark shows in its beginning.
constexpr std::size_t kLookedAtBytes = 64 * 1024;

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

void add_replacements(std::string& note, std::size_t bytes) {
  if (bytes == 0) return;
  if (!note.empty()) note += "; ";
  note += fmt::format("{} undecodable byte{} replaced", bytes, bytes == 1 ? "" : "s");
}

Decoded finished(ConvertedText&& converted, std::string note) {
  if (converted.text.find('\0') != std::string::npos) return NotText{"binary"};
  add_replacements(note, converted.undecodable);
  return DecodedText{with_plain_line_ends(std::move(converted.text)), std::move(note)};
}

Decoded decoded_as(std::string_view bytes, const std::string& charset, std::string note) {
  auto result = converted(bytes, charset);
  if (!result) return NotText{"cannot be decoded as " + charset};
  return finished(std::move(*result), std::move(note));
}

/// The character set that a byte order mark tells, and the mark's length.
struct Mark {
  std::string_view bytes;
  const char* charset;
};

/// The longer marks first: one of UTF-32 begins as one of UTF-16.
constexpr Mark kMarks[] = {
    {std::string_view("\xFF\xFE\0\0", 4), "utf-32le"},
    {std::string_view("\0\0\xFE\xFF", 4), "utf-32be"},
    {std::string_view("\xFF\xFE", 2), "utf-16le"},
    {std::string_view("\xFE\xFF", 2), "utf-16be"},
};

std::optional<Decoded> decoded_by_mark(std::string_view bytes) {
  for (const Mark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    const bool is_utf32 = mark.bytes.size() == 4;
    if (is_utf32 && bytes.size() % 4 != 0) continue;
    return decoded_as(bytes.substr(mark.bytes.size()), mark.charset, {});
  }
  return std::nullopt;
}

bool is_ascii_text(char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t'; }

/// Whether something speaks against ASCII with a stray NUL: many NULs, or many bytes that ASCII text has not.
bool is_beyond_ascii(std::string_view bytes) {
  const auto ascii = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_ascii_text));
  return (bytes.size() - ascii) * 5 > bytes.size();
}

/// Text in UTF-16 of any script has spaces, line ends or digits, one of whose bytes is NUL, and looks like text in one
/// order of the bytes only.
std::optional<Decoded> decoded_as_bare_utf16(std::string_view bytes) {
  if (bytes.size() < 8 || !is_beyond_ascii(bytes.substr(0, kLookedAtBytes))) return std::nullopt;
  std::optional<ConvertedText> best;
  std::string note;
  double least_odd = 0.1;
  for (const char* charset : {"utf-16le", "utf-16be"}) {
    auto result = converted(bytes, charset);
    if (!result || result->undecodable > 2 + bytes.size() / 500) continue;
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x80 && !is_ascii_text(c); };
    if (std::any_of(result->text.begin(), result->text.end(), is_control)) continue;
    const Mojibake look = look_for_mojibake(whole_code_points(result->text, kLookedAtBytes));
    const double odd = look.characters == 0 ? 0 : look.oddities / static_cast<double>(look.characters);
    if (odd >= least_odd) continue;
    least_odd = odd;
    note = std::string(charset) + " without a mark";
    best = std::move(result);
  }
  return best ? std::optional(finished(std::move(*best), note)) : std::nullopt;
}

/// Files that are no text have control characters all over.
bool has_many_controls(std::string_view bytes) {
  bytes = bytes.substr(0, kLookedAtBytes);
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && (byte < '\t' || byte > '\x0F') && byte != 0x1B && byte != 0x1A) || byte == 0x7F;
  };
  const auto count = std::count_if(bytes.begin(), bytes.end(), is_control);
  return static_cast<std::size_t>(count) * 50 > bytes.size();
}

/// How many characters of several bytes UTF-8 has there.
std::size_t count_long_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
}

/// UTF-8 with some damage: by chance, text of another character set has few characters that would be UTF-8's. There
/// must be `proof` of them for each ill-formed sequence.
std::optional<Decoded> decoded_as_damaged_utf8(std::string_view bytes, std::size_t proof) {
  Repaired repaired = repair_utf8(bytes);
  const std::size_t sound = count_long_characters(repaired.text) - repaired.replacements;
  if (sound < std::min<std::size_t>(proof, 2) || sound < proof * repaired.replacements) return std::nullopt;
  constexpr std::size_t kReplacementBytes = 3;
  const std::size_t undecodable = bytes.size() - (repaired.text.size() - kReplacementBytes * repaired.replacements);
  return finished({std::move(repaired.text), undecodable}, "not all UTF-8");
}

Decoded decoded_by_detection(std::string_view bytes, const std::string& why) {
  const std::string charset = detect_charset(bytes);
  return decoded_as(bytes, charset, why + charset + " by detection");
}

/// What a declared character set makes of the text, when it fits.
std::optional<Decoded> decoded_as_declared(std::string_view bytes, const std::string& charset, bool is_utf8) {
  if (charset == "utf-8" || charset.starts_with("utf-16") || charset.starts_with("utf-32")) return std::nullopt;
  // Whoever saves a page in UTF-8 does not always change what it says of itself.
  if (is_utf8 && count_long_characters(bytes) >= 4) return std::nullopt;
  auto result = converted(bytes, charset);
  if (!result) return std::nullopt;
  const auto high =
      static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; }));
  // Short texts may be cut off inside a character.
  if (result->undecodable * 4 > high + 2) return std::nullopt;
  return finished(std::move(*result), result->undecodable > 0 ? charset + " as declared" : std::string{});
}

bool has_escapes(std::string_view bytes) {
  return bytes.find("\x1b$B") != std::string_view::npos || bytes.find("\x1b$@") != std::string_view::npos ||
         bytes.find("\x1b$)") != std::string_view::npos || bytes.find("\x1b$(") != std::string_view::npos;
}

Decoded decode(std::string_view bytes, std::string_view declared_charset, std::size_t proof) {
  if (auto decoded = decoded_by_mark(bytes)) return std::move(*decoded);
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    declared_charset = {};
    proof = 0;
  }
  if (bytes.find('\0') != std::string_view::npos) {
    if (auto decoded = decoded_as_bare_utf16(bytes)) return std::move(*decoded);
    return NotText{"binary"};
  }
  const bool is_utf8 = is_valid_utf8(bytes);
  const auto declared = charset_of_label(declared_charset);
  if (declared) {
    if (auto decoded = decoded_as_declared(bytes, *declared, is_utf8)) return std::move(*decoded);
  }
  if (is_utf8 && !has_escapes(bytes)) return DecodedText{with_plain_line_ends(std::string(bytes)), {}};
  if (has_many_controls(bytes)) return NotText{"binary"};
  if (auto decoded = decoded_as_damaged_utf8(bytes, proof)) return std::move(*decoded);
  return decoded_by_detection(bytes, declared ? "not " + *declared + " as declared: " : "not UTF-8: ");
}

}  // namespace

Decoded decode_text(std::string_view bytes) { return decode_text(bytes, {}); }

Decoded decode_text(std::string_view bytes, std::string_view declared_charset) {
  return decode(bytes, declared_charset, 4);
}

Decoded decode_records(std::string_view bytes) { return decode(bytes, {}, 1); }

}  // namespace byline
