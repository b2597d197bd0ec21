#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A row of a table: its cells, each on one line, with two spaces between them.
struct RstTableRow {
  std::string text;
  std::size_t line = 0;  ///< index of its first line
};

struct RstTable {
  std::vector<RstTableRow> rows;
  std::size_t end = 0;  ///< index of the first line behind the table
};

/// True for a line such as "+-----+-----+".
bool begins_grid_table(std::string_view line);

/// True for a line such as "=====  =====".
bool begins_simple_table(std::string_view line);

/// Reads the table that begins at `lines[begin]`. REQUIRES: the line begins one.
RstTable read_grid_table(const std::vector<std::string_view>& lines, std::size_t begin);

/// The last border of the simple table that begins at `lines[begin]`: one with a blank line or the end of the text
/// behind it; the number of lines when there is none, and then no later table has one either.
std::size_t last_border_of_simple_table(const std::vector<std::string_view>& lines, std::size_t begin);

/// The same for a simple table and its last border. Without one the table ends at the first blank line.
RstTable read_simple_table(const std::vector<std::string_view>& lines, std::size_t begin, std::size_t border);

}  // namespace byline
