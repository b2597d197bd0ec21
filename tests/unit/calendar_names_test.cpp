#include "common/calendar_names.hpp"

#include <doctest/doctest.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>

#include <memory>
#include <string>
#include <vector>

namespace byline {
namespace {

using Symbols = icu::DateFormatSymbols;

/// Calls `check(name, number, is_wide)` for all names that ICU's formats of dates use.
template <typename Names, typename Check>
void for_all(const icu::SimpleDateFormat& format, Names names, int32_t first, Check check) {
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      int32_t count = 0;
      const icu::UnicodeString* found = (format.getDateFormatSymbols()->*names)(count, context, width);
      for (int32_t i = first; i < count; ++i) {
        std::string name;
        found[i].toUTF8String(name);
        check(name, static_cast<unsigned>(i - first + 1), width == Symbols::WIDE);
      }
    }
  }
}

bool has_number(const std::vector<DateToken>& tokens) {
  for (const DateToken& token : tokens) {
    if (token.kind == DateToken::Kind::Number) return true;
  }
  return false;
}

TEST_CASE("months and weekdays have the names that ICU's formats of dates give them") {
  using ByWidth = const icu::UnicodeString* (Symbols::*)(int32_t&, Symbols::DtContextType, Symbols::DtWidthType) const;
  for (const std::string name : {"en",
                                 "de",
                                 "de_AT",
                                 "fr",
                                 "es",
                                 "pt",
                                 "it",
                                 "nl",
                                 "pl",
                                 "cs",
                                 "sv",
                                 "nb",
                                 "nn",
                                 "fi",
                                 "ru",
                                 "uk",
                                 "be",
                                 "sr",
                                 "hr",
                                 "tr",
                                 "el",
                                 "ar_EG",
                                 "ar_SY",
                                 "ar_DZ",
                                 "ar_MA",
                                 "fa",
                                 "he",
                                 "hi",
                                 "id",
                                 "vi",
                                 "th",
                                 "sr_Latn",
                                 "ga",
                                 "ko",
                                 "ja",
                                 "zh",
                                 "fa@calendar=persian"}) {
    CAPTURE(name);
    const std::string calendar = name.find('@') == std::string::npos ? "@calendar=gregorian" : "";
    const icu::Locale locale((name + calendar).c_str());
    const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(icu::DateFormat::kShort, locale));
    const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get());
    REQUIRE(simple != nullptr);
    std::size_t seen = 0;
    const auto check_month = [&](const std::string& month, unsigned number, bool) {
      CAPTURE(month);
      const std::vector<DateToken> tokens = date_tokens(month);
      if (tokens.empty() || has_number(tokens)) return;
      CHECK(month_at(tokens, 0, locale.getLanguage()).month == number);
      ++seen;
    };
    const auto check_weekday = [&](const std::string& weekday, unsigned, bool is_wide) {
      CAPTURE(weekday);
      const std::vector<DateToken> tokens = date_tokens(weekday);
      if (tokens.empty() || has_number(tokens)) return;
      CHECK(weekday_at(tokens, 0, is_wide) > 0);
      ++seen;
    };
    for_all(*simple, static_cast<ByWidth>(&Symbols::getMonths), 0, check_month);
    for_all(*simple, static_cast<ByWidth>(&Symbols::getWeekdays), 1, check_weekday);
    CHECK(seen >= 14);
  }
}

}  // namespace
}  // namespace byline
