#include "indexer/byline_noise.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <unordered_set>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

using WordSet = std::unordered_set<std::string>;

UChar32 first_code_point(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : static_cast<UChar32>(next_code_point(text, at));
}

/// Folded, without the punctuation around it.
std::string key_of(std::string_view word) {
  constexpr std::string_view kMarks = ",.;:|()[]-–—•·!";
  while (!word.empty() && kMarks.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  while (!word.empty() && kMarks.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  return word.size() > 60 ? std::string() : folded_name(word);
}

void add_names(const icu::UnicodeString* names, std::int32_t count, WordSet& all) {
  for (std::int32_t i = 0; i < count; ++i) {
    std::string name;
    names[i].toUTF8String(name);
    const std::string key = key_of(name);
    if (!key.empty() && key.find(' ') == std::string::npos && u_isdigit(first_code_point(key)) == 0) all.insert(key);
  }
}

/// The names of months and days of the week, long and short, in the languages of many archives.
WordSet calendar_words() {
  WordSet all;
  for (const char* tag : {"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk",
                          "hu", "ro", "bg", "ru", "uk", "el", "tr", "ar", "fa", "he", "th", "vi", "id"}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(tag), status);
    if (U_FAILURE(status)) continue;
    for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const icu::UnicodeString* months = symbols.getMonths(count, context, width);
        add_names(months, count, all);
        const icu::UnicodeString* days = symbols.getWeekdays(count, context, width);
        add_names(days, count, all);
      }
    }
  }
  all.insert("sept");
  return all;
}

bool is_calendar_word(const std::string& key) {
  static const WordSet kWords = calendar_words();
  return kWords.contains(key);
}

/// Words that stand in front of a date: "Published on", "Last updated".
bool is_date_label(const std::string& key) {
  static const WordSet kWords = {"on",           "published",   "posted",        "updated",   "modified",
                                 "last",         "first",       "created",       "date",      "written",
                                 "the",          "am",          "vom",           "den",       "stand",
                                 "aktualisiert", "um",          "zuletzt",       "le",        "publie",
                                 "publiee",      "mis",         "jour",          "a",         "el",
                                 "publicado",    "actualizado", "atualizado",    "em",        "il",
                                 "pubblicato",   "op",          "опубликовано",  "обновлено", "в",
                                 "от",           "发布时间",    "发布于",        "发表于",    "更新",
                                 "公開日",       "更新日",      "veroffentlicht"};
  return kWords.contains(key);
}

/// Words that stand inside and behind a date or time: "at", "pm", "hours ago", "min read", "Uhr".
bool is_date_tail(const std::string& key) {
  static const WordSet kWords = {
      "at",        "am",       "pm",        "a.m",        "p.m",          "est",         "edt",     "cst",
      "cdt",       "mst",      "mdt",       "pst",        "pdt",          "et",          "ct",      "pt",
      "gmt",       "utc",      "bst",       "cet",        "cest",         "ist",         "jst",     "aest",
      "aedt",      "ago",      "second",    "seconds",    "sec",          "secs",        "minute",  "minutes",
      "min",       "mins",     "hour",      "hours",      "hr",           "hrs",         "day",     "days",
      "week",      "weeks",    "month",     "months",     "year",         "years",       "read",    "reading",
      "time",      "views",    "reads",     "comments",   "comment",      "shares",      "likes",   "uhr",
      "h",         "msk",      "мск",       "of",         "lesezeit",     "minuten",     "stunden", "tagen",
      "minute(s)", "de",       "lecture",   "minutos",    "lectura",      "leitura",     "hace",    "мин",
      "минут",     "минуты",   "назад",     "часа",       "часов",        "чтения",      "г",       "года",
      "updated",   "modified", "published", "kommentare", "commentaires", "comentarios", "aufrufe", "просмотров"};
  return kWords.contains(key);
}

/// "25", "25th,", "2015-03-25T09:30:00Z", "10.30", "2025年4月2日", "٢٥"; but "18F" and "9to5" are names.
bool is_number(std::string_view key) {
  static const WordSet kEndings = {"",   "st", "nd",  "rd",   "th",  "er",  "re", "e",  "º", "ª",
                                   "am", "pm", "h",   "hr",   "m",   "d",   "w",  "y",  "k", "t",
                                   "tz", "z",  "min", "mins", "hrs", "uhr", "г",  "th."};
  if (u_isdigit(first_code_point(key)) == 0) return false;
  std::string letters;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t begin = at;
    const auto c = static_cast<UChar32>(next_code_point(key, at));
    const bool is_east_asian = u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0 || (c >= 0xAC00 && c <= 0xD7A3);
    if (u_isalpha(c) && !is_east_asian) letters.append(key.substr(begin, at - begin));
  }
  return kEndings.contains(letters);
}

struct Word {
  std::string_view text;
  std::size_t begin = 0;
  std::string key;
  bool is_number = false;  ///< begins with a digit, of whatever script
  bool is_part_of_date = false;
};

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) {
      const std::string_view text = line.substr(at, end - at);
      std::string key = key_of(text);
      const bool is_date = is_number(key);
      words.push_back({text, at, std::move(key), is_date, false});
    }
    at = end + 1;
  }
  return words;
}

bool is_punctuation(const Word& word) { return word.key.empty(); }

/// "May 25": a month in front of a day, which no month follows ("Theresa May 25 March").
bool is_month_of(const std::vector<Word>& words, std::size_t number) {
  if (words[number].key.find(':') != std::string::npos) return false;
  if (number + 1 >= words.size()) return true;
  const Word& next = words[number + 1];
  return next.is_number || is_punctuation(next) || (!is_calendar_word(next.key) && !is_date_tail(next.key)) ||
         next.key == "at";
}

void mark_before(std::vector<Word>& words, std::size_t number) {
  std::size_t at = number;
  if (at > 0 && is_calendar_word(words[at - 1].key) && is_month_of(words, number)) {
    words[--at].is_part_of_date = true;
    if (at > 0 && is_calendar_word(words[at - 1].key) && words[at - 1].text.ends_with(',')) {
      words[--at].is_part_of_date = true;
    }
  } else if (at > 0 && is_calendar_word(words[at - 1].key) && words[at - 1].text.ends_with(',')) {
    words[--at].is_part_of_date = true;  // "Mittwoch, 25. März"
  }
  while (at > 0 && is_date_label(words[at - 1].key)) words[--at].is_part_of_date = true;
}

/// Marks what goes on from the number; returns the first word behind it.
std::size_t mark_behind(std::vector<Word>& words, std::size_t number) {
  std::size_t end = number + 1;
  for (std::size_t at = end; at < words.size(); ++at) {
    const bool goes_on = words[at].is_number || is_calendar_word(words[at].key) || is_date_tail(words[at].key);
    if (goes_on) {
      end = at + 1;
    } else if (!is_punctuation(words[at]) && !is_date_label(words[at].key)) {
      break;
    }
  }
  for (std::size_t at = number; at < end; ++at) words[at].is_part_of_date = true;
  return end;
}

/// "Agent 47", "404 Media": a small number beside a single word, and nothing that makes it a date.
bool is_part_of_name(const std::vector<Word>& words, std::size_t number) {
  if (words.size() != 2 || words[number].key.size() > 3) return false;
  const std::string& other = words[1 - number].key;
  return !is_calendar_word(other) && !is_date_label(other) && !is_date_tail(other) && !words[1 - number].is_number;
}

/// "the Edition 2024 Group": a bare number inside a line, which nothing makes a date.
bool is_part_of_line(const std::vector<Word>& words, std::size_t begin, std::size_t end) {
  if (end != begin + 1 || begin == 0 || end >= words.size()) return false;
  return words[begin].text.find_first_not_of("0123456789") == std::string_view::npos &&
         !words[begin - 1].is_part_of_date;
}

std::vector<Word> words_with_dates(std::string_view line) {
  std::vector<Word> words = words_of(line);
  for (std::size_t at = 0; at < words.size();) {
    if (!words[at].is_number || is_part_of_name(words, at)) {
      ++at;
      continue;
    }
    mark_before(words, at);
    const std::size_t end = mark_behind(words, at);
    if (is_part_of_line(words, at, end)) words[at].is_part_of_date = false;
    at = end;
  }
  return words;
}

/// What pages put beside a name, as folded phrases.
const std::vector<std::vector<std::string>>& buttons() {
  static const auto kButtons = [] {
    std::vector<std::vector<std::string>> all;
    for (const std::string_view phrase : {"follow",
                                          "follow author",
                                          "following",
                                          "follow us",
                                          "follow on twitter",
                                          "share",
                                          "share this",
                                          "tweet",
                                          "subscribe",
                                          "sign up",
                                          "log in",
                                          "sign in",
                                          "print",
                                          "save",
                                          "email",
                                          "email the author",
                                          "reply",
                                          "comments",
                                          "comment",
                                          "comments off",
                                          "leave a comment",
                                          "no comments",
                                          "no comment",
                                          "read more",
                                          "contact",
                                          "view profile",
                                          "profile",
                                          "see more",
                                          "view all posts",
                                          "all posts",
                                          "about the author",
                                          "about author",
                                          "advertisement",
                                          "listen",
                                          "copy link",
                                          "link copied",
                                          "facebook",
                                          "twitter",
                                          "linkedin",
                                          "whatsapp",
                                          "rss",
                                          "rss feed",
                                          "updated",
                                          "published",
                                          "posted",
                                          "last updated",
                                          "yesterday",
                                          "today",
                                          "just now",
                                          "an hour ago",
                                          "a day ago",
                                          "a minute ago",
                                          "open in app",
                                          "member-only story",
                                          "folgen",
                                          "teilen",
                                          "drucken",
                                          "kommentare",
                                          "heute",
                                          "gestern",
                                          "suivre",
                                          "partager",
                                          "imprimer",
                                          "s'abonner",
                                          "abonnes",
                                          "article reserve aux abonnes",
                                          "commenter",
                                          "commentaires",
                                          "seguir",
                                          "compartir",
                                          "compartilhar",
                                          "comentarios",
                                          "imprimir",
                                          "condividi",
                                          "delen",
                                          "подписаться",
                                          "поделиться",
                                          "комментарии",
                                          "печать",
                                          "сохранить",
                                          "关注",
                                          "分享",
                                          "收藏",
                                          "打印",
                                          "フォロー",
                                          "シェア",
                                          "フォローする",
                                          "구독",
                                          "공유",
                                          "متابعة",
                                          "مشاركة",
                                          "شارك",
                                          "ติดตาม",
                                          "แชร์",
                                          "takip et",
                                          "paylas",
                                          "obserwuj",
                                          "udostepnij",
                                          "sledovat"}) {
      std::vector<std::string> words;
      for (const Word& word : words_of(phrase)) words.push_back(folded_name(word.text));
      all.push_back(std::move(words));
    }
    return all;
  }();
  return kButtons;
}

bool opens(const std::vector<std::string>& phrase, const std::vector<Word>& words, std::size_t begin, std::size_t end) {
  if (phrase.size() > end - begin) return false;
  return std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(begin),
                    [](const std::string& ours, const Word& theirs) { return ours == theirs.key; });
}

/// The words of the longest button that stands at the start, or at the end, of [begin, end).
std::size_t button_size(const std::vector<Word>& words, std::size_t begin, std::size_t end, bool at_end) {
  std::size_t longest = 0;
  for (const auto& phrase : buttons()) {
    if (phrase.size() <= longest || phrase.size() > end - begin) continue;
    if (opens(phrase, words, at_end ? end - phrase.size() : begin, end)) longest = phrase.size();
  }
  return longest;
}

/// Where what is no button begins and ends.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};
Range between_buttons(const std::vector<Word>& words) {
  Range range{0, words.size()};
  while (range.begin < range.end) {
    const std::size_t size = is_punctuation(words[range.begin]) ? 1 : button_size(words, range.begin, range.end, false);
    if (size == 0) break;
    range.begin += size;
  }
  while (range.begin < range.end) {
    const std::size_t size =
        is_punctuation(words[range.end - 1]) ? 1 : button_size(words, range.begin, range.end, true);
    if (size == 0) break;
    range.end -= size;
  }
  return range;
}

bool is_label_of_nothing(const std::vector<Word>& words) {
  return std::all_of(words.begin(), words.end(), [](const Word& word) {
    return word.is_part_of_date || is_punctuation(word) || (word.key.size() >= 4 && is_date_label(word.key));
  });
}

/// The stretches of words that are part of a date, or those that are not.
std::vector<std::string_view> stretches(std::string_view line, bool of_dates) {
  std::vector<std::string_view> found;
  const std::vector<Word> words = words_with_dates(line);
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = at;
    while (end < words.size() && words[end].is_part_of_date == words[at].is_part_of_date) ++end;
    const std::size_t stop = words[end - 1].begin + words[end - 1].text.size();
    if (words[at].is_part_of_date == of_dates) found.push_back(line.substr(words[at].begin, stop - words[at].begin));
    at = end;
  }
  return found;
}

}  // namespace

std::vector<std::string_view> parts_between_dates(std::string_view line) { return stretches(line, false); }

std::vector<std::string_view> dates_in(std::string_view line) { return stretches(line, true); }

std::string_view without_buttons(std::string_view text) {
  const std::vector<Word> words = words_of(text);
  const Range range = between_buttons(words);
  if (range.begin == range.end) return {};
  const Word& last = words[range.end - 1];
  return text.substr(words[range.begin].begin, last.begin + last.text.size() - words[range.begin].begin);
}

bool is_byline_noise(std::string_view text) {
  static const WordSet kAlone = {"author", "authors", "by", "bio", "more", "autor", "auteur", "von", "par", "por"};
  if (kAlone.contains(key_of(text))) return true;
  const std::vector<std::string_view> parts = parts_between_dates(text);
  return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    const std::string_view rest = without_buttons(part);
    return rest.empty() || is_label_of_nothing(words_of(rest));
  });
}

bool is_address(std::string_view word) {
  if (word.find("://") != std::string_view::npos || word.starts_with("www.") || word.starts_with("mailto:"))
    return true;
  const std::size_t at = word.find('@');
  if (at != std::string_view::npos && at > 0) return word.find('.', at) != std::string_view::npos;
  const std::size_t dot = word.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || word.find(' ') != std::string_view::npos) return false;
  static const WordSet kEndings = {"com", "org", "net", "io", "co", "gov", "edu", "info", "blog", "uk", "de", "fr",
                                   "es",  "it",  "nl",  "ru", "jp", "cn",  "br",  "ch",   "at",   "au", "ca", "eu"};
  return kEndings.contains(folded_case(word.substr(dot + 1).substr(0, word.find_first_of("/)", dot + 1) - dot - 1)));
}

}  // namespace byline
