#include "indexer/date_forms.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "common/calendar_names.hpp"
#include "indexer/date_order.hpp"

namespace byline {
namespace {

using Verdict = DateReading::Verdict;

constexpr int kFirstYearOfTheRepublic = 1911;  ///< Taiwan counts from the year after

/// A place among the tokens; a failed attempt works on a copy.
class Cursor {
 public:
  Cursor(const std::vector<DateToken>& tokens, std::size_t at, std::string_view tag, DateSetting setting)
      : tokens_(&tokens), at_(at), tag_(tag), setting_(setting) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string_view tag() const { return tag_; }
  [[nodiscard]] std::string_view language() const { return tag_.substr(0, tag_.find_first_of("-_")); }
  [[nodiscard]] bool is_field() const { return setting_ == DateSetting::Field; }

  bool accept(std::initializer_list<std::string_view> texts) {
    if (at_ >= tokens_->size()) return false;
    if (std::find(texts.begin(), texts.end(), (*tokens_)[at_].text) == texts.end()) return false;
    ++at_;
    return true;
  }

  /// All of them, one after another.
  bool accept_all(std::initializer_list<std::string_view> texts) {
    Cursor rest = *this;
    for (const std::string_view text : texts) {
      if (!rest.accept({text})) return false;
    }
    *this = rest;
    return true;
  }

  bool accept_weekday() {
    const std::size_t size = weekday_at(*tokens_, at_);
    at_ += size;
    return size > 0;
  }

  /// A number of so many digits.
  std::optional<int> number(int fewest_digits, int most_digits) {
    if (at_ >= tokens_->size()) return std::nullopt;
    const DateToken& token = (*tokens_)[at_];
    if (token.kind != DateToken::Kind::Number || token.digits < fewest_digits || token.digits > most_digits) {
      return std::nullopt;
    }
    ++at_;
    return token.value;
  }

  bool accept_word() {
    if (at_ >= tokens_->size() || (*tokens_)[at_].kind != DateToken::Kind::Word) return false;
    ++at_;
    return true;
  }

  [[nodiscard]] bool is_at_year() const {
    return at_ < tokens_->size() && (*tokens_)[at_].kind == DateToken::Kind::Number && (*tokens_)[at_].digits == 4;
  }

  /// Whether a number of four digits was passed since token `from`.
  [[nodiscard]] bool has_long_number_since(std::size_t from) const {
    return std::any_of(tokens_->begin() + static_cast<std::ptrdiff_t>(from),
                       tokens_->begin() + static_cast<std::ptrdiff_t>(at_),
                       [](const DateToken& token) { return token.digits == 4; });
  }

  /// True at the hours of "09:30".
  [[nodiscard]] bool is_at_time() const {
    return at_ + 1 < tokens_->size() && ((*tokens_)[at_ + 1].text == ":" || (*tokens_)[at_ + 1].text == "h");
  }

  /// A number in digits, or in the characters that Chinese and Japanese write: "二〇二五", "二十五".
  std::optional<int> east_asian_number(int fewest_digits, int most_digits) {
    if (const auto number_in_digits = number(fewest_digits, most_digits)) return number_in_digits;
    int value = 0;
    int digits = 0;
    int last = 0;
    std::size_t at = at_;
    for (; at < tokens_->size() && digits <= most_digits; ++at) {
      const std::string& text = (*tokens_)[at].text;
      if (text == "十") {
        value = value == 0 ? 10 : (value / 10) * 10 + last * 10;
        if (digits == 0) digits = 1;
        last = 0;
        continue;
      }
      const auto digit = han_digit(text);
      if (!digit) break;
      const bool behind_ten = at > at_ && (*tokens_)[at - 1].text == "十";
      value = behind_ten ? value + *digit : value * 10 + *digit;
      last = *digit;
      ++digits;
    }
    if (at == at_ || digits < (fewest_digits > 2 ? fewest_digits : 1) || digits > most_digits) return std::nullopt;
    at_ = at;
    return value;
  }

  /// A month's name, with the full stop of an abbreviation and its other name behind a stroke ("أيار/مايو").
  MonthName month() {
    const MonthName first = month_here();
    if (first.month == 0) return first;
    accept({"."});
    Cursor other = *this;
    if (other.accept({"/", "("}) && other.month_here().month == first.month) {
      other.accept({")"});
      *this = other;
    }
    return first;
  }

 private:
  static std::optional<int> han_digit(const std::string& text) {
    constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (text == "零" || text == "○") return 0;
    const auto found = std::find(kDigits.begin(), kDigits.end(), text);
    return found == kDigits.end() ? std::nullopt : std::optional(static_cast<int>(found - kDigits.begin()));
  }

  MonthName month_here() {
    if (Cursor rest = *this; rest.accept({"thang", "thg"})) {
      if (const auto number = rest.number(1, 2); number && *number >= 1 && *number <= 12) {
        *this = rest;
        return {static_cast<unsigned>(*number), 2, MonthCalendar::Gregorian, false};
      }
    }
    const MonthName name = month_at(*tokens_, at_, language());
    at_ += name.tokens;
    return name;
  }

  const std::vector<DateToken>* tokens_;
  std::size_t at_;
  std::string_view tag_;
  DateSetting setting_;
};

DateReading none() { return {}; }
DateReading impossible() { return {Verdict::Impossible, {}, {}}; }

DateReading named_date(int year, const MonthName& name, int day) {
  if (name.calendar == MonthCalendar::Persian) {
    return persian_date_reading(year, name.month, static_cast<unsigned>(day));
  }
  return date_reading(year, name.month, static_cast<unsigned>(day), true);
}

/// A day that is stated as a number; day 0 is none.
DateReading numeric_date(int year, int month, int day, const Cursor& cursor) {
  if (month == 0 || day == 0) return impossible();
  const bool is_persian = cursor.language() == "fa" && year >= 1200 && year < 1500;
  if (is_persian) return persian_date_reading(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  return date_reading(year, static_cast<unsigned>(month), static_cast<unsigned>(day), true);
}

/// In a text, numbers that are no date are something else: "12.34.5678".
DateReading unless_figures(const DateReading& reading, const Cursor& cursor) {
  return reading.verdict == Verdict::Impossible && !cursor.is_field() ? none() : reading;
}

/// "25" -> 2025, "94" -> 1994, as mail has it.
int whole_year(int year) { return year < 50 ? 2000 + year : 1900 + year; }

/// A year of four digits, and in fields also of two.
std::optional<int> accept_year(Cursor& cursor) {
  if (const auto year = cursor.number(4, 4)) return year;
  if (!cursor.is_field() || cursor.is_at_time()) return std::nullopt;
  cursor.accept({"'"});
  const auto year = cursor.number(2, 2);
  return year ? std::optional(whole_year(*year)) : std::nullopt;
}

/// "2025-04-02", "2025/4/2", "2025. 4. 2.", "2025-04".
DateReading read_year_first(Cursor& cursor) {
  const auto year = cursor.number(4, 4);
  if (!year) return none();
  for (const std::string_view separator : {"-", "/", "."}) {
    Cursor rest = cursor;
    if (!rest.accept({separator})) continue;
    const auto month = rest.number(separator == "-" ? 2 : 1, 2);
    if (!month) return none();
    Cursor after_day = rest;
    if (after_day.accept({separator})) {
      const auto day = after_day.number(1, 2);
      if (!day) return none();
      if (separator == ".") after_day.accept({"."});
      cursor = after_day;
      const DateReading reading = numeric_date(*year, *month, *day, cursor);
      return separator == "." ? unless_figures(reading, cursor) : reading;
    }
    cursor = rest;
    if (separator == ".") return none();
    if (separator == "/" && !cursor.is_field()) return none();
    // "2024-25" is a season.
    return *month == 0 || *month > 12 ? none() : date_reading(*year, static_cast<unsigned>(*month), 0, true);
  }
  return none();
}

/// "2025. április 2.", "2025 m. balandžio 2 d.", "2025. gada 2. aprīlis", "2025-Apr-02", "2025 April 2".
DateReading read_year_and_name(Cursor& cursor) {
  const auto year = cursor.number(4, 4);
  if (!year) return none();
  cursor.accept({".", "-", ",", "/"});
  if (cursor.accept({"m", "gada", "g"})) cursor.accept({"."});
  if (Cursor rest = cursor; true) {
    const auto day = rest.number(1, 2);
    rest.accept({"."});
    const MonthName month = day ? rest.month() : MonthName{};
    if (month.month != 0) {
      cursor = rest;
      return named_date(*year, month, *day);
    }
  }
  const MonthName month = cursor.month();
  if (month.month == 0) return none();
  cursor.accept({"-", "/"});
  Cursor rest = cursor;
  const auto day = rest.number(1, 2);
  if (!day) return named_date(*year, month, 0);
  rest.accept({"."});
  if (rest.accept({"d", "dia"})) rest.accept({"."});
  cursor = rest;
  return named_date(*year, month, *day);
}

/// The year that an era of Japan or the Republic of China counts from; nothing for a year of our own.
std::optional<int> accept_era(Cursor& cursor) {
  if (cursor.accept_all({"令", "和"})) return 2018;
  if (cursor.accept_all({"平", "成"})) return 1988;
  if (cursor.accept_all({"昭", "和"})) return 1925;
  if (cursor.accept_all({"大", "正"})) return 1911;
  if (cursor.accept_all({"明", "治"})) return 1867;
  cursor.accept_all({"中", "華"}) || cursor.accept_all({"中", "华"});
  if (cursor.accept_all({"民", "國"}) || cursor.accept_all({"民", "国"})) return kFirstYearOfTheRepublic;
  return std::nullopt;
}

/// "2025年4月2日", "2025年4月", "二〇二五年四月二日", "令和7年4月2日", "民國114年4月2日", "2025년 4월 2일".
DateReading read_east_asian(Cursor& cursor) {
  const auto era = accept_era(cursor);
  const bool is_first = era && cursor.accept({"元"});
  const auto year = is_first ? std::optional(1) : era ? cursor.east_asian_number(1, 3) : cursor.east_asian_number(4, 4);
  if (!year || !cursor.accept({"年", "년"})) return none();
  const int whole = era.value_or(0) + *year;
  const auto month = cursor.east_asian_number(1, 2);
  if (!month) return cursor.is_field() ? date_reading(whole, 0, 0) : none();
  if (!cursor.accept({"月", "월"})) return none();
  Cursor rest = cursor;
  const auto day = rest.east_asian_number(1, 2);
  if (!day || !rest.accept({"日", "号", "號", "일"})) {
    return *month == 0 ? impossible() : date_reading(whole, static_cast<unsigned>(*month), 0);
  }
  cursor = rest;
  return numeric_date(whole, *month, *day, cursor);
}

/// The year behind a day and a month, with what the languages put before and after it.
std::optional<int> read_year(Cursor& cursor) {
  cursor.accept({",", "،", "/"});
  if (!cursor.accept({"de", "del", "of", "nam"})) {
    cursor.accept_all({"พ", ".", "ศ", "."}) || cursor.accept_all({"ค", ".", "ศ", "."});
  }
  const auto year = accept_year(cursor);
  if (Cursor rest = cursor; year && rest.accept({"г", "года", "год", "р", "року", "r", "roku", "م"})) {
    rest.accept({"."});
    cursor = rest;
  }
  return year;
}

/// What stands before the year in what `date` and asctime print: "09:30:00 CEST".
void skip_time(Cursor& cursor) {
  Cursor rest = cursor;
  if (!rest.number(1, 2) || !rest.accept({":"}) || !rest.number(2, 2)) return;
  if (rest.accept({":"})) rest.number(2, 2);
  for (int words = 0; words < 2; ++words) rest.accept_word();
  if (rest.is_at_year()) cursor = rest;
}

void accept_ordinal(Cursor& cursor) { cursor.accept({".", "st", "nd", "rd", "th", "er", "o", "°", "ste", "e", "ª"}); }

/// "2 April 2025", "2. April 2025", "1er avril 2025", "7 de febrero de 2025", "3 сентября 2023 г.", "02-Apr-2025".
DateReading read_day_first(Cursor& cursor) {
  cursor.accept({"the", "le", "den", "am", "el", "vom", "il", "ngay", "dia", "dne", "dnia", "วันที่"});
  const auto day = cursor.number(1, 2);
  if (!day) return none();
  accept_ordinal(cursor);
  cursor.accept({"-", "/", "de", "of"});
  const MonthName month = cursor.month();
  if (month.month == 0) return none();
  cursor.accept({"-"});
  skip_time(cursor);
  const auto year = read_year(cursor);
  if (!year) return none();
  return *day == 0 ? impossible() : named_date(*year, month, *day);
}

/// What "first/second/year" is by the language's order; `day_first` and `month_first` are its readings.
DateReading by_order(const DateReading& day_first, const DateReading& month_first, bool has_dots,
                     const Cursor& cursor) {
  const bool may_be_day_first = day_first.verdict == Verdict::Stated;
  const bool may_be_month_first = month_first.verdict == Verdict::Stated;
  if (!may_be_month_first || day_first == month_first) return day_first;
  if (!may_be_day_first) return month_first;
  const DateOrder order = date_order_of(cursor.tag());
  if (order == DateOrder::MonthFirst) return month_first;
  if (order == DateOrder::DayFirst || has_dots) return day_first;
  return {Verdict::Ambiguous, day_first.date, month_first.date};
}

/// "02.04.25", "4/13/25": the year may also come first.
DateReading read_short_numbers(int first, int second, int third, bool has_dots, const Cursor& cursor) {
  const DateOrder order = date_order_of(cursor.tag());
  const DateReading year_first = numeric_date(whole_year(first), second, third, cursor);
  if (order == DateOrder::YearFirst) return year_first;
  const DateReading day_first = numeric_date(whole_year(third), second, first, cursor);
  const DateReading month_first = numeric_date(whole_year(third), first, second, cursor);
  const DateReading reading = by_order(day_first, month_first, has_dots, cursor);
  const bool may_be_year_first = order == DateOrder::Unknown && !has_dots && year_first.verdict == Verdict::Stated;
  return may_be_year_first && reading.verdict != Verdict::Ambiguous ? none() : reading;
}

/// "02.04.2025", "13/04/2025", "04/13/2025", "2-4-2025".
DateReading read_numbers(Cursor& cursor) {
  const auto first = cursor.number(1, 2);
  for (const std::string_view separator : {".", "/", "-"}) {
    Cursor rest = cursor;
    if (!first || !rest.accept({separator})) continue;
    const auto second = rest.number(1, 2);
    if (!second || !rest.accept({separator})) return none();
    const bool has_dots = separator == ".";
    if (const auto year = rest.number(4, 4)) {
      cursor = rest;
      return unless_figures(by_order(numeric_date(*year, *second, *first, cursor),
                                     numeric_date(*year, *first, *second, cursor), has_dots, cursor),
                            cursor);
    }
    const auto third = rest.number(2, 2);
    if (!third || !cursor.is_field()) return none();
    cursor = rest;
    return read_short_numbers(*first, *second, *third, has_dots, cursor);
  }
  return none();
}

/// "April 2, 2025", "Apr. 2nd 2025", "Apr  2 09:30:00 2025".
DateReading read_month_first(Cursor& cursor) {
  const MonthName month = cursor.month();
  if (month.month == 0) return none();
  cursor.accept({"the", "-", "/"});
  const auto day = cursor.number(1, 2);
  if (!day) return none();
  accept_ordinal(cursor);
  cursor.accept({"-"});
  skip_time(cursor);
  const auto year = read_year(cursor);
  if (!year) return none();
  return *day == 0 ? impossible() : named_date(*year, month, *day);
}

/// "April 2025", "abril de 2025".
DateReading read_month_and_year(Cursor& cursor) {
  const MonthName month = cursor.month();
  if (month.month == 0) return none();
  cursor.accept({"-"});
  const std::size_t before = cursor.at();
  const auto year = read_year(cursor);
  // "Apr 25" is rather a day of some year.
  return !year || !cursor.has_long_number_since(before) ? none() : named_date(*year, month, 0);
}

/// "9:30 AM · " in front of a date.
void skip_leading_time(Cursor& cursor) {
  Cursor rest = cursor;
  if (!rest.number(1, 2) || !rest.accept({":"}) || !rest.number(2, 2)) return;
  if (rest.accept({":"})) rest.number(2, 2);
  rest.accept({"am", "pm", "uhr", "h"});
  rest.accept({",", "·", "|", "-", "•", "on"});
  cursor = rest;
}

}  // namespace

FoundDate read_date(const std::vector<DateToken>& tokens, std::size_t at, std::string_view language,
                    DateSetting setting) {
  constexpr DateReading (*kForms[])(Cursor&) = {read_year_first, read_year_and_name, read_east_asian,    read_day_first,
                                                read_numbers,    read_month_first,   read_month_and_year};
  Cursor start(tokens, at, language, setting);
  if (setting == DateSetting::Field) skip_leading_time(start);
  if (start.accept_weekday()) {
    start.accept({"."});
    start.accept({",", "،"});
  }
  for (const auto form : kForms) {
    Cursor attempt = start;
    const DateReading reading = form(attempt);
    if (!reading.is_none()) return {reading, attempt.at()};
  }
  return {};
}

}  // namespace byline
