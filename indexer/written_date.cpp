#include "indexer/written_date.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/calendar_names.hpp"
#include "common/date_tokens.hpp"
#include "common/utf8.hpp"
#include "indexer/line_label.hpp"

namespace byline {
namespace {

/// What is looked at to find the parts of a line.
constexpr std::size_t kLongestDate = 160;

using Token = DateToken;

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

bool is_time_word(const std::string& word) {
  static const std::unordered_set<std::string> kWords = {"am", "pm", "uhr", "h", "kl", "klo", "hrs", "ч", "στις"};
  return kWords.contains(word);
}

/// "10:30", "at 9.30 a.m. ET", "T09:30:00Z", "| 18:00 Uhr": digits and words too short to say anything else.
bool is_time(std::string_view rest) {
  if (rest.size() > 40) return false;
  bool has_digit = false;
  bool has_time = rest.find(':') != std::string_view::npos || rest.find(".m.") != std::string_view::npos;
  for (const Token& token : date_tokens(rest)) {
    if (token.kind == Token::Kind::Number) has_digit = true;
    if (token.kind == Token::Kind::Number && token.digits > 6) return false;
    if (token.kind != Token::Kind::Word) continue;
    if (count_code_points(token.text) > 4) return false;
    has_time = has_time || is_time_word(token.text);
  }
  return has_digit && has_time;
}

bool is_weekday_note(std::string_view rest) {
  if (rest.size() > 48) return false;
  if (rest.starts_with("星期") || rest.starts_with("周") || rest.starts_with("週")) return rest.size() <= 9;
  const bool is_enclosed = (rest.starts_with('(') && rest.ends_with(')')) || (rest.starts_with("（"));
  if (is_enclosed) return true;
  const auto tokens = date_tokens(rest);
  const std::size_t at = !tokens.empty() && tokens.front().kind == Token::Kind::Mark ? 1 : 0;
  const std::size_t size = weekday_at(tokens, at);
  return size > 0 && tokens.size() <= at + size + 1;
}

/// What may stand behind the date of a field: a time with a zone of any name, or a few short words ("GMT").
bool ends_field(std::string_view rest) {
  const auto tokens = date_tokens(rest.substr(0, 100));
  std::size_t at = 0;
  while (at < tokens.size() && at < 3 && tokens[at].kind != Token::Kind::Number) ++at;
  const bool has_time = at + 1 < tokens.size() && tokens[at].kind == Token::Kind::Number && tokens[at].digits <= 2 &&
                        (tokens[at + 1].text == ":" || tokens[at + 1].text == "h" || is_time_word(tokens[at + 1].text));
  if (has_time) return true;
  return std::all_of(tokens.begin(), tokens.end(),
                     [](const Token& token) {
                       return token.kind == Token::Kind::Mark
                                  ? token.text != "-" && token.text != "–" && token.text != "—"
                                  : token.digits <= 6 && count_code_points(token.text) <= 6;
                     }) &&
         std::count_if(tokens.begin(), tokens.end(),
                       [](const Token& token) { return token.kind == Token::Kind::Number && token.digits == 4; }) == 0;
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
  std::size_t begin = tokens.front().begin;
  const bool is_east_asian = is_word_by_itself(next_code_point(line, begin));
  if (!is_east_asian && tokens[count - 1].text != ",") return false;
  std::size_t words = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (tokens[i].kind == Token::Kind::Number || weekday_at(tokens, i, true) > 0) return false;
    if (tokens[i].kind != Token::Kind::Word) continue;
    ++words;
    const std::string_view written = line.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    if (written.size() > 3 && !begins_like_sentence(written)) return false;
  }
  return words > 0 && words <= (is_east_asian ? 8 : 5) && begins_like_sentence(line);
}

/// What may follow a date that is meant for the whole article.
enum class Tail { Nothing, Story };

/// How a line is read: what may follow its date, the language, and whether it is a line of a text or a field.
struct Manner {
  Tail tail = Tail::Nothing;
  std::string_view language;
  DateSetting setting = DateSetting::Text;
};

bool has_number(const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.kind == Token::Kind::Number || token.text == "年"; });
}

/// The date of one line without labels.
DateReading date_of_line(std::string_view line, const Manner& manner) {
  const auto tokens = date_tokens(line);
  // Most lines state none, and names of months need not be loaded to see it.
  if (!has_number(tokens)) return {};
  for (std::size_t at = 0; at < tokens.size() && at <= 8; ++at) {
    if (at > 0 && !is_place(tokens, at, line)) continue;
    const FoundDate found = read_date(tokens, at, manner.language, manner.setting);
    if (found.reading.is_none()) continue;
    const std::string_view rest = trim(line.substr(tokens[found.after - 1].end));
    if (ends_date(rest) || (manner.tail == Tail::Story && opens_story(rest))) return found.reading;
    const bool is_apart = found.after >= tokens.size() || tokens[found.after].kind != Token::Kind::Word ||
                          tokens[found.after].begin > tokens[found.after - 1].end;
    if (manner.setting == DateSetting::Field && is_apart && ends_field(rest)) return found.reading;
  }
  return {};
}

bool is_update(std::string_view text, const Manner& manner) {
  text = trim(text);
  const auto is_label_of = [&](std::string_view label) {
    const auto rest = after_label(text, label);
    return rest && !rest->text.empty() && !date_of_line(without_preposition(rest->text), manner).is_none();
  };
  return std::any_of(std::begin(kUpdateLabels), std::end(kUpdateLabels), is_label_of);
}

DateReading date_of_text(std::string_view text, const Manner& manner) {
  text = trim(text);
  text = trim(text.substr(0, text.find('\n')));
  const Manner whole_line{Tail::Nothing, manner.language, manner.setting};
  for (const std::string_view separator : {"|", "·", "•"}) {
    const std::size_t end = text.substr(0, kLongestDate).find(separator);
    if (end == std::string_view::npos) continue;
    const std::string_view rest = text.substr(end + separator.size());
    if (is_update(text.substr(0, end), whole_line)) {
      text = trim(rest);
    } else if (is_update(rest, whole_line) || is_time(rest)) {
      text = trim(text.substr(0, end));
    }
  }
  if (text.empty() || is_update(text, whole_line)) return {};
  return date_of_line(without_published_label(text), manner);
}

}  // namespace

DateReading read_written_date(std::string_view text, std::string_view language, DateSetting setting) {
  return date_of_text(text, {Tail::Story, language, setting});
}

std::optional<PartialDate> parse_written_date(std::string_view text, std::string_view language) {
  return read_written_date(text, language).stated();
}

bool is_date_line(std::string_view text) { return !date_of_text(text, {}).is_none(); }

bool begins_with_day_and_month(std::string_view text) {
  const auto tokens = date_tokens(text.substr(0, text.find('\n')));
  if (tokens.size() < 2 || tokens[0].kind != Token::Kind::Number || tokens[0].digits > 2) return false;
  const std::size_t at = tokens[1].text == "." ? 2 : 1;
  const MonthName month = month_at(tokens, at, {});
  if (month.month == 0 || !month.is_short) return month.month != 0;
  // "5. Set the table" is no day of September.
  const std::size_t after = at + month.tokens;
  return after < tokens.size() && (tokens[after].text == "." || tokens[after].digits == 4);
}

bool is_update_line(std::string_view text) { return is_update(text, {}); }

}  // namespace byline
