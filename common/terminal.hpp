#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// Text from documents, made safe to show: C0 and C1 controls, DEL, escape sequences' introducers, bidirectional
/// overrides, isolates and marks (U+202A-202E, U+2066-2069, U+061C, U+200E/F), the deprecated controls of mirroring and
/// shaping (U+206A-206F) and line or paragraph separators become visible escapes like `\x1b` or `<U+202E>`; tab and
/// line feed become a space. Well-formed UTF-8 in, well-formed UTF-8 out; ill-formed bytes become U+FFFD.
std::string sanitised(std::string_view text);

/// Columns that the text takes on a terminal, by ICU's properties whatever the locale: East Asian wide and fullwidth
/// characters and emoji take two, combining marks and format characters none.
std::size_t width_columns(std::string_view text);

/// Breaks text (one paragraph) into lines of at most `width` columns at the places Unicode allows (UAX #14, ICU's line
/// iterator, so Chinese and Thai wrap too); a word that is too long is broken between grapheme clusters. Returns the
/// byte ranges [begin, end) of the lines, without the white space at their ends.
struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<LineRange> wrap(std::string_view text, std::size_t width);

/// Cut to at most `width` columns, at a grapheme cluster, with `…` when something was cut.
std::string clipped(std::string_view text, std::size_t width);

enum class ColorWhen { Auto, Always, Never };

/// `--color`, then NO_COLOR (when set and not empty) and TERM=dumb, then whether the stream is a terminal.
bool use_color(ColorWhen when, int file_descriptor);

/// Columns of the terminal behind the descriptor (COLUMNS when set to a number), or 0 when it is not a terminal.
std::size_t terminal_width(int file_descriptor);

/// The path relative to `base` when it lies below it, else as it is.
std::string shown_path(std::string_view path, std::string_view base);

}  // namespace byline
