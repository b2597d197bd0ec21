#include "indexer/field_date.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>

#include "common/utf8.hpp"
#include "indexer/iso_date.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Seconds (9 or 10 digits, maybe with a fraction), milliseconds (12 or 13), microseconds (16) or nanoseconds (19)
/// since 1970, with or without GNU's "@" in front.
DateReading read_epoch(std::string_view text) {
  if (text.starts_with('@')) text.remove_prefix(1);
  text = text.substr(0, text.find('.'));
  if (!is_all_digits(text)) return {};
  std::int64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) return {};
  switch (text.size()) {
    case 9:
    case 10: break;
    case 12:
    case 13: number /= 1'000; break;
    case 16: number /= 1'000'000; break;
    case 19: number /= 1'000'000'000; break;
    default: return {};
  }
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(number)));
  const std::chrono::year_month_day date{day};
  return date_reading(int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

/// Without "(Central European Summer Time)" at the end.
std::string_view without_comment(std::string_view text) {
  if (!text.ends_with(')')) return text;
  const auto open = text.rfind('(');
  return open == std::string_view::npos || open == 0 ? text : trim(text.substr(0, open));
}

}  // namespace

DateReading read_field_date(std::string_view text, std::string_view language) {
  text = trim(text);
  if (const DateReading reading = read_iso_date(text, language); !reading.is_none()) return reading;
  if (const DateReading reading = read_epoch(text); !reading.is_none()) return reading;
  return read_written_date(without_comment(text), language, DateSetting::Field);
}

std::optional<PartialDate> parse_field_date(std::string_view text, std::string_view language) {
  return read_field_date(text, language).stated();
}

std::optional<PartialDate> date_in_address(std::string_view address) {
  constexpr std::size_t kLength = 10;
  for (std::size_t at = 0; at + kLength <= address.size(); ++at) {
    if (at > 0 && address[at - 1] != '/') continue;
    if (address[at + 4] != '/' || address[at + 7] != '/') continue;
    if (const auto date = parse_field_date(address.substr(at, kLength))) return date;
  }
  return std::nullopt;
}

}  // namespace byline
