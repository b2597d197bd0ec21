#include "common/author_identity.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <bitset>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "common/folding.hpp"
#include "common/packing.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// More given names than this under one last name and initial are surely of many people.
constexpr std::size_t kMostForms = 256;
constexpr std::size_t kMostWords = 6;
constexpr std::size_t kLongestName = 120;

using Words = std::vector<std::string>;

/// A name taken apart; folded.
struct Form {
  Words given;  ///< at least one: first and middle names, whole or as initials
  std::string last;
  std::string suffix;

  friend auto operator<=>(const Form&, const Form&) = default;
};

bool is_suffix(const std::string& word) {
  static const std::set<std::string> kSuffixes = {"jr", "sr", "ii", "iii", "iv"};
  return kSuffixes.contains(word);
}

/// What may stand in front of or behind a name and is no part of it.
bool is_title(const std::string& word) {
  static const std::set<std::string> kTitles = {"dr", "prof", "mr", "mrs", "ms", "phd", "md"};
  return kTitles.contains(word);
}

/// Words that belong to the last name behind them.
bool is_particle(const std::string& word) {
  static const std::set<std::string> kParticles = {"van", "von", "de",  "der", "den", "del", "della", "di",  "da",
                                                   "dos", "das", "do",  "du",  "la",  "le",  "bin",   "ibn", "bint",
                                                   "al",  "el",  "ten", "ter", "zu",  "zur", "af",    "av",  "ben"};
  return kParticles.contains(word);
}

bool is_of_spaceless_script(UChar32 code_point) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(code_point, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN: return true;
    default: return false;
  }
}

/// Letters, and the signs that join them within a word.
bool is_name_sign(UChar32 c) {
  return (u_isalpha(c) && !is_of_spaceless_script(c)) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 || c == '\'' || c == '-';
}

/// The words of a folded name; a full stop ends a word, and so does a comma, which becomes a word of its own. Nothing
/// when it has signs that no name of a person has.
std::optional<Words> words_of(std::string_view folded) {
  Words words;
  bool is_open = false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const auto c = static_cast<UChar32>(next_code_point(folded, at));
    if (c == ' ' || c == '.' || c == ',') {
      is_open = false;
      if (c == ',') words.emplace_back(",");
      continue;
    }
    if (!is_name_sign(c)) return std::nullopt;
    if (!is_open) words.emplace_back();
    is_open = true;
    words.back().append(folded.substr(begin, at - begin));
  }
  return words;
}

/// An initial, or several joined by a hyphen ("j-l").
bool is_initial(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    next_code_point(word, at);
    if (at == word.size()) return true;
    if (word[at++] != '-') return false;
  }
  return false;
}

/// "Williams, Erin M." -> "Erin M. Williams"; a suffix behind the comma stays there.
void put_last_name_last(Words& words) {
  const auto comma = std::find(words.begin(), words.end(), ",");
  if (comma == words.end()) return;
  const bool is_suffix_behind = std::next(comma) != words.end() && is_suffix(*std::next(comma));
  if (is_suffix_behind) {
    words.erase(comma);
    return;
  }
  Words turned(std::next(comma), words.end());
  turned.insert(turned.end(), words.begin(), comma);
  words = std::move(turned);
}

/// Takes the last name, with its particles, from the end of the words.
std::string take_last_name(Words& words) {
  std::string last = std::move(words.back());
  words.pop_back();
  while (words.size() > 1 && is_particle(words.back())) {
    last.insert(0, words.back() + " ");
    words.pop_back();
  }
  return last;
}

std::optional<Form> form_of(std::string_view name) {
  if (name.size() > kLongestName) return std::nullopt;
  auto words = words_of(folded_name(name));
  if (!words) return std::nullopt;
  std::erase_if(*words, is_title);
  if (std::count(words->begin(), words->end(), ",") > 1) return std::nullopt;
  if (!words->empty() && words->back() == ",") words->pop_back();
  put_last_name_last(*words);
  if (std::find(words->begin(), words->end(), ",") != words->end()) return std::nullopt;
  Form form;
  if (words->size() > 2 && is_suffix(words->back())) {
    form.suffix = std::move(words->back());
    words->pop_back();
  }
  if (words->size() < 2 || words->size() > kMostWords) return std::nullopt;
  // "Петров И. И." has its initials behind.
  if (!is_initial(words->front()) && std::all_of(std::next(words->begin()), words->end(), is_initial)) {
    std::rotate(words->begin(), std::next(words->begin()), words->end());
  }
  form.last = take_last_name(*words);
  if (is_initial(form.last) || words->empty()) return std::nullopt;
  form.given = std::move(*words);
  return form;
}

std::string_view first_letter(std::string_view word) {
  std::size_t at = 0;
  next_code_point(word, at);
  return word.substr(0, at);
}

/// The initials of a word's parts: "jean-luc" -> "j-l".
std::string initials_of(std::string_view word) {
  std::string initials;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t end = std::min(word.find('-', at), word.size());
    if (end > at) initials.append(initials.empty() ? "" : "-").append(first_letter(word.substr(at, end - at)));
    at = end + 1;
  }
  return initials;
}

bool may_be_one_word(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto stands_for = [](const std::string& initial, const std::string& whole) {
    return is_initial(initial) && (initial == first_letter(whole) || initial == initials_of(whole));
  };
  return stands_for(a, b) || stands_for(b, a);
}

/// Whether both may be names of one person, as far as these two tell.
bool may_be_one(const Form& a, const Form& b) {
  if (a.last != b.last || !may_be_one_word(a.given.front(), b.given.front())) return false;
  if (!a.suffix.empty() && !b.suffix.empty() && a.suffix != b.suffix) return false;
  const std::size_t both = std::min(a.given.size(), b.given.size());
  for (std::size_t i = 1; i < both; ++i) {
    if (!may_be_one_word(a.given[i], b.given[i])) return false;
  }
  return true;
}

/// Forms of one last name and first initial, with the names that have each.
using Bucket = std::vector<std::pair<Form, std::vector<std::size_t>>>;
using Neighbours = std::bitset<kMostForms>;

/// Sets of forms that are one person, each a clique that no form outside can be mistaken for a part of.
std::vector<std::vector<std::size_t>> unambiguous(const Bucket& bucket) {
  std::vector<std::vector<std::size_t>> sets;
  if (bucket.size() > kMostForms) {
    for (std::size_t i = 0; i < bucket.size(); ++i) sets.push_back({i});
    return sets;
  }
  std::vector<Neighbours> neighbours(bucket.size());
  for (std::size_t i = 0; i < bucket.size(); ++i) {
    for (std::size_t j = 0; j < bucket.size(); ++j) {
      if (may_be_one(bucket[i].first, bucket[j].first)) neighbours[i].set(j);
    }
  }
  const auto is_clear = [&](std::size_t i) {
    for (std::size_t j = 0; j < bucket.size(); ++j) {
      if (neighbours[i].test(j) && (neighbours[i] & ~neighbours[j]).any()) return false;
    }
    return true;
  };
  std::vector<bool> clear(bucket.size());
  for (std::size_t i = 0; i < bucket.size(); ++i) clear[i] = is_clear(i);
  std::vector<bool> done(bucket.size());
  for (std::size_t i = 0; i < bucket.size(); ++i) {
    if (done[i]) continue;
    std::vector<std::size_t> set = {i};
    for (std::size_t j = i + 1; j < bucket.size() && clear[i]; ++j) {
      if (clear[j] && neighbours[i].test(j)) set.push_back(j);
    }
    for (const std::size_t member : set) done[member] = true;
    sets.push_back(std::move(set));
  }
  return sets;
}

/// Greater is fuller.
auto fullness(const Form& form) {
  const auto whole =
      std::count_if(form.given.begin(), form.given.end(), [](const std::string& word) { return !is_initial(word); });
  return std::make_tuple(!is_initial(form.given.front()), form.given.size(), whole, !form.suffix.empty());
}

}  // namespace

std::vector<std::vector<std::size_t>> same_people(const std::vector<AuthorName>& names) {
  std::map<std::pair<std::string, std::string>, std::map<Form, std::vector<std::size_t>>> buckets;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto form = form_of(names[i].name);
    if (!form) continue;
    std::pair place(form->last, std::string(first_letter(form->given.front())));
    buckets[std::move(place)][std::move(*form)].push_back(i);
  }
  std::vector<std::vector<std::size_t>> people;
  for (auto& [place, forms] : buckets) {
    const Bucket bucket(std::make_move_iterator(forms.begin()), std::make_move_iterator(forms.end()));
    for (const std::vector<std::size_t>& set : unambiguous(bucket)) {
      std::vector<std::pair<const Form*, std::size_t>> person;
      for (const std::size_t form : set) {
        for (const std::size_t name : bucket[form].second) person.emplace_back(&bucket[form].first, name);
      }
      if (person.size() < 2) continue;
      const auto rank = [&](const auto& entry) {
        const AuthorName& name = names[entry.second];
        const bool is_turned = name.name.find(',') != std::string::npos && entry.first->suffix.empty();
        return std::make_tuple(fullness(*entry.first), !is_turned, name.articles);
      };
      std::sort(person.begin(), person.end(), [&](const auto& a, const auto& b) {
        return folded_name(names[a.second].name) < folded_name(names[b.second].name);
      });
      const auto fullest = std::max_element(person.begin(), person.end(),
                                            [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
      std::rotate(person.begin(), fullest, std::next(fullest));
      std::vector<std::size_t> indexes;
      for (const auto& [form, name] : person) indexes.push_back(name);
      people.push_back(std::move(indexes));
    }
  }
  return people;
}

People::People(std::vector<Names> people) : people_(std::move(people)) {
  for (const Names& names : people_) {
    for (const PersonName& name : names) {
      for (auto id = static_cast<std::uint32_t>(counted_as_.size()); id <= name.id; ++id) counted_as_.push_back(id);
    }
    for (const PersonName& name : names) counted_as_[name.id] = names.front().id;
  }
}

std::string People::pack() const {
  std::string bytes;
  pack_uint(bytes, people_.size());
  for (const Names& names : people_) {
    pack_uint(bytes, names.size());
    for (const PersonName& name : names) {
      pack_uint(bytes, name.id);
      pack_string(bytes, name.key);
    }
  }
  return bytes;
}

People People::unpack(std::string_view bytes) {
  if (bytes.empty()) return {};
  Unpacker in(bytes);
  std::vector<Names> people;
  for (auto count = in.uint(); count > 0; --count) {
    Names names;
    for (auto size = in.uint(); size > 0; --size) {
      const std::uint64_t id = in.uint();
      // An id numbers a table; a damaged one must not make it huge.
      if (id > (1u << 24)) throw_damaged("a person has a name that no dictionary holds");
      names.push_back({static_cast<std::uint32_t>(id), std::string(in.string())});
    }
    if (names.empty()) throw_damaged("a person has no name");
    people.push_back(std::move(names));
  }
  in.require_end();
  return People(std::move(people));
}

std::uint32_t People::counted_as(std::uint32_t id) const { return id < counted_as_.size() ? counted_as_[id] : id; }

std::vector<std::string> People::keys_of(const std::string& key) const {
  for (const Names& names : people_) {
    const bool is_theirs =
        std::any_of(names.begin(), names.end(), [&](const PersonName& name) { return name.key == key; });
    if (!is_theirs) continue;
    std::vector<std::string> keys;
    for (const PersonName& name : names) keys.push_back(name.key);
    return keys;
  }
  return {key};
}

}  // namespace byline
