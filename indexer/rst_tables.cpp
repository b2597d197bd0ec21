#include "indexer/rst_tables.hpp"

#include <algorithm>
#include <cstdint>

#include "common/terminal.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// Tables are drawn in columns of the screen; wider ones are no tables.
constexpr std::size_t kWidestTable = 10'000;
constexpr std::size_t kMaxColumns = 500;

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return line;
}

/// The byte at which each column of a line begins: a wide character takes two.
std::vector<std::uint32_t> bytes_of_columns(std::string_view line) {
  std::vector<std::uint32_t> bytes;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    next_code_point(line, at);
    const std::size_t width = begin + 1 == at ? 1 : width_columns(line.substr(begin, at - begin));
    bytes.insert(bytes.end(), width, static_cast<std::uint32_t>(begin));
  }
  bytes.push_back(static_cast<std::uint32_t>(line.size()));
  return bytes;
}

std::size_t byte_at(const std::vector<std::uint32_t>& bytes, std::size_t column) {
  return bytes[std::min(column, bytes.size() - 1)];
}

void append_cell(std::string& cell, std::string_view text) {
  text = trim(text);
  if (text.empty()) return;
  if (!cell.empty()) cell += ' ';
  cell.append(text);
}

/// Collects the lines of a row and puts finished rows into the table.
class RowBuilder {
 public:
  RowBuilder(RstTable& table, std::size_t columns) : table_(table), cells_(columns) {}

  void add(std::size_t cell, std::string_view text, std::size_t line) {
    if (cell >= cells_.size() || trim(text).empty()) return;
    if (is_empty_) line_ = line;
    is_empty_ = false;
    append_cell(cells_[cell], text);
  }

  void finish() {
    std::string row;
    for (std::string& cell : cells_) {
      if (cell.empty()) continue;
      if (!row.empty()) row += "  ";
      row += cell;
      cell.clear();
    }
    if (!row.empty()) table_.rows.push_back({std::move(row), line_});
    is_empty_ = true;
  }

 private:
  RstTable& table_;
  std::vector<std::string> cells_;
  std::size_t line_ = 0;
  bool is_empty_ = true;
};

bool is_rule(std::string_view text) {
  return !text.empty() && text.find_first_not_of("+-= |") == std::string_view::npos;
}

/// The columns of the screen in which a border has a '+'.
std::vector<std::size_t> corners_of(std::string_view border) {
  std::vector<std::size_t> corners;
  for (std::size_t at = 0; at < border.size() && corners.size() <= kMaxColumns; ++at) {
    if (border[at] == '+') corners.push_back(at);
  }
  return corners;
}

/// The cells of a line between the strokes that stand below corners; a cell that spans several counts as the first.
void add_grid_line(std::string_view line, const std::vector<std::size_t>& corners, std::size_t number,
                   RowBuilder& row) {
  const std::vector<std::uint32_t> bytes = bytes_of_columns(line);
  std::size_t cell = 0;
  std::size_t begin = byte_at(bytes, corners.front() + 1);
  for (std::size_t i = 1; i < corners.size(); ++i) {
    const std::size_t end = byte_at(bytes, corners[i]);
    const bool is_edge = end < line.size() && (line[end] == '|' || line[end] == '+');
    if (!is_edge && i + 1 < corners.size()) continue;
    const std::string_view text = line.substr(begin, std::max(end, begin) - begin);
    if (!is_rule(text)) row.add(cell, text, number);
    cell = i;
    begin = std::min(end + 1, line.size());
  }
}

/// The first and last column of each run of '='.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Span> spans_of(std::string_view border) {
  std::vector<Span> spans;
  for (std::size_t at = 0; at < border.size() && spans.size() < kMaxColumns;) {
    const std::size_t begin = border.find('=', at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(border.find(' ', begin), border.size());
    spans.push_back({begin, end});
    at = end;
  }
  return spans;
}

bool is_blank(std::string_view line) { return trim(line).empty(); }

/// Without a last border the table ends at the first blank line.
std::size_t end_of_paragraph(const std::vector<std::string_view>& lines, std::size_t begin) {
  while (begin < lines.size() && !is_blank(lines[begin])) ++begin;
  return begin;
}

}  // namespace

bool begins_grid_table(std::string_view line) {
  line = trim(line);
  return line.size() >= 3 && line.size() <= kWidestTable && line.starts_with('+') && line.ends_with('+') &&
         line.find_first_not_of("+-=") == std::string_view::npos && line[1] != '+';
}

bool begins_simple_table(std::string_view line) {
  line = trim(line);
  return line.size() >= 3 && line.size() <= kWidestTable && line.starts_with('=') && line.ends_with('=') &&
         line.find(' ') != std::string_view::npos && line.find_first_not_of("= ") == std::string_view::npos;
}

RstTable read_grid_table(const std::vector<std::string_view>& lines, std::size_t begin) {
  RstTable table;
  table.end = begin;
  while (table.end < lines.size()) {
    const std::string_view line = trim(lines[table.end]);
    if (!line.starts_with('+') && !line.starts_with('|')) break;
    ++table.end;
  }
  // The most finely divided border has every corner.
  std::vector<std::size_t> corners;
  for (std::size_t i = begin; i < table.end; ++i) {
    if (!begins_grid_table(lines[i])) continue;
    std::vector<std::size_t> of_line = corners_of(without_line_end(lines[i]));
    if (of_line.size() > corners.size()) corners = std::move(of_line);
  }
  RowBuilder row(table, corners.size());
  for (std::size_t i = begin; i < table.end; ++i) {
    const std::string_view line = without_line_end(lines[i]);
    const bool is_border = trim(line).starts_with('+') || line.find("+--") != std::string_view::npos;
    if (is_border) row.finish();
    if (line.size() <= kWidestTable && !begins_grid_table(line)) add_grid_line(line, corners, i, row);
  }
  row.finish();
  return table;
}

std::size_t last_border_of_simple_table(const std::vector<std::string_view>& lines, std::size_t begin) {
  for (std::size_t i = begin + 1; i < lines.size(); ++i) {
    if (begins_simple_table(lines[i]) && (i + 1 == lines.size() || is_blank(lines[i + 1]))) return i;
  }
  return lines.size();
}

RstTable read_simple_table(const std::vector<std::string_view>& lines, std::size_t begin, std::size_t border) {
  RstTable table;
  const std::size_t end = border < lines.size() ? border : end_of_paragraph(lines, begin);
  table.end = std::min(end + (border < lines.size() ? 1 : 0), lines.size());
  const std::vector<Span> spans = spans_of(lines[begin]);
  RowBuilder row(table, spans.size());
  for (std::size_t i = begin + 1; i < end; ++i) {
    const std::string_view line = lines[i];
    if (is_rule(trim(line))) {
      row.finish();
      continue;
    }
    if (line.size() > kWidestTable) continue;
    const std::vector<std::uint32_t> bytes = bytes_of_columns(line);
    // A line without text in the first column goes on with the row above.
    const auto cell = [&](std::size_t k) {
      const std::size_t first = byte_at(bytes, spans[k].begin);
      const std::size_t last = k + 1 < spans.size() ? byte_at(bytes, spans[k + 1].begin) : line.size();
      return line.substr(first, last - first);
    };
    if (!is_blank(cell(0))) row.finish();
    for (std::size_t k = 0; k < spans.size(); ++k) row.add(k, cell(k), i);
  }
  row.finish();
  return table;
}

}  // namespace byline
