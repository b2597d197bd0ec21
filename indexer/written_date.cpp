#include "indexer/written_date.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/line_label.hpp"

namespace byline {
namespace {

/// No date with its label and place is longer; what follows is never looked at.
constexpr std::size_t kLongestDate = 160;
constexpr int kBuddhistEra = 543;
constexpr int kFirstBuddhistYear = 2400;

struct Token {
  enum class Kind { Number, Word, Mark };

  Kind kind = Kind::Mark;
  std::string text;  ///< folded
  int value = 0;     ///< of a number
  int digits = 0;
  std::size_t begin = 0;  ///< bytes into the line
  std::size_t end = 0;
};

/// The key of a word in the tables below: without case, accents and the hamza that carries no weight in month names.
std::string word_key(std::string_view word) {
  std::string key;
  const std::string folded = folded_name(word);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    append_utf8(key, c == U'\u0623' || c == U'\u0625' || c == U'\u0622' ? U'\u0627' : c);
  }
  return key;
}

bool stands_alone(UChar32 code_point) {
  return u_hasBinaryProperty(code_point, UCHAR_IDEOGRAPHIC) != 0 || (code_point >= 0xAC00 && code_point <= 0xD7A3);
}

bool is_word_part(UChar32 code_point) {
  const auto kind = u_charType(code_point);
  return (u_isalpha(code_point) || kind == U_NON_SPACING_MARK || kind == U_COMBINING_SPACING_MARK) &&
         !stands_alone(code_point);
}

Token::Kind kind_of(UChar32 code_point) {
  if (u_charDigitValue(code_point) >= 0) return Token::Kind::Number;
  return is_word_part(code_point) || stands_alone(code_point) ? Token::Kind::Word : Token::Kind::Mark;
}

/// True when the code point belongs to the word or number that `token` holds so far.
bool continues(const Token& token, UChar32 code_point, std::size_t begin, bool closed) {
  if (closed || token.end != begin || token.kind == Token::Kind::Mark) return false;
  return kind_of(code_point) == token.kind && !stands_alone(code_point);
}

std::vector<Token> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  bool closed = true;
  for (std::size_t at = 0; at < line.size() && at < kLongestDate;) {
    const std::size_t begin = at;
    const auto code_point = static_cast<UChar32>(next_code_point(line, at));
    if (u_isUWhiteSpace(code_point)) continue;
    if (tokens.empty() || !continues(tokens.back(), code_point, begin, closed)) {
      tokens.push_back({kind_of(code_point), "", 0, 0, begin, begin});
    }
    Token& token = tokens.back();
    token.end = at;
    closed = stands_alone(code_point);
    if (token.kind == Token::Kind::Number && ++token.digits <= 8) {
      token.value = token.value * 10 + u_charDigitValue(code_point);
    }
  }
  for (Token& token : tokens) token.text = word_key(line.substr(token.begin, token.end - token.begin));
  return tokens;
}

using MonthNames = std::initializer_list<const char*>;

const std::array<MonthNames, 12> kMonthNames = {{
    {"january", "jan", "januar", "jänner", "jän",   "janvier",      "janv",  "enero",   "ene",     "января",
     "январь",  "янв", "มกราคม", "ม.ค.",   "يناير", "كانون الثاني", "جانفي", "gennaio", "januari", "janeiro"},
    {"february", "feb", "februar", "février", "févr", "fév", "febrero", "февраля", "февраль", "фев", "กุมภาพันธ์", "ก.พ.",
     "فبراير", "شباط", "فيفري", "febbraio", "februari", "fevereiro"},
    {"march", "mar", "märz", "mär", "mars", "marzo", "марта", "март", "มีนาคม", "มี.ค.", "مارس", "آذار", "maart",
     "março"},
    {"april", "apr", "avril", "avr", "abril", "abr", "апреля", "апрель", "апр", "เมษายน", "เม.ย.", "أبريل", "إبريل",
     "نيسان", "أفريل", "aprile"},
    {"may", "mai", "mayo", "мая", "май", "พฤษภาคม", "พ.ค.", "مايو", "أيار", "ماي", "maggio", "mei", "maio"},
    {"june", "jun", "juni", "juin", "junio", "июня", "июнь", "มิถุนายน", "มิ.ย.", "يونيو", "يونيه", "حزيران", "جوان",
     "giugno", "junho"},
    {"july", "jul", "juli", "juillet", "juil", "julio", "июля", "июль", "กรกฎาคม", "ก.ค.", "يوليو", "يوليه", "تموز",
     "جويلية", "luglio", "julho"},
    {"august", "aug", "août", "agosto", "ago", "августа", "август", "авг", "สิงหาคม", "ส.ค.", "أغسطس", "آب", "أوت",
     "augustus"},
    {"september", "sept", "sep", "septembre", "septiembre", "сентября", "сентябрь", "сент", "сен", "กันยายน", "ก.ย.",
     "سبتمبر", "أيلول", "settembre", "setembro"},
    {"october", "oct", "oktober", "okt", "octobre", "octubre", "октября", "октябрь", "окт", "ตุลาคม", "ต.ค.", "أكتوبر",
     "تشرين الأول", "ottobre", "outubro"},
    {"november", "nov", "novembre", "noviembre", "ноября", "ноябрь", "ноя", "พฤศจิกายน", "พ.ย.", "نوفمبر",
     "تشرين الثاني", "novembro"},
    {"december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "декабря", "декабрь", "дек", "ธันวาคม",
     "ธ.ค.", "ديسمبر", "كانون الأول", "dicembre", "dezembro"},
}};

constexpr const char* kWeekdays[] = {
    "monday",      "tuesday",  "wednesday",  "thursday",    "friday",   "saturday",  "sunday",  "mon",       "tue",
    "tues",        "wed",      "thu",        "thur",        "thurs",    "fri",       "sat",     "sun",       "montag",
    "dienstag",    "mittwoch", "donnerstag", "freitag",     "samstag",  "sonnabend", "sonntag", "lundi",     "mardi",
    "mercredi",    "jeudi",    "vendredi",   "samedi",      "dimanche", "lunes",     "martes",  "miércoles", "jueves",
    "viernes",     "sábado",   "domingo",    "понедельник", "вторник",  "среда",     "четверг", "пятница",   "суббота",
    "воскресенье", "الاثنين",  "الثلاثاء",   "الأربعاء",    "الخميس",   "الجمعة",    "السبت",   "الأحد"};

bool is_weekday(const std::string& key) {
  static const std::unordered_set<std::string> kKeys = [] {
    std::unordered_set<std::string> keys;
    for (const char* weekday : kWeekdays) keys.insert(word_key(weekday));
    return keys;
  }();
  return kKeys.contains(key);
}

unsigned month_named(const std::string& key) {
  static const std::unordered_map<std::string, unsigned> kMonths = [] {
    std::unordered_map<std::string, unsigned> months;
    for (unsigned month = 1; month <= 12; ++month) {
      for (const char* name : kMonthNames[month - 1]) months.emplace(word_key(name), month);
    }
    return months;
  }();
  const auto found = kMonths.find(key);
  return found == kMonths.end() ? 0 : found->second;
}

/// A place among the tokens; a failed attempt works on a copy.
class Cursor {
 public:
  Cursor(const std::vector<Token>& tokens, std::size_t at) : tokens_(&tokens), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }

  bool accept(std::initializer_list<std::string_view> texts) {
    if (at_ >= tokens_->size()) return false;
    if (std::find(texts.begin(), texts.end(), (*tokens_)[at_].text) == texts.end()) return false;
    ++at_;
    return true;
  }

  bool accept_weekday() {
    if (at_ >= tokens_->size() || !is_weekday((*tokens_)[at_].text)) return false;
    ++at_;
    return true;
  }

  /// A number of so many digits, or 0.
  int number(int fewest_digits, int most_digits) {
    if (at_ >= tokens_->size()) return 0;
    const Token& token = (*tokens_)[at_];
    if (token.kind != Token::Kind::Number || token.digits < fewest_digits || token.digits > most_digits) return 0;
    ++at_;
    return token.value;
  }

  /// A month's name, with the full stop of an abbreviation and its other name behind a stroke ("أيار/مايو"); or 0.
  unsigned month() {
    const unsigned first = month_word();
    if (first == 0) return 0;
    accept({"."});
    Cursor other = *this;
    if (other.accept({"/", "("}) && other.month_word() == first) {
      other.accept({")"});
      *this = other;
    }
    return first;
  }

 private:
  unsigned month_word() {
    for (const std::size_t size : {std::size_t{4}, std::size_t{2}, std::size_t{1}}) {
      if (at_ + size > tokens_->size()) continue;
      std::string key = (*tokens_)[at_].text;
      for (std::size_t i = 1; i < size; ++i) key += (size == 2 ? " " : "") + (*tokens_)[at_ + i].text;
      if (const unsigned month = month_named(key); month != 0) {
        at_ += size;
        return month;
      }
    }
    return 0;
  }

  const std::vector<Token>* tokens_;
  std::size_t at_;
};

using Reading = std::optional<PartialDate>;

Reading date_of(int year, unsigned month, int day) {
  if (year >= kFirstBuddhistYear) year -= kBuddhistEra;
  const PartialDate date{year, month, static_cast<unsigned>(day)};
  if (year < 1400 || year > 2200 || month == 0 || !is_valid(date)) return std::nullopt;
  return date;
}

/// "2025-04-02", "2025/04/02", "2025.04.02", "2025-04".
Reading read_year_first(Cursor& cursor) {
  const int year = cursor.number(4, 4);
  if (year == 0) return std::nullopt;
  for (const std::string_view separator : {"-", "/", "."}) {
    Cursor rest = cursor;
    if (!rest.accept({separator})) continue;
    const int month = rest.number(separator == "-" ? 2 : 1, 2);
    if (month == 0) return std::nullopt;
    Cursor after_day = rest;
    if (after_day.accept({separator})) {
      const int day = after_day.number(1, 2);
      cursor = after_day;
      return day == 0 ? std::nullopt : date_of(year, static_cast<unsigned>(month), day);
    }
    cursor = rest;
    return separator == "-" ? date_of(year, static_cast<unsigned>(month), 0) : std::nullopt;
  }
  return std::nullopt;
}

/// The year that an era of Japan counts from, 0 for a year of our own.
int read_era(Cursor& cursor) {
  Cursor rest = cursor;
  int base = 0;
  if (rest.accept({"令"}) && rest.accept({"和"})) base = 2018;
  if (rest = cursor; base == 0 && rest.accept({"平"}) && rest.accept({"成"})) base = 1988;
  if (rest = cursor; base == 0 && rest.accept({"昭"}) && rest.accept({"和"})) base = 1925;
  if (base != 0) {
    cursor.accept({"令", "平", "昭"});
    cursor.accept({"和", "成"});
  }
  return base;
}

/// "2025年4月2日", "2025年4月", "令和7年4月2日", "2025년 4월 2일".
Reading read_east_asian(Cursor& cursor) {
  const int era = read_era(cursor);
  const int year = era == 0 ? cursor.number(4, 4) : cursor.number(1, 2);
  if (year == 0 || !cursor.accept({"年", "년"})) return std::nullopt;
  const int month = cursor.number(1, 2);
  if (month == 0 || !cursor.accept({"月", "월"})) return std::nullopt;
  Cursor rest = cursor;
  const int day = rest.number(1, 2);
  if (day != 0 && rest.accept({"日", "号", "號", "일"})) {
    cursor = rest;
    return date_of(era + year, static_cast<unsigned>(month), day);
  }
  return date_of(era + year, static_cast<unsigned>(month), 0);
}

/// The year behind a day and a month, with what the languages put before and after it.
int read_year(Cursor& cursor) {
  cursor.accept({",", "،", "/"});
  if (!cursor.accept({"de", "del", "of"})) {
    Cursor era = cursor;
    if (era.accept({"พ"}) && era.accept({"."}) && era.accept({"ศ"}) && era.accept({"."})) cursor = era;
  }
  const int year = cursor.number(4, 4);
  if (Cursor rest = cursor; year != 0 && rest.accept({"г", "года", "год"})) {
    rest.accept({"."});
    cursor = rest;
  }
  return year;
}

/// "2 April 2025", "2. April 2025", "1er avril 2025", "7 de febrero de 2025", "3 сентября 2023 г.".
Reading read_day_first(Cursor& cursor) {
  cursor.accept({"the", "le", "den", "am", "el", "vom"});
  const int day = cursor.number(1, 2);
  if (day == 0) return std::nullopt;
  cursor.accept({".", "st", "nd", "rd", "th", "er", "o", "°"});
  cursor.accept({"-", "/", "de", "of"});
  const unsigned month = cursor.month();
  cursor.accept({"-"});
  const int year = month == 0 ? 0 : read_year(cursor);
  return year == 0 ? std::nullopt : date_of(year, month, day);
}

/// "02.04.2025", and "13/04/2025" or "04/13/2025" where only one order can be meant.
Reading read_numbers(Cursor& cursor) {
  const int first = cursor.number(1, 2);
  const bool has_dots = cursor.accept({"."});
  if (first == 0 || (!has_dots && !cursor.accept({"/"}))) return std::nullopt;
  const int second = cursor.number(1, 2);
  if (second == 0 || !cursor.accept({has_dots ? "." : "/"})) return std::nullopt;
  const int year = cursor.number(4, 4);
  if (year == 0) return std::nullopt;
  if (has_dots || first > 12 || first == second) return date_of(year, static_cast<unsigned>(second), first);
  return second > 12 ? date_of(year, static_cast<unsigned>(first), second) : std::nullopt;
}

/// "April 2, 2025", "Apr. 2nd 2025".
Reading read_month_first(Cursor& cursor) {
  const unsigned month = cursor.month();
  const int day = month == 0 ? 0 : cursor.number(1, 2);
  if (day == 0) return std::nullopt;
  cursor.accept({"st", "nd", "rd", "th"});
  const int year = read_year(cursor);
  return year == 0 ? std::nullopt : date_of(year, month, day);
}

/// "April 2025", "abril de 2025".
Reading read_month_and_year(Cursor& cursor) {
  const unsigned month = cursor.month();
  const int year = month == 0 ? 0 : read_year(cursor);
  return year == 0 ? std::nullopt : date_of(year, month, 0);
}

/// A date that begins at the cursor, which moves past it.
Reading read_date(Cursor& cursor) {
  constexpr Reading (*kForms[])(Cursor&) = {read_year_first, read_east_asian,  read_day_first,
                                            read_numbers,    read_month_first, read_month_and_year};
  Cursor start = cursor;
  if (start.accept_weekday()) {
    start.accept({"."});
    start.accept({",", "،"});
  }
  for (const auto form : kForms) {
    Cursor attempt = start;
    if (const Reading date = form(attempt); date) {
      cursor = attempt;
      return date;
    }
  }
  return std::nullopt;
}

constexpr std::string_view kPublishedLabels[] = {"first published",
                                                 "published",
                                                 "posted",
                                                 "date of publication",
                                                 "publication date",
                                                 "date",
                                                 "released",
                                                 "issued",
                                                 "Veröffentlicht",
                                                 "Erschienen",
                                                 "Datum",
                                                 "Publié",
                                                 "Publiée",
                                                 "Publicado",
                                                 "Publicada",
                                                 "Fecha",
                                                 "Дата публикации",
                                                 "Опубликовано",
                                                 "Дата",
                                                 "发布时间",
                                                 "发表时间",
                                                 "发布日期",
                                                 "發布時間",
                                                 "发布于",
                                                 "日期",
                                                 "公開日",
                                                 "掲載日",
                                                 "投稿日",
                                                 "公開",
                                                 "掲載",
                                                 "เผยแพร่เมื่อ",
                                                 "เผยแพร่",
                                                 "วันที่",
                                                 "تاريخ النشر",
                                                 "نشر في",
                                                 "نُشر في",
                                                 "التاريخ"};

constexpr std::string_view kUpdateLabels[] = {"updated",
                                              "last updated",
                                              "last modified",
                                              "last edited",
                                              "last revised",
                                              "modified",
                                              "revised",
                                              "Aktualisiert",
                                              "Zuletzt",
                                              "Letzte Änderung",
                                              "Stand",
                                              "Mis à jour",
                                              "Mise à jour",
                                              "Modifié",
                                              "Dernière mise à jour",
                                              "Actualizado",
                                              "Actualizada",
                                              "Última actualización",
                                              "Modificado",
                                              "Обновлено",
                                              "Изменено",
                                              "Последнее обновление",
                                              "更新",
                                              "最后更新",
                                              "最終更新",
                                              "อัปเดต",
                                              "แก้ไขล่าสุด",
                                              "آخر تحديث",
                                              "تحديث",
                                              "تم التحديث"};

constexpr std::string_view kPrepositions[] = {"on", "am", "le", "el", "в", "at", "في", "เมื่อ"};

std::string_view without_preposition(std::string_view text) {
  for (const std::string_view preposition : kPrepositions) {
    if (const auto rest = after_label(text, preposition); rest && !rest->text.empty()) return rest->text;
  }
  return text;
}

std::string_view without_published_label(std::string_view line) {
  for (const std::string_view label : kPublishedLabels) {
    if (const auto rest = after_label(line, label); rest && !rest->text.empty()) {
      return without_preposition(rest->text);
    }
  }
  return line;
}

/// "10:30", "at 9.30 a.m. ET", "T09:30:00Z", "| 18:00 Uhr": digits and words too short to say anything else.
bool is_time(std::string_view rest) {
  if (rest.size() > 40) return false;
  bool has_digit = false;
  for (const Token& token : tokens_of(rest)) {
    if (token.kind == Token::Kind::Number) has_digit = true;
    if (token.kind == Token::Kind::Number && token.digits > 6) return false;
    if (token.kind == Token::Kind::Word && count_code_points(token.text) > 4) return false;
  }
  return has_digit && rest.find(':') != std::string_view::npos;
}

bool is_weekday_note(std::string_view rest) {
  if (rest.size() > 32) return false;
  if (rest.starts_with("星期") || rest.starts_with("周") || rest.starts_with("週")) return rest.size() <= 9;
  const bool is_enclosed = (rest.starts_with('(') && rest.ends_with(')')) || (rest.starts_with("（"));
  if (is_enclosed) return true;
  const auto tokens = tokens_of(rest);
  return tokens.size() <= 2 && !tokens.empty() && is_weekday(tokens.back().text);
}

/// Behind a dateline's date: perhaps an agency in brackets, then a dash and the first sentence.
bool opens_story(std::string_view rest) {
  if (rest.starts_with('(')) {
    const std::size_t close = rest.substr(0, 48).find(')');
    if (close == std::string_view::npos) return false;
    rest = trim(rest.substr(close + 1));
  }
  for (const std::string_view dash : {"—", "–", "--", "- ", "―"}) {
    if (rest.starts_with(dash)) return begins_like_sentence(trim(rest.substr(dash.size())).substr(0, 64));
  }
  return rest.starts_with("电") || rest.starts_with("電") || rest.starts_with("讯") || rest.starts_with("訊");
}

bool ends_date(std::string_view rest) {
  rest = trim(rest);
  return rest.empty() || rest == "." || rest == "—" || rest == "–" || is_weekday_note(rest) || is_time(rest);
}

/// "PORT ALDER," and "Berlin, den": a few words that begin with capitals, in front of a dateline's date.
bool is_place(const std::vector<Token>& tokens, std::size_t count, std::string_view line) {
  const bool is_east_asian = stands_alone(static_cast<UChar32>([&] {
    std::size_t at = tokens.front().begin;
    return next_code_point(line, at);
  }()));
  if (!is_east_asian && tokens[count - 1].text != ",") return false;
  std::size_t words = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (tokens[i].kind == Token::Kind::Number || is_weekday(tokens[i].text)) return false;
    if (tokens[i].kind != Token::Kind::Word) continue;
    ++words;
    const std::string_view written = line.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    if (written.size() > 3 && !begins_like_sentence(written)) return false;
  }
  return words > 0 && words <= (is_east_asian ? 8 : 5) && begins_like_sentence(line);
}

/// What may follow a date that is meant for the whole article.
enum class Tail { Nothing, Story };

/// The date of one line without labels.
Reading date_of_line(std::string_view line, Tail tail) {
  const auto tokens = tokens_of(line);
  for (std::size_t at = 0; at < tokens.size() && at <= 8; ++at) {
    if (at > 0 && !is_place(tokens, at, line)) continue;
    Cursor cursor(tokens, at);
    const Reading date = read_date(cursor);
    if (!date) continue;
    const std::string_view rest = trim(line.substr(tokens[cursor.at() - 1].end));
    if (ends_date(rest) || (tail == Tail::Story && opens_story(rest))) return date;
  }
  return std::nullopt;
}

Reading date_of_text(std::string_view text, Tail tail) {
  text = trim(text);
  text = trim(text.substr(0, text.find('\n')));
  for (const std::string_view separator : {"|", "·", "•"}) {
    const std::size_t end = text.substr(0, kLongestDate).find(separator);
    if (end == std::string_view::npos) continue;
    const std::string_view rest = text.substr(end + separator.size());
    if (is_update_line(text.substr(0, end))) return date_of_text(rest, tail);
    if (is_update_line(rest) || is_time(rest)) text = trim(text.substr(0, end));
  }
  if (text.empty() || is_update_line(text)) return std::nullopt;
  return date_of_line(without_published_label(text), tail);
}

}  // namespace

std::optional<PartialDate> parse_written_date(std::string_view text) { return date_of_text(text, Tail::Story); }

bool is_date_line(std::string_view text) { return date_of_text(text, Tail::Nothing).has_value(); }

bool begins_with_day_and_month(std::string_view text) {
  const auto tokens = tokens_of(text.substr(0, text.find('\n')));
  Cursor cursor(tokens, 0);
  if (cursor.number(1, 2) == 0) return false;
  cursor.accept({"."});
  return cursor.month() != 0;
}

bool is_update_line(std::string_view text) {
  text = trim(text);
  const auto is_label_of = [&](std::string_view label) {
    const auto rest = after_label(text, label);
    return rest && !rest->text.empty() && date_of_line(without_preposition(rest->text), Tail::Nothing).has_value();
  };
  return std::any_of(std::begin(kUpdateLabels), std::end(kUpdateLabels), is_label_of);
}

}  // namespace byline
