#include "indexer/visible_date.hpp"

#include <algorithm>
#include <cstddef>

#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/byline_noise.hpp"
#include "indexer/date_in_line.hpp"

namespace byline {
namespace {

constexpr std::uint32_t kNear = 1500;
constexpr std::uint32_t kJustBefore = 300;
constexpr std::size_t kLongestDate = 200;
constexpr std::size_t kMostDates = 50;

bool has_any(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

bool is_named_for_update(const HtmlNode& node) {
  return has_any(name_words(node), {"updated", "update", "modified", "lastmod", "revised", "edited"});
}

bool is_named_for_date(const HtmlNode& node) {
  const std::vector<std::string> words = name_words(node);
  return has_any(words,
                 {"date",      "dates",     "published",   "pubdate", "publishdate", "publication", "posted",
                  "timestamp", "dateline",  "datetime",    "time",    "datum",       "fecha",       "data",
                  "postdate",  "entrydate", "articledate", "pubtime", "publishtime", "riqi",        "shijian"}) &&
         !has_any(words,
                  {"comment", "comments", "event", "read", "reading", "countdown", "video", "duration", "related"});
}

bool is_near(const PageView& view, HtmlNode::Id id, HtmlNode::Id headline) {
  const std::uint32_t here = view.letters_before(id);
  if (headline == HtmlNode::kNone) return here < kNear;
  const std::uint32_t there = view.letters_before(headline);
  return id >= headline ? here - there < kNear : there - here < kJustBefore;
}

std::optional<PartialDate> date_in_lines(const std::string& text, std::string_view language) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (const auto date = date_in_line(std::string_view(text).substr(begin, end - begin), language)) return date;
    begin = end + 1;
  }
  return std::nullopt;
}

/// Of attributes that machines read, else of the text.
std::optional<PartialDate> date_of(const PageView& view, HtmlNode::Id id, std::string_view language) {
  const HtmlNode& node = view.page()[id];
  for (const char* attribute : {"datetime", "content", "title", "data-datetime"}) {
    const std::string_view value = trim(node.attribute(attribute));
    if (value.empty() || value.size() > kLongestDate) continue;
    if (const auto date = date_in_line(single_spaced(value), language)) return date;
  }
  constexpr HtmlNode::Id kMostNodesOfDate = 60;
  if (node.end - id > kMostNodesOfDate) return std::nullopt;
  const std::string text = view.lines_of(id);
  return text.size() > kLongestDate ? std::nullopt : date_in_lines(text, language);
}

/// The surest kinds first; what is named for a change comes after what is not.
int rank_of(const PageView& view, HtmlNode::Id id, HtmlNode::Id headline, std::string& origin) {
  const HtmlNode& node = view.page()[id];
  if (node.is_text() || view.is_of_others(id)) return -1;
  if (has_word(node.attribute("itemprop"), "datepublished") || has_word(node.attribute("class"), "dt-published")) {
    origin = "itemprop=datePublished";
    return is_near(view, id, headline) ? 0 : 2;
  }
  if (!view.is_of_article(id) || !is_near(view, id, headline) || node.tag == "body" || node.tag == "meta") return -1;
  const bool is_update = is_named_for_update(node) || has_word(node.attribute("itemprop"), "datemodified");
  if (node.tag == "time") {
    origin = "<time>";
    return is_update ? 4 : 1;
  }
  if (!is_named_for_date(node)) return -1;
  origin = "element named for a date";
  return is_update ? 4 : 3;
}

}  // namespace

std::vector<VisibleDate> visible_dates(const PageView& view, HtmlNode::Id headline, std::string_view language) {
  std::vector<std::pair<int, VisibleDate>> ranked;
  for (HtmlNode::Id id = 0; id < view.page().size() && ranked.size() < kMostDates; ++id) {
    std::string origin;
    const int rank = rank_of(view, id, headline, origin);
    if (rank < 0) continue;
    if (const auto date = date_of(view, id, language)) ranked.push_back({rank, {*date, std::move(origin), id}});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<VisibleDate> dates;
  for (auto& [rank, date] : ranked) dates.push_back(std::move(date));
  for (const HtmlNode::Id id : view.lines_near(headline)) {
    const std::string text = view.lines_of(id);
    if (text.size() > kLongestDate) continue;
    const bool is_short = is_byline_noise(text) || parse_byline_line(text.substr(0, text.find('\n'))).has_value();
    if (!is_short) continue;
    if (const auto date = date_in_lines(text, language)) dates.push_back({*date, "a line of the text", id});
  }
  return dates;
}

}  // namespace byline
