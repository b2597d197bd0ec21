#include "searcher/word_marks.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>

#include "searcher/query_lexer.hpp"

namespace byline {
namespace {

constexpr std::u32string_view kDigits = U"0123456789";

bool has_letter(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)); });
}

/// `semiconducter~`, `semiconducter~2,`; but not `~5` and `foo~bar`, in which the sign is text.
std::optional<std::size_t> find_fuzzy_mark(std::u32string_view text) {
  const std::size_t tilde = text.rfind(U'~');
  if (tilde == std::u32string_view::npos || !has_word(text.substr(0, tilde))) return std::nullopt;
  const std::size_t rest = text.find_first_not_of(std::u32string(kDigits) + U'.', tilde + 1);
  if (rest != std::u32string_view::npos && has_word(text.substr(rest))) return std::nullopt;
  return tilde;
}

/// The number behind the sign, if there is one.
std::optional<unsigned> read_edits(std::u32string_view after, std::size_t tilde) {
  std::u32string_view number = after.substr(0, after.find_first_not_of(std::u32string(kDigits) + U'.'));
  while (number.ends_with(U'.')) number.remove_suffix(1);
  if (number.empty()) return std::nullopt;
  const bool is_known = number.size() == 1 && number[0] >= U'1' && number[0] <= U'0' + kMaxFuzzyEdits;
  if (!is_known) {
    throw_bad_query("the number after a ~ is 1 or 2",
                    "word~1 may differ in one letter, word~2 in two, word~ as its length allows", tilde);
  }
  return static_cast<unsigned>(number[0] - U'0');
}

TypedWord fuzzy_word(std::u32string_view text, std::size_t tilde, std::size_t begin) {
  const std::size_t star = text.find(U'*');
  if (star != std::u32string_view::npos) {
    throw_bad_query("* and ~ contradict each other", "word~ finds words like it, word* all that begin so",
                    begin + star);
  }
  return {to_utf8(text.substr(0, tilde)), WordForm::Fuzzy, read_edits(text.substr(tilde + 1), begin + tilde), begin};
}

/// REQUIRES: a `*` and a word are in the text.
TypedWord starred_word(std::u32string_view text, std::size_t begin) {
  const std::size_t first = text.find(U'*');
  if (!has_word(text.substr(0, first))) {
    text.remove_prefix(first);  // quotes and the like
    begin += first;
  }
  const std::size_t last = text.rfind(U'*');
  if (!has_word(text.substr(last))) text = text.substr(0, last + 1);
  std::u32string stars;
  for (const char32_t c : text) {
    if (c != U'*' || !stars.ends_with(U'*')) stars += c;
  }
  if (stars.find(U'*') + 1 < stars.size()) return {to_utf8(stars), WordForm::Pattern, {}, begin};
  stars.pop_back();
  return {to_utf8(stars), WordForm::Prefix, {}, begin};
}

}  // namespace

TypedWord read_typed_word(std::u32string_view text, std::size_t begin) {
  if (const auto tilde = find_fuzzy_mark(text)) {
    if (!has_letter(text.substr(0, *tilde))) {
      throw_bad_query("a ~ after a number is not understood", "to search for the text, quote it", begin + *tilde);
    }
    return fuzzy_word(text, *tilde, begin);
  }
  if (text.find(U'*') == std::u32string_view::npos) return {to_utf8(text), WordForm::Inflected, {}, begin};
  return starred_word(text, begin);
}

std::vector<TypedWord> read_typed_phrase(std::u32string_view text, std::size_t begin) {
  std::vector<TypedWord> parts;
  const auto add_plain = [&](std::size_t from, std::size_t to) {
    while (from < to && is_query_space(text[from])) ++from;
    while (from < to && is_query_space(text[to - 1])) --to;
    const std::u32string_view plain = text.substr(from, to - from);
    if (has_word(plain)) parts.push_back({to_utf8(plain), WordForm::Inflected, {}, begin + from});
  };
  std::size_t plain = 0;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t to = from;
    while (to < text.size() && !is_query_space(text[to])) ++to;
    const std::u32string_view word = text.substr(from, to - from);
    const std::size_t star = word.find(U'*');
    const auto tilde = find_fuzzy_mark(word);
    if (star != std::u32string_view::npos && !has_word(word)) throw_misplaced_star(begin + from + star);
    if (star != std::u32string_view::npos || (tilde && has_letter(word.substr(0, *tilde)))) {
      add_plain(plain, from);
      parts.push_back(read_typed_word(word, begin + from));
      plain = to;
    }
    from = to + 1;
  }
  add_plain(plain, text.size());
  return parts;
}

}  // namespace byline
