#include "indexer/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "common/utf8.hpp"
#include "indexer/ascii_case.hpp"

namespace byline {
namespace {

/// ICU takes lengths of 31 bits, and a byte can become three.
constexpr std::size_t kMaxBytes = std::size_t{600} << 20;

struct Label {
  std::string_view charset;
  std::string_view labels;  ///< lower case, between spaces
};

/// Where the name that a text declares is not the set it is written in: browsers read it so (WHATWG, Encoding).
constexpr std::array<Label, 12> kLabels = {{
    {"utf-8", " utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 "},
    {"windows-1252",
     " windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 latin-1 l1 ibm819 "
     "cp819 ascii us-ascii ansi_x3.4-1968 iso-ir-100 csisolatin1 ansi "},
    {"windows-1254",
     " windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 iso-ir-148 csisolatin5 "},
    {"windows-874", " windows-874 cp874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620 "},
    {"gb18030", " gb18030 gb2312 gb_2312 gb_2312-80 gbk x-gbk cp936 ms936 windows-936 chinese csgb2312 iso-ir-58 "},
    {"big5", " big5 big-5 big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950 "},
    {"windows-31j",
     " windows-31j shift_jis shift-jis sjis x-sjis ms_kanji ms932 cp932 windows-932 csshiftjis shift_jis-2004 "},
    {"windows-949",
     " windows-949 euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cp949 ms949 uhc cseuckr "
     "iso-ir-149 "},
    {"euc-jp", " euc-jp eucjp x-euc-jp cseucpkdfmtjapanese "},
    {"utf-16le", " utf-16le utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff "},
    {"utf-16be", " utf-16be unicodefffe "},
    {"iso-8859-8", " iso-8859-8 iso-8859-8-i iso-8859-8-e logical visual hebrew csisolatinhebrew "},
}};

/// ICU's name for a set where ours is the web's.
const char* icu_name(const std::string& charset) {
  if (charset == "big5") return "Big5-HKSCS";
  return charset.c_str();
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status), &ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

/// Puts U+FFFD where bytes mean nothing, and counts them.
void replace_undecodable(const void* context, UConverterToUnicodeArgs* arguments, const char*, std::int32_t length,
                         UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *static_cast<std::size_t*>(const_cast<void*>(context)) += static_cast<std::size_t>(length);
  *status = U_ZERO_ERROR;
  static constexpr UChar kReplacement = 0xFFFD;
  ucnv_cbToUWriteUChars(arguments, &kReplacement, 1, 0, status);
}

/// Pours all of `bytes` through both converters.
bool pour(UConverter& from, UConverter& into, std::string_view bytes, std::string& text) {
  std::array<UChar, 2048> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::array<char, 8192> buffer;
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  for (bool reset = true; status == U_BUFFER_OVERFLOW_ERROR; reset = false) {
    status = U_ZERO_ERROR;
    char* target = buffer.data();
    ucnv_convertEx(&into, &from, &target, buffer.data() + buffer.size(), &source, source_end, pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), reset, /*flush=*/true, &status);
    text.append(buffer.data(), target);
  }
  return U_SUCCESS(status) != 0;
}

}  // namespace

std::optional<std::string> charset_of_label(std::string_view label) {
  const std::string lower = ascii_lower(trim(label));
  if (lower.empty() || lower.size() > 60 || lower.find(' ') != std::string::npos) return std::nullopt;
  const std::string between_spaces = " " + lower + " ";
  for (const Label& entry : kLabels) {
    if (entry.labels.find(between_spaces) != std::string_view::npos) return std::string(entry.charset);
  }
  UErrorCode status = U_ZERO_ERROR;
  if (lower.starts_with("x-mac-") && open_converter(lower.c_str())) return lower;
  const char* name = ucnv_getStandardName(lower.c_str(), "MIME", &status);
  if (name == nullptr) name = ucnv_getStandardName(lower.c_str(), "IANA", &status);
  if (U_FAILURE(status) || name == nullptr || !open_converter(lower.c_str())) return std::nullopt;
  return ascii_lower(name);
}

std::optional<ConvertedText> converted(std::string_view bytes, const std::string& charset) {
  if (bytes.size() > kMaxBytes) return std::nullopt;
  const Converter from = open_converter(icu_name(charset));
  const Converter into = open_converter("UTF-8");
  if (!from || !into) return std::nullopt;
  ConvertedText result;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(from.get(), replace_undecodable, &result.undecodable, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return std::nullopt;
  result.text.reserve(bytes.size() + bytes.size() / 2);
  if (!pour(*from, *into, bytes, result.text)) return std::nullopt;
  return result;
}

std::vector<CharsetGuess> charset_guesses(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  if (U_FAILURE(status)) return {};
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) || matches == nullptr) return {};
  std::vector<CharsetGuess> guesses;
  for (std::int32_t i = 0; i < count; ++i) {
    const char* const name = ucsdet_getName(matches[i], &status);
    const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_FAILURE(status)) break;
    if (const auto charset = charset_of_label(name)) guesses.push_back({*charset, confidence});
  }
  return guesses;
}

}  // namespace byline
