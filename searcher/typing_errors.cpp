#include "searcher/typing_errors.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "searcher/letters.hpp"

namespace byline {
namespace {

// Chosen on misspelt words of several archives (scripts/evaluate-spelling); what matters is their order.
constexpr double kSubstitution = 1.0;
constexpr double kLikelySubstitution = 0.75;  ///< a neighbour on the keyboard, or a letter that sounds alike
constexpr double kMissing = 0.9;
constexpr double kExtra = 0.95;
constexpr double kDoubled = 0.65;  ///< one letter for two, or two for one
constexpr double kSlip = 0.8;      ///< an extra letter beside the one that was meant
constexpr double kSwap = 0.7;
constexpr double kAtTheStart = 0.35;  ///< more for an error in the first letter

/// Rows of keyboards; a key has its neighbours in its row and the two below and above it.
constexpr std::array<std::u32string_view, 3> kKeyboards[] = {
    {U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"},
    {U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю"},
    {U";ςερτυθιοπ", U"ασδφγηξκλ", U"ζχψωβνμ"},
    {U"ضصثقفغعهخحجد", U"شسيبلاتنمكط", U"ئءؤرلىةوزظ"},
    {U"/'קראטוןםפ", U"שדגכעיחלךף", U"זסבהנמצתץ"},
    {U"\u1107\u110c\u1103\u1100\u1109\u116d\u1167\u1163\u1162\u1166",
     U"\u1106\u1102\u110b\u1105\u1112\u1169\u1165\u1161\u1175", U"\u110f\u1110\u110e\u1111\u1172\u116e\u1173"},
};

constexpr std::u32string_view kVowels[] = {U"aeiouy", U"аеиоуыэюя", U"اويى"};

/// Letters that are written for each other by ear.
constexpr std::u32string_view kAlike[] = {U"ck", U"cs", U"sz", U"fv", U"dt", U"bp", U"gj", U"iy", U"vw", U"kq",
                                          U"бп", U"дт", U"зс", U"шщ", U"гк", U"вф", U"ие", U"ةه", U"ىي"};

bool is_in(std::u32string_view letters, char32_t a, char32_t b) {
  return letters.find(a) != std::u32string_view::npos && letters.find(b) != std::u32string_view::npos;
}

bool are_neighbours(char32_t a, char32_t b) {
  for (const auto& rows : kKeyboards) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::size_t at = rows[row].find(a);
      if (at == std::u32string_view::npos) continue;
      const auto is_at = [&](std::size_t r, std::size_t c) { return r < 3 && c < rows[r].size() && rows[r][c] == b; };
      // Each row is set half a key to the right of the one above it.
      if (is_at(row, at + 1) || is_at(row + 1, at) || is_at(row - 1, at) || is_at(row - 1, at + 1)) return true;
      if (at > 0 && (is_at(row, at - 1) || is_at(row + 1, at - 1))) return true;
    }
  }
  return false;
}

bool is_likely(char32_t a, char32_t b) {
  const auto holds_both = [&](std::u32string_view letters) { return is_in(letters, a, b); };
  return are_neighbours(a, b) || std::any_of(std::begin(kVowels), std::end(kVowels), holds_both) ||
         std::any_of(std::begin(kAlike), std::end(kAlike), holds_both);
}

bool is_at(const std::u32string& word, std::size_t at, char32_t letter) {
  return at < word.size() && word[at] == letter;
}

/// The letter has its like beside it.
bool is_doubled(const std::u32string& word, std::size_t at) {
  return (at > 0 && is_at(word, at - 1, word[at])) || is_at(word, at + 1, word[at]);
}

double cost_of_extra(const std::u32string& typed, std::size_t at) {
  const double start = at == 0 ? kAtTheStart : 0;
  if (is_doubled(typed, at)) return kDoubled;
  const bool is_slip = (at > 0 && are_neighbours(typed[at - 1], typed[at])) ||
                       (at + 1 < typed.size() && are_neighbours(typed[at + 1], typed[at]));
  return start + (is_slip ? kSlip : kExtra);
}

double cost_of_missing(const std::u32string& meant, std::size_t at) {
  return is_doubled(meant, at) ? kDoubled : kMissing + (at == 0 ? kAtTheStart : 0);
}

double cost_of_substitution(char32_t typed, char32_t meant, bool at_the_start) {
  if (typed == meant) return 0;
  return (is_likely(typed, meant) ? kLikelySubstitution : kSubstitution) + (at_the_start ? kAtTheStart : 0);
}

}  // namespace

double typing_cost(std::string_view typed_word, std::string_view meant_word) {
  const std::u32string typed = letters_of(typed_word);
  const std::u32string meant = letters_of(meant_word);
  const std::size_t width = meant.size() + 1;
  std::vector<double> cells((typed.size() + 1) * width);
  for (std::size_t j = 1; j < width; ++j) cells[j] = cells[j - 1] + cost_of_missing(meant, j - 1);
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    double* const row = &cells[i * width];
    const double* const above = row - width;
    const double extra = cost_of_extra(typed, i - 1);
    row[0] = above[0] + extra;
    for (std::size_t j = 1; j < width; ++j) {
      const double kept = above[j - 1] + cost_of_substitution(typed[i - 1], meant[j - 1], i == 1 && j == 1);
      row[j] = std::min({kept, above[j] + extra, row[j - 1] + cost_of_missing(meant, j - 1)});
      const bool swapped = i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1];
      if (swapped) {
        row[j] = std::min(row[j], above[j - 2 - width] + kSwap + (i == 2 && j == 2 ? kAtTheStart : 0));
      }
    }
  }
  return cells.back();
}

}  // namespace byline
