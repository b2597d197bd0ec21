#include "indexer/pdf_running_lines.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// How much of the page's height is its edge, and how many lines there can be running ones.
constexpr double kEdge = 0.15;
constexpr std::size_t kEdgeLines = 3;
/// Left and right pages have headers of their own.
constexpr std::size_t kPagesApart = 2;
/// A line over so many others lies across them.
constexpr int kCrossedLines = 2;
/// Headers and footers that are drawn out of order are among so many lines at the start or the end.
constexpr std::size_t kOutOfOrder = 2;

enum class Edge { Top, Bottom };

bool is_roman_number(std::string_view word) {
  return !word.empty() && word.size() <= 7 && word.find_first_not_of("ivxlcIVXLC") == std::string_view::npos;
}

/// The line with '#' for its numbers: what it has in common with its like on other pages.
std::string without_numbers(std::string_view text) {
  if (is_roman_number(text)) return "#";
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!u_isdigit(static_cast<UChar32>(c))) {
      append_utf8(result, c);
    } else if (result.empty() || result.back() != '#') {
      result += '#';
    }
  }
  return result;
}

bool is_page_number(std::string_view pattern) {
  return pattern.find('#') != std::string_view::npos &&
         pattern.find_first_not_of("#-/|.[]() ") == std::string_view::npos;
}

struct RunningLine {
  Edge edge;
  std::string pattern;
  long size;

  friend auto operator<=>(const RunningLine&, const RunningLine&) = default;
};

struct Place {
  std::size_t page;
  std::size_t line;
};

using Places = std::map<RunningLine, std::vector<Place>>;

/// The lines at the edges of a page, the outermost ones.
void collect(const PdfPage& page, std::size_t number, Places& places) {
  std::vector<std::size_t> order(page.lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return page.lines[a].top < page.lines[b].top; });
  const auto add = [&](std::size_t i, Edge edge) {
    const PdfLine& line = page.lines[i];
    places[{edge, without_numbers(line.text), std::lround(line.size)}].push_back({number, i});
  };
  const std::size_t count = std::min(kEdgeLines, order.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (page.lines[order[i]].top < kEdge * page.height) add(order[i], Edge::Top);
    const std::size_t last = order[order.size() - 1 - i];
    if (page.lines[last].bottom > (1 - kEdge) * page.height) add(last, Edge::Bottom);
  }
}

/// Of a page alone: what is drawn last though it stands above everything, or first though it stands below.
std::optional<std::size_t> drawn_out_of_order(const PdfPage& page, Edge edge) {
  constexpr std::size_t kFewestLines = 4;
  const auto& lines = page.lines;
  if (lines.size() < kFewestLines) return std::nullopt;
  const std::size_t first = edge == Edge::Top ? lines.size() - kOutOfOrder : 0;
  for (std::size_t i = first; i < first + kOutOfOrder; ++i) {
    const bool is_at_edge =
        edge == Edge::Top ? lines[i].top < kEdge * page.height : lines[i].bottom > (1 - kEdge) * page.height;
    const bool is_outermost = is_at_edge && std::all_of(lines.begin(), lines.end(), [&](const PdfLine& other) {
                                return &other == &lines[i] || (edge == Edge::Top ? other.top >= lines[i].bottom
                                                                                 : other.bottom <= lines[i].top);
                              });
    if (is_outermost) return i;
  }
  return std::nullopt;
}

bool recurs(const std::vector<Place>& places) {
  for (std::size_t i = 1; i < places.size(); ++i) {
    const std::size_t apart = places[i].page - places[i - 1].page;
    if (apart > 0 && apart <= kPagesApart) return true;
  }
  return false;
}

/// The largest line of the first page may be the title, and a header after it.
bool may_be_title(const PdfPages& document, const Place& place) {
  if (place.page != 0) return false;
  const auto& lines = document.pages.front().lines;
  const PdfLine& line = lines[place.line];
  return std::none_of(lines.begin(), lines.end(), [&](const PdfLine& other) { return other.size > line.size; }) &&
         std::any_of(lines.begin(), lines.end(), [&](const PdfLine& other) { return other.size < line.size; });
}

const char* kind_of(const RunningLine& running) {
  if (is_page_number(running.pattern)) return "page number";
  return running.edge == Edge::Top ? "running header" : "running footer";
}

/// A line that lies across others: "DRAFT" over the whole page.
bool is_watermark(const PdfPage& page, const PdfLine& line, double body_height) {
  if (line.bottom - line.top < 2.5 * body_height) return false;
  int crossed = 0;
  for (const PdfLine& other : page.lines) {
    const bool overlaps = &other != &line && other.top >= line.top && other.bottom <= line.bottom &&
                          other.left < line.right && line.left < other.right;
    if (overlaps && ++crossed == kCrossedLines) return true;
  }
  return false;
}

double median_height(const PdfPage& page) {
  std::vector<double> heights;
  for (const PdfLine& line : page.lines) heights.push_back(line.bottom - line.top);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

/// Watermarks are few; a page full of them is no text, and not looked at closer.
void find_watermarks(const PdfPage& page, std::set<std::size_t>& found) {
  constexpr int kMostCandidates = 50;
  if (page.lines.empty()) return;
  const double height = median_height(page);
  int candidates = 0;
  for (std::size_t i = 0; i < page.lines.size() && candidates < kMostCandidates; ++i) {
    if (page.lines[i].bottom - page.lines[i].top < 2.5 * height) continue;
    ++candidates;
    if (is_watermark(page, page.lines[i], height)) found.insert(i);
  }
}

void erase(PdfPage& page, const std::set<std::size_t>& doomed) {
  std::size_t i = 0;
  std::erase_if(page.lines, [&](const PdfLine&) { return doomed.count(i++) != 0; });
}

}  // namespace

void remove_running_lines(PdfPages& document) {
  Places places;
  for (std::size_t i = 0; i < document.pages.size(); ++i) collect(document.pages[i], i, places);
  std::vector<std::set<std::size_t>> doomed(document.pages.size());
  for (const auto& [running, where] : places) {
    const bool is_number = is_page_number(running.pattern) && (running.edge == Edge::Bottom || where.size() > 1);
    if (!recurs(where) && !is_number) continue;
    const PdfLine& first = document.pages[where.front().page].lines[where.front().line];
    document.omissions.push_back({kind_of(running), 0, first.text});
    for (const Place& place : where) {
      if (!may_be_title(document, place)) doomed[place.page].insert(place.line);
    }
  }
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    for (const Edge edge : {Edge::Top, Edge::Bottom}) {
      const auto line = drawn_out_of_order(document.pages[i], edge);
      if (!line || !doomed[i].insert(*line).second) continue;
      document.omissions.push_back({kind_of({edge, {}, 0}), 0, document.pages[i].lines[*line].text});
    }
    std::set<std::size_t> watermarks;
    find_watermarks(document.pages[i], watermarks);
    for (const std::size_t line : watermarks) {
      if (i == 0) document.omissions.push_back({"watermark", 0, document.pages[i].lines[line].text});
      doomed[i].insert(line);
    }
    erase(document.pages[i], doomed[i]);
  }
}

}  // namespace byline
