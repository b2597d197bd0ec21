#include "searcher/similar_names.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "common/folding.hpp"

namespace byline {
namespace {

TEST_CASE("names that fit a name asked for") {
  struct Row {
    std::string_view name;
    std::string_view wanted;
    NameLikeness expected;
  };
  using enum NameLikeness;
  constexpr Row kRows[] = {
      {"Erin Williams", "Williams, Erin", Same},
      {"Erin Williams", "williams ERIN", Same},
      {"Erin Williams", "Dr. Erin Williams", Same},
      {"Erin Williams", "Erin Williams, PhD", Same},
      {"Dr. Erin Williams, Ph.D.", "erin williams", Same},
      {"Érin Williams", "Erin Williams", Same},
      {"Mary O’Brien", "mary obrien", Same},
      {"Jean-Luc Godard", "Jean Luc Godard", Same},
      {"Jean-Luc Godard", "Godard, Jean-Luc", Same},
      {"Jean-Luc Godard", "jeanluc godard", Same},
      {"E. M. Williams", "E.M. Williams", Same},
      {"Williams, E. M.", "E.M. Williams", Same},
      {"山田 太郎", "山田太郎", Same},
      {"Елена Петрова", "Петрова Елена", Same},

      {"Jane Smith", "Smith", Words},
      {"Jane Smith", "Jane", Words},
      {"Jane Smith", "J. Smith", Words},
      {"Jane Smith", "J Smith", Words},
      {"Jane Smith", "Smith, J.", Words},
      {"Erin M. Williams", "Erin Williams", Words},
      {"Erin Mary Williams", "E.M. Williams", Words},
      {"Erin M. Williams", "Dr Williams", Words},
      {"Jean-Luc Godard", "J.-L. Godard", Words},
      {"Jean-Luc Godard", "Luc Godard", Words},
      {"Ludwig van Beethoven", "Beethoven", Words},
      {"Ludwig van Beethoven", "van Beethoven, L.", Words},
      {"Елена Петрова", "Е. Петрова", Words},
      {"J. R. Doe", "Doe", Words},
      {"王 小明", "王", Words},
      {"Mary O’Brien", "obrien", Words},
      {"Mary OBrien", "o'brien, m.", Words},

      {"J. R. Doe", "John Doe", Initials},
      {"J. R. Doe", "Robert Doe", Initials},
      {"Doe, J.", "Jane Doe", Initials},

      {"Jane Smith", "K. Smith", None},
      {"Jane Smith", "J. S.", None},
      {"Jane Smith", "J", None},
      {"J. R. Doe", "J", None},
      {"Jane Smith", "Jan Smith", None},
      {"Jane Smith", "J. J. Smith", None},
      {"Jane Smith", "JS", None},
      {"J. R. Doe", "Kate Doe", None},
      {"Jane Smith", "Jane Smith Doe", None},
      {"Smithson", "Smith", None},
      {"Jane Smith", "Dr.", None},
      {"Jane Smith", "", None},
      {"Jane Smith", "'", None},
      {"", "Smith", None},
      {"Prof", "prof", Same},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CAPTURE(row.wanted);
    CHECK(name_likeness(folded_name(row.name), folded_name(row.wanted)) == row.expected);
  }
}

TEST_CASE("values that have all the words") {
  CHECK(has_words("trade policy", "policy"));
  CHECK(has_words("trade policy", "policy trade"));
  CHECK(has_words("trade-policy", "trade policy"));
  CHECK_FALSE(has_words("trade policy", "t. policy"));
  CHECK_FALSE(has_words("trade policy", "pol"));
  CHECK_FALSE(has_words("trade policy", " - "));
}

}  // namespace
}  // namespace byline
