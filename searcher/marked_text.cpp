#include "searcher/marked_text.hpp"

#include <algorithm>
#include <string_view>

#include "common/terminal.hpp"

namespace byline {
namespace {

constexpr std::size_t kMinWidth = 20;

/// One line of the text, marks opened and closed within it.
std::string marked_line(const MarkedText& marked, LineRange line, const std::string& on, const std::string& off) {
  const std::string_view text(marked.text);
  std::string out;
  std::size_t at = line.begin;
  for (const Highlight& mark : marked.highlights) {
    const std::size_t begin = std::max(mark.begin, line.begin);
    const std::size_t end = std::min(mark.end, line.end);
    if (begin >= end) continue;
    out.append(text.substr(at, begin - at)).append(on).append(text.substr(begin, end - begin)).append(off);
    at = end;
  }
  return out.append(text.substr(at, line.end - at));
}

}  // namespace

MarkedText sanitised(const Passage& passage) {
  MarkedText result;
  const std::string_view text(passage.text);
  std::size_t at = 0;
  for (const Highlight& mark : passage.highlights) {
    result.text += sanitised(text.substr(at, mark.begin - at));
    const std::size_t begin = result.text.size();
    result.text += sanitised(text.substr(mark.begin, mark.end - mark.begin));
    result.highlights.push_back({begin, result.text.size()});
    at = mark.end;
  }
  result.text += sanitised(text.substr(at));
  return result;
}

std::string wrapped(const MarkedText& marked, std::size_t width, const std::string& indent, const std::string& mark_on,
                    const std::string& mark_off) {
  std::vector<LineRange> lines{{0, marked.text.size()}};
  if (width > 0) lines = wrap(marked.text, std::max(width, indent.size() + kMinWidth) - indent.size());
  std::string out;
  for (const LineRange& line : lines) out += indent + marked_line(marked, line, mark_on, mark_off) + '\n';
  return out;
}

}  // namespace byline
