#include "common/calendar_names.hpp"

#include <unicode/unistr.h>
#include <unicode/ures.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <unordered_map>

namespace byline {
namespace {

/// The locales whose names are read; where languages disagree none is preferred. Arabic has three sets of names.
constexpr const char* kLocales[] = {
    "en", "de",      "de_AT", "fr", "es", "pt", "it", "nl", "pl", "cs",    "sk", "sv", "da",    "nb",    "nn",    "fi",
    "ru", "uk",      "be",    "bg", "sr", "hr", "sl", "mk", "ro", "hu",    "el", "tr", "ar_EG", "ar_SY", "ar_DZ", "fa",
    "he", "hi",      "bn",    "ur", "id", "vi", "th", "lt", "lv", "et",    "is", "ca", "gl",    "eu",    "af",    "ka",
    "hy", "sr_Latn", "sq",    "kk", "ga", "cy", "mr", "ta", "te", "ar_MA", "az", "ko", "ja",    "zh"};

/// What people write and CLDR does not have.
struct ExtraName {
  const char* name;
  unsigned month;
  const char* language;
};
constexpr ExtraName kExtraMonths[] = {{"sept", 9, "en"},        {"jän", 1, "de"},
                                      {"mär", 3, "de"},         {"febr", 2, "de"},
                                      {"janv", 1, "fr"},        {"févr", 2, "fr"},
                                      {"fév", 2, "fr"},         {"avr", 4, "fr"},
                                      {"juil", 7, "fr"},        {"juill", 7, "fr"},
                                      {"sept", 9, "fr"},        {"sep", 9, "es"},
                                      {"setiembre", 9, "es"},   {"янв", 1, "ru"},
                                      {"фев", 2, "ru"},         {"мар", 3, "ru"},
                                      {"июн", 6, "ru"},         {"июл", 7, "ru"},
                                      {"сен", 9, "ru"},         {"ноя", 11, "ru"},
                                      {"جانفي", 1, "ar"},       {"فيفري", 2, "ar"},
                                      {"إبريل", 4, "ar"},       {"أفريل", 4, "ar"},
                                      {"يونيه", 6, "ar"},       {"جوان", 6, "ar"},
                                      {"يوليه", 7, "ar"},       {"جويلية", 7, "ar"},
                                      {"أوت", 8, "ar"},         {"tháng giêng", 1, "vi"},
                                      {"tháng hai", 2, "vi"},   {"tháng ba", 3, "vi"},
                                      {"tháng tư", 4, "vi"},    {"tháng năm", 5, "vi"},
                                      {"tháng sáu", 6, "vi"},   {"tháng bảy", 7, "vi"},
                                      {"tháng tám", 8, "vi"},   {"tháng chín", 9, "vi"},
                                      {"tháng mười", 10, "vi"}, {"tháng mười một", 11, "vi"},
                                      {"tháng chạp", 12, "vi"}, {"tháng mười hai", 12, "vi"}};
constexpr const char* kExtraWeekdays[] = {"tues",  "thur",   "thurs",  "sonnabend", "segunda",
                                          "terça", "quarta", "quinta", "sexta"};

constexpr std::size_t kMostWords = 4;

/// Keys of CLDR's data in ICU. They end with a zero byte, as all of a path do.
constexpr std::string_view kInDate = "format";
constexpr std::string_view kAlone = "stand-alone";
constexpr std::string_view kWide = "wide";
constexpr std::string_view kAbbreviated = "abbreviated";

struct Sense {
  unsigned month;
  MonthCalendar calendar;
  bool is_short;
  std::vector<std::string> languages;
};

/// The words of a name with a space between, marks left out: "ม.ค." -> "ม ค"; empty for a name with numbers in it.
std::string key_of_name(std::string_view name) {
  std::string key;
  for (const DateToken& token : date_tokens(name)) {
    if (token.kind == DateToken::Kind::Number) return {};
    if (token.kind == DateToken::Kind::Mark) continue;
    if (!key.empty()) key += ' ';
    key += token.text;
  }
  return key;
}

struct CloseBundle {
  void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, CloseBundle>;

/// Where names lie in a locale's data, beneath "calendar": of which calendar, months or days, in dates or alone, wide
/// or abbreviated.
using NamePath = std::array<std::string_view, 4>;

/// What the locale itself has there, without what it inherits. Not ures_openDirect: ICU 72 then forgets for good whom
/// the locale inherits from.
std::vector<std::string> own_names(const std::string& locale, const NamePath& path) {
  UErrorCode status = U_ZERO_ERROR;
  Bundle bundle(ures_open(nullptr, locale.c_str(), &status));
  if (status == U_USING_DEFAULT_WARNING) return {};  // there is no such locale
  bundle.reset(ures_getByKey(bundle.get(), "calendar", nullptr, &status));
  for (const std::string_view key : path) bundle.reset(ures_getByKey(bundle.get(), key.data(), nullptr, &status));
  std::vector<std::string> names;
  for (int32_t i = 0; U_SUCCESS(status) && i < ures_getSize(bundle.get()); ++i) {
    int32_t length = 0;
    const UChar* name = ures_getStringByIndex(bundle.get(), i, &length, &status);
    if (U_FAILURE(status)) return {};
    icu::UnicodeString(name, length).toUTF8String(names.emplace_back());
  }
  return names;
}

/// The locale that one takes from what it does not have itself; empty: none with names.
std::string parent_of(const std::string& locale) {
  if (locale == "nb" || locale == "nn") return "no";
  // What is written in another script is another language to this.
  return locale.starts_with("sr") ? std::string() : locale.substr(0, locale.find('_') == 2 ? 2 : 0);
}

/// With what it inherits. Names that stand alone are those in a date where a language makes no difference. ICU's
/// DateFormatSymbols say the same, and bring half of its code with them.
std::vector<std::string> inherited_names(const std::string& locale, NamePath path) {
  for (std::string at = locale; !at.empty(); at = parent_of(at)) {
    if (auto names = own_names(at, path); !names.empty()) return names;
  }
  if (path[2] != kAlone) return {};
  path[2] = kInDate;
  return inherited_names(locale, path);
}

class CalendarNames {
 public:
  CalendarNames() {
    for (const char* locale : kLocales) add_locale(locale, "gregorian", MonthCalendar::Gregorian);
    add_locale("fa", "persian", MonthCalendar::Persian);
    for (const ExtraName& extra : kExtraMonths) {
      add_month(extra.name, {extra.month, MonthCalendar::Gregorian, false, {extra.language}});
    }
    for (const char* weekday : kExtraWeekdays) weekdays_.emplace(key_of_name(weekday), true);
  }

  [[nodiscard]] const Sense* month(const std::string& key, std::string_view language) const {
    const auto found = months_.find(key);
    if (found == months_.end()) return nullptr;
    const std::vector<Sense>& senses = found->second;
    if (senses.size() == 1) return &senses.front();
    for (const Sense& sense : senses) {
      const auto& languages = sense.languages;
      if (std::find(languages.begin(), languages.end(), language) != languages.end()) return &sense;
    }
    return nullptr;
  }

  [[nodiscard]] bool is_weekday(const std::string& key, bool wide_only) const {
    const auto found = weekdays_.find(key);
    return found != weekdays_.end() && (found->second || !wide_only);
  }

 private:
  /// Of an ICU without this locale's data nothing.
  void add_locale(const std::string& locale, const char* calendar, MonthCalendar kind) {
    const std::string language = locale.substr(0, locale.find('_'));
    for (const std::string_view place : {kInDate, kAlone}) {
      for (const std::string_view width : {kWide, kAbbreviated}) {
        const bool is_wide = width == kWide;
        unsigned month = 0;
        for (const std::string& name : inherited_names(locale, {calendar, "monthNames", place, width})) {
          add_month(name, {++month, kind, !is_wide, {language}});
        }
        for (const std::string& name : inherited_names(locale, {calendar, "dayNames", place, width})) {
          add_weekday(name, is_wide);
        }
      }
    }
  }

  void add_month(std::string_view name, const Sense& sense) {
    const std::string key = key_of_name(name);
    if (key.empty()) return;
    std::vector<Sense>& senses = months_[key];
    const auto same = std::find_if(senses.begin(), senses.end(), [&](const Sense& other) {
      return other.month == sense.month && other.calendar == sense.calendar;
    });
    if (same == senses.end()) {
      senses.push_back(sense);
    } else {
      same->languages.push_back(sense.languages.front());
      same->is_short = same->is_short && sense.is_short;
    }
  }

  void add_weekday(std::string_view name, bool is_wide) {
    const std::string key = key_of_name(name);
    if (key.empty()) return;
    const auto [found, is_new] = weekdays_.emplace(key, is_wide);
    found->second = found->second || is_wide;
  }

  std::unordered_map<std::string, std::vector<Sense>> months_;
  std::unordered_map<std::string, bool> weekdays_;  ///< whether it is a wide name
};

const CalendarNames& names() {
  static const CalendarNames all;
  return all;
}

/// Calls `look_up(key, tokens)` for the words from `at` on, most words first, until it returns true. Marks between the
/// words of an abbreviation are passed over.
template <typename LookUp>
void try_words(const std::vector<DateToken>& tokens, std::size_t at, const LookUp& look_up) {
  std::string keys[kMostWords];
  std::size_t ends[kMostWords];
  std::size_t count = 0;
  std::string key;
  for (std::size_t i = at; i < tokens.size() && count < kMostWords; ++i) {
    const DateToken& token = tokens[i];
    const bool is_joint = token.text == "." || token.text == "-" || token.text == "'";
    const bool joins = count > 0 && is_joint && token.begin == tokens[i - 1].end;
    if (joins) continue;
    if (token.kind != DateToken::Kind::Word) break;
    if (count > 0) key += ' ';
    key += token.text;
    keys[count] = key;
    ends[count++] = i + 1;
  }
  while (count > 0 && !look_up(keys[count - 1], ends[count - 1] - at)) --count;
}

}  // namespace

MonthName month_at(const std::vector<DateToken>& tokens, std::size_t at, std::string_view language) {
  MonthName result;
  const auto look_up = [&](const std::string& key, std::size_t size) {
    const Sense* sense = names().month(key, language);
    constexpr std::string_view kHebrewIn = "ב";
    if (sense == nullptr && key.starts_with(kHebrewIn)) {
      sense = names().month(key.substr(kHebrewIn.size()), language);
    }
    if (sense != nullptr) result = {sense->month, size, sense->calendar, sense->is_short};
    return sense != nullptr;
  };
  try_words(tokens, at, look_up);
  return result;
}

std::size_t weekday_at(const std::vector<DateToken>& tokens, std::size_t at, bool wide_only) {
  std::size_t result = 0;
  try_words(tokens, at, [&](const std::string& key, std::size_t size) {
    if (!names().is_weekday(key, wide_only)) return false;
    result = size;
    return true;
  });
  return result;
}

}  // namespace byline
