#include "indexer/date_reading.hpp"

#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <cmath>
#include <memory>

namespace byline {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2199;
constexpr int kBuddhistEra = 543;
constexpr int kFirstBuddhistYear = 2400;
constexpr int kFirstPersianYear = 1200;
constexpr int kLastPersianYear = 1499;
constexpr double kMillisecondsPerDay = 86'400'000;

/// The day of the Persian calendar in ours; nothing when there is no such day.
std::optional<PartialDate> gregorian_of_persian(int year, unsigned month, unsigned day) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("fa", "IR", nullptr, "calendar=persian"), status));
  if (U_FAILURE(status)) return std::nullopt;
  calendar->clear();
  calendar->setLenient(false);
  calendar->set(year, static_cast<int32_t>(month) - 1, static_cast<int32_t>(day));
  const UDate time = calendar->getTime(status);
  if (U_FAILURE(status)) return std::nullopt;
  const Day gregorian{std::chrono::days(std::lround(std::floor(time / kMillisecondsPerDay)))};
  const std::chrono::year_month_day date{gregorian};
  return PartialDate{int(date.year()), unsigned(date.month()), unsigned(date.day())};
}

}  // namespace

DateReading date_reading(int year, unsigned month, unsigned day, bool may_be_buddhist) {
  if (may_be_buddhist && year >= kFirstBuddhistYear) year -= kBuddhistEra;
  const PartialDate date{year, month, day};
  const bool is_possible = year >= kFirstYear && year <= kLastYear && is_valid(date);
  return {is_possible ? DateReading::Verdict::Stated : DateReading::Verdict::Impossible, date, {}};
}

DateReading persian_date_reading(int year, unsigned month, unsigned day) {
  DateReading reading{DateReading::Verdict::Impossible, {}, {}};
  if (year < kFirstPersianYear || year > kLastPersianYear || month < 1 || month > 12) return reading;
  const auto date = gregorian_of_persian(year, month, day == 0 ? 1 : day);
  if (!date) return reading;
  reading = {DateReading::Verdict::Stated, *date, {}};
  if (day != 0) return reading;
  // A month of the Persian calendar lies in two of ours, so that only the year of its first day can be told.
  reading.date.day = 0;
  reading.date.month = 0;
  return reading;
}

}  // namespace byline
