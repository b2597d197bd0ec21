#include "indexer/date_in_line.hpp"

#include <cstddef>

#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"
#include "indexer/byline_noise.hpp"
#include "indexer/written_date.hpp"

namespace byline {
namespace {

/// The words of the date that begins at the start of `text`, by trying ever fewer of them.
std::optional<PartialDate> date_at_start(std::string_view text, std::string_view language) {
  constexpr int kMostTries = 14;
  for (int tries = 0; tries < kMostTries && !text.empty(); ++tries) {
    if (const auto date = parse_field_date(text, language)) return date;
    const std::size_t space = text.rfind(' ');
    if (space == std::string_view::npos) break;
    text = trim(text.substr(0, space));
    while (text.ends_with(',') || text.ends_with('|') || text.ends_with('-'))
      text = trim(text.substr(0, text.size() - 1));
  }
  return std::nullopt;
}

}  // namespace

std::optional<PartialDate> date_in_line(std::string_view line, std::string_view language) {
  if (is_update_line(line)) return std::nullopt;
  if (const auto date = parse_field_date(line, language)) return date;
  for (const std::string_view part : dates_in(line)) {
    if (const auto date = parse_field_date(part, language)) return date;
    // Labels and prepositions stand in front of it.
    std::string_view rest = part;
    for (int words = 0; words < 4; ++words) {
      if (const auto date = date_at_start(rest, language)) return date;
      const std::size_t space = rest.find(' ');
      if (space == std::string_view::npos) break;
      rest = trim(rest.substr(space + 1));
    }
  }
  return std::nullopt;
}

}  // namespace byline
