#include "searcher/similar_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

using Words = std::vector<std::string>;

/// What may stand in front of or behind a name and is no part of it.
bool is_title(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kTitles = {"dr",  "prof", "professor", "mr", "mrs", "ms",  "mx",
                                                               "sir", "dame", "rev",       "md", "msc", "phd", "esq"};
  return std::find(kTitles.begin(), kTitles.end(), word) != kTitles.end();
}

/// The words of a name without apostrophes and titles, unless it has nothing else.
Words name_words(std::string_view name) {
  const std::vector<std::string_view> parts = words_of_value(name, " ,.-_");
  Words words(parts.begin(), parts.end());
  for (std::string& word : words) std::erase(word, '\'');
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  // "ph.d." comes apart.
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "ph" && words[i + 1] == "d") words[i] = words[i + 1] = "phd";
  }
  Words own = words;
  std::erase_if(own, is_title);
  return own.empty() ? words : own;
}

/// A letter that stands for a name; signs of scripts that write whole words with one are words.
bool is_initial(std::string_view word) {
  constexpr char32_t kFirstIdeograph = 0x2E80;
  std::size_t end = 0;
  return next_code_point(word, end) < kFirstIdeograph && end == word.size();
}

/// All letters in one, in the order given: "jean-luc godard" and "jeanluc godard".
std::string glued(const Words& words) {
  std::string all;
  for (const std::string& word : words) all += word;
  return all;
}

bool have_same_words(Words a, Words b) {
  if (glued(a) == glued(b)) return true;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

/// Takes from `words` the first one that fits, and tells whether there was one.
template <typename Fits>
bool take(Words& words, const Fits& fits) {
  const auto found = std::find_if(words.begin(), words.end(), fits);
  if (found == words.end()) return false;
  words.erase(found);
  return true;
}

}  // namespace

NameLikeness name_likeness(std::string_view name, std::string_view wanted) {
  Words words = name_words(name);
  Words parts = name_words(wanted);
  if (std::all_of(parts.begin(), parts.end(), is_initial)) return NameLikeness::None;  // would be everybody
  if (have_same_words(words, parts)) return NameLikeness::Same;
  const std::size_t asked = parts.size();
  std::erase_if(parts, [&](std::string_view part) {
    return !is_initial(part) && take(words, [&](std::string_view word) { return word == part; });
  });
  if (parts.size() == asked) return NameLikeness::None;
  std::erase_if(parts, [&](std::string_view part) {
    return is_initial(part) && take(words, [&](std::string_view word) { return word.starts_with(part); });
  });
  if (parts.empty()) return NameLikeness::Words;
  std::erase_if(parts, [&](std::string_view part) {
    return take(words, [&](std::string_view word) { return is_initial(word) && part.starts_with(word); });
  });
  return parts.empty() ? NameLikeness::Initials : NameLikeness::None;
}

std::vector<std::string_view> words_of_value(std::string_view value, std::string_view separators) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < value.size();) {
    const auto end = std::min(value.find_first_of(separators, begin), value.size());
    if (end > begin) words.push_back(value.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool has_words(std::string_view value, std::string_view wanted) {
  const std::vector<std::string_view> words = words_of_value(value);
  const std::vector<std::string_view> parts = words_of_value(wanted);
  return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return std::find(words.begin(), words.end(), part) != words.end();
  });
}

}  // namespace byline
