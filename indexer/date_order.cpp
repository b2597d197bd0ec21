#include "indexer/date_order.hpp"

#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestTag = 40;

icu::Locale locale_of(std::string_view tag) {
  tag = trim(tag);
  std::string bcp(tag.substr(0, std::min(tag.find_first_of(".@"), kLongestTag)));
  std::replace(bcp.begin(), bcp.end(), '_', '-');
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(bcp, status);
  if (U_FAILURE(status)) return icu::Locale::getRoot();
  locale.setKeywordValue("calendar", "gregorian", status);
  return locale;
}

DateOrder order_of_pattern(const icu::UnicodeString& pattern) {
  const int32_t day = pattern.indexOf(u'd');
  const int32_t month = std::max(pattern.indexOf(u'M'), pattern.indexOf(u'L'));
  const int32_t year = std::max(pattern.indexOf(u'y'), pattern.indexOf(u'u'));
  if (day < 0 || month < 0) return DateOrder::Unknown;
  if (year >= 0 && year < day && year < month) return DateOrder::YearFirst;
  return day < month ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

DateOrder look_up(const icu::Locale& locale) {
  const bool is_english = std::strcmp(locale.getLanguage(), "en") == 0;
  if (*locale.getLanguage() == '\0' || (is_english && *locale.getCountry() == '\0')) return DateOrder::Unknown;
  const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(icu::DateFormat::kShort, locale));
  const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get());
  UErrorCode status = U_ZERO_ERROR;
  if (simple == nullptr) return DateOrder::Unknown;
  // A region that CLDR does not know would have the order of the language's main one, and a language that of nobody.
  const icu::Locale valid = simple->getLocale(ULOC_VALID_LOCALE, status);
  const bool is_known = std::strcmp(valid.getLanguage(), locale.getLanguage()) == 0;
  if (!is_known || (is_english && *valid.getCountry() == '\0')) return DateOrder::Unknown;
  icu::UnicodeString pattern;
  simple->toPattern(pattern);
  const DateOrder order = order_of_pattern(pattern);
  if (order != DateOrder::YearFirst) return order;
  const std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  if (U_FAILURE(status)) return order;
  const DateOrder short_order = order_of_pattern(generator->getBestPattern(u"Md", status));
  return U_SUCCESS(status) && short_order == DateOrder::DayFirst ? short_order : order;
}

}  // namespace

DateOrder date_order_of(std::string_view language_tag) {
  static std::mutex mutex;
  static std::map<std::string, DateOrder, std::less<>> known;
  const icu::Locale locale = locale_of(language_tag);
  const std::lock_guard lock(mutex);
  const auto found = known.find(std::string_view(locale.getName()));
  if (found != known.end()) return found->second;
  constexpr std::size_t kMostKnown = 1000;  // a hostile archive may declare any number of languages
  if (known.size() >= kMostKnown) known.clear();
  return known.emplace(locale.getName(), look_up(locale)).first->second;
}

}  // namespace byline
