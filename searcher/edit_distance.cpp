#include "searcher/edit_distance.hpp"

#include "searcher/letters.hpp"

namespace byline {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::u32string target = letters_of(b);
  const std::u32string letters = letters_of(a);
  DistanceTable table(target, static_cast<unsigned>(std::max(target.size(), letters.size())));
  for (const char32_t letter : letters) table.add(letter);
  return table.distance();
}

}  // namespace byline
