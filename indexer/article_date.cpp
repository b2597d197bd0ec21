#include "indexer/article_date.hpp"

#include <optional>
#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/date_order.hpp"
#include "indexer/field_date.hpp"
#include "indexer/language_detector.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

using Verdict = DateReading::Verdict;

/// Notes are read by people; a hostile field is not repeated whole.
constexpr std::size_t kLongestQuote = 80;

std::string quoted(std::string_view text) {
  const std::string_view begin = whole_code_points(text, kLongestQuote);
  return "'" + std::string(begin) + (begin.size() < text.size() ? "…'" : "'");
}

std::optional<PartialDate> by_order(const AmbiguousDate& date, DateOrder order) {
  if (order == DateOrder::DayFirst) return date.day_first;
  if (order == DateOrder::MonthFirst) return date.month_first;
  return std::nullopt;
}

std::optional<PartialDate> by_other_evidence(const AmbiguousDate& date, const Article& article) {
  const std::string stem = article.path.substr(article.path.rfind('/') + 1);
  for (const auto& other : {date_in_address(article.url), split_dated_name(stem).date}) {
    if (other == date.day_first || other == date.month_first) return other;
  }
  return std::nullopt;
}

}  // namespace

bool state_date(const DateReading& reading, std::string_view written, Article& article) {
  if (article.date || article.ambiguous_date) return false;
  if (reading.verdict == Verdict::Stated) {
    article.date = reading.date;
  } else if (reading.verdict == Verdict::Ambiguous) {
    article.ambiguous_date = AmbiguousDate{std::string(written), reading.date, reading.month_first};
  } else if (reading.verdict == Verdict::Impossible) {
    article.notes.push_back("date " + quoted(written) + " cannot be");
  }
  return article.date || article.ambiguous_date;
}

bool take_written_date(std::string_view line, Article& article) {
  return state_date(read_written_date(line, known_language(article)), line, article);
}

const std::string& known_language(const Article& article) {
  // A language that the user names overrules what the article declares.
  const bool is_tag_of_it = !article.language_tag.empty() && language_code(article.language_tag) == article.language;
  return is_tag_of_it ? article.language_tag : article.language;
}

void settle_date(Article& article) {
  if (!article.ambiguous_date) return;
  const AmbiguousDate date = std::move(*article.ambiguous_date);
  article.ambiguous_date.reset();
  if (article.date) return;
  const std::string language = article.language.empty() ? detect_language(article) : known_language(article);
  article.date = by_order(date, date_order_of(language));
  if (!article.date) article.date = by_other_evidence(date, article);
  if (article.date) return;
  article.notes.push_back("date " + quoted(date.written) + " may be day/month or month/day");
}

}  // namespace byline
