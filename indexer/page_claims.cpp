#include "indexer/page_claims.hpp"

#include "common/utf8.hpp"
#include "indexer/html_text.hpp"

namespace byline {
namespace {

/// Longer values are no titles, names or tags.
constexpr std::size_t kLongestValue = 4096;

bool has_markup(std::string_view value) {
  const std::size_t reference = value.find('&');
  if (reference != std::string_view::npos && value.find(';', reference) != std::string_view::npos) return true;
  const std::size_t tag = value.find('<');
  if (tag == std::string_view::npos || tag + 1 >= value.size()) return false;
  const char next = value[tag + 1];
  return next == '/' ||
         ((next | 0x20) >= 'a' && (next | 0x20) <= 'z' && value.find('>', tag) != std::string_view::npos);
}

}  // namespace

std::string plain_value(std::string_view value) {
  value = whole_code_points(value, kLongestValue);
  return single_spaced(has_markup(value) ? text_of_html(value) : std::string(value));
}

}  // namespace byline
