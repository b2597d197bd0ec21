#include "common/calendar_names.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
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

std::string utf8_of(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
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
  using Symbols = icu::DateFormatSymbols;

  void add_locale(const char* name, const char* calendar, MonthCalendar kind) {
    const icu::Locale locale((std::string(name) + "@calendar=" + calendar).c_str());
    // Only a format knows the symbols of a calendar other than the Gregorian one.
    const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(icu::DateFormat::kShort, locale));
    const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get());
    if (simple == nullptr) return;  // an ICU without this locale's data
    const Symbols& symbols = *simple->getDateFormatSymbols();
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        int32_t count = 0;
        const icu::UnicodeString* months = symbols.getMonths(count, context, width);
        for (int32_t i = 0; i < count && i < 12; ++i) {
          const Sense sense{static_cast<unsigned>(i + 1), kind, width != Symbols::WIDE, {locale.getLanguage()}};
          add_month(utf8_of(months[i]), sense);
        }
        const icu::UnicodeString* weekdays = symbols.getWeekdays(count, context, width);
        for (int32_t i = 1; i < count; ++i) add_weekday(utf8_of(weekdays[i]), width == Symbols::WIDE);
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
