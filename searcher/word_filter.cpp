#include "searcher/word_filter.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <optional>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// To look for more costs as much as to cut the text into words.
constexpr std::size_t kMaxParts = 24;
constexpr std::size_t kMaxForms = 200;
/// Each stem is looked up in the index.
constexpr std::size_t kMaxStems = 32;
/// A query of more is answered by articles that have some word or other of it everywhere.
constexpr std::size_t kMaxConditions = 24;
/// Of more parts than that each place costs more to find than what stands around it costs to cut.
constexpr std::size_t kMaxPartsPlaced = 16;
/// So many bytes of a text have a count of the letters and digits before them.
constexpr std::size_t kWindowBytes = 64;
/// Places are kept in 32 bits.
constexpr std::size_t kMaxBytesPlaced = 0x7FFFFFFF;
/// Overlong words are shortened as terms, and then no part of the text.
constexpr std::size_t kMaxPartBytes = 100;

/// Letters and digits to their lower case, all else to NUL.
constexpr std::array<char, 256> kBare = [] {
  std::array<char, 256> bare{};
  for (char c = '0'; c <= '9'; ++c) bare[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    bare[static_cast<unsigned char>(c)] = c;
    bare[static_cast<unsigned char>(c - 'a' + 'A')] = c;
  }
  return bare;
}();

/// All at once: to stop at the first that is not would cost more than it saves.
/// As std::string's, which stops at every place that has the first letter; memmem skips ahead.
std::size_t place_of(std::string_view text, std::string_view part, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const void* const place = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  if (place == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(place) - text.data());
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

std::size_t start_of_stretch(std::string_view text, std::size_t at) {
  while (at > 0 && !is_space(text[at - 1])) --at;
  return at;
}

std::size_t end_of_stretch(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_space(text[at])) ++at;
  return at;
}

/// Whether a word may stand there; no for stretches that meet.
bool has_word_between(std::string_view text, std::size_t end, std::size_t begin) {
  for (; end < begin; ++end) {
    const auto byte = static_cast<unsigned char>(text[end]);
    if (byte >= 0x80 || kBare[byte] != 0) return true;
  }
  return false;
}

std::string bare_form(std::string_view word) {
  std::string bare;
  for (const char c : word) {
    if (const char kept = kBare[static_cast<unsigned char>(c)]; kept != 0) bare.push_back(kept);
  }
  return bare;
}

std::set<std::string> forms_of(const WordSet& set, const WordFilter::FormsOfStem& forms_of_stem) {
  if (!set.by_stem) return set.prefix.empty() ? std::set(set.words.begin(), set.words.end()) : std::set{set.prefix};
  std::set<std::string> forms;
  for (const std::string& stem : set.stems) forms.merge(forms_of_stem(stem));
  for (const ForeignStem& foreign : set.foreign_stems) forms.merge(forms_of_stem(foreign.stem));
  return forms;
}

/// Those that none of the others is a part of: where these are not, the others are not.
std::vector<std::string> shortest(std::vector<std::string> words) {
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::vector<std::string> parts;
  for (std::string& word : words) {
    const bool covered = std::any_of(parts.begin(), parts.end(),
                                     [&](const std::string& part) { return word.find(part) != std::string::npos; });
    if (!covered) parts.push_back(std::move(word));
  }
  return parts;
}

/// One of them is in every ASCII text that has a word of the set; nothing when it cannot be told, or not quickly.
std::optional<std::vector<std::string>> parts_of(const WordSet& set, const WordFilter::FormsOfStem& forms_of_stem) {
  if (set.stems.size() + set.foreign_stems.size() > kMaxStems && set.by_stem) return std::nullopt;
  const std::set<std::string> forms = forms_of(set, forms_of_stem);
  if (forms.empty() || forms.size() > kMaxForms) return std::nullopt;
  std::vector<std::string> bare;
  for (const std::string& form : forms) {
    if (!is_ascii(form)) continue;
    bare.push_back(bare_form(form));
    if (bare.back().empty() || bare.back().size() > kMaxPartBytes) return std::nullopt;
  }
  std::vector<std::string> parts = shortest(std::move(bare));
  return parts.size() > kMaxParts ? std::nullopt : std::optional(std::move(parts));
}

/// One with the stretch before, unless a word stands between them.
void add_stretch(std::string_view text, TextRange stretch, std::vector<TextRange>& found) {
  if (!found.empty() && !has_word_between(text, found.back().end, stretch.begin)) {
    found.back().end = std::max(found.back().end, stretch.end);
  } else {
    found.push_back(stretch);
  }
}

}  // namespace

WordFilter::WordFilter(const std::vector<const TextCondition*>& conditions, const FormsOfStem& forms_of_stem) {
  if (conditions.size() > kMaxConditions) {
    lets_all_pass_ = true;
    judges_blocks_ = false;
    return;
  }
  for (const TextCondition* condition : conditions) {
    if (condition->kind == TextCondition::Kind::Near) judges_blocks_ = false;
    Needed needed;
    for (const WordSet& set : condition->words) {
      auto parts = parts_of(set, forms_of_stem);
      if (!parts) {
        judges_blocks_ = false;
        continue;
      }
      any_word_.insert(any_word_.end(), parts->begin(), parts->end());
      needed.push_back(*std::move(parts));
    }
    if (needed.empty()) lets_all_pass_ = true;
    conditions_.push_back(std::move(needed));
  }
  any_word_ = shortest(std::move(any_word_));
}

bool WordFilter::may_hold(std::string_view text) {
  if (lets_all_pass_ || !strip(text)) return true;
  return may_hold_bare();
}

bool WordFilter::may_hold_bare() const {
  return std::any_of(conditions_.begin(), conditions_.end(), [&](const Needed& needed) {
    return std::all_of(needed.begin(), needed.end(), [&](const auto& parts) { return has_one_of(parts); });
  });
}

bool WordFilter::may_have_word(std::string_view block) {
  return !strip(block) || bare_.empty() || has_one_of(any_word_);
}

bool WordFilter::has_one_of(const std::vector<std::string>& parts) const {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return place_of(bare_, part, 0) != std::string_view::npos; });
}

bool WordFilter::places_words(std::string_view text) const {
  return any_word_.size() <= kMaxPartsPlaced && text.size() <= kMaxBytesPlaced;
}

void WordFilter::add_stretches(std::string_view text, TextRange range, std::vector<TextRange>& found) {
  const std::string_view part = text.substr(range.begin, range.end - range.begin);
  if (!places_words(part)) {
    if (may_have_word(part)) add_stretch(text, range, found);
    return;
  }
  const bool is_ascii_part = strip_with_sources(part);
  if (is_ascii_part && part.size() == text.size() && !may_hold_bare()) return;
  find_places(part);
  std::size_t known = 0;  // end of the last stretch: what lies before it is not gone through again
  for (const TextRange& place : places_) {
    if (place.end <= known) continue;
    const std::size_t begin = place.begin < known ? known : start_of_stretch(part, place.begin);
    known = end_of_stretch(part, place.end);
    add_stretch(text, {begin + range.begin, known + range.begin}, found);
  }
}

/// Adds to places_, where what is not ASCII is already, and orders them.
void WordFilter::find_places(std::string_view text) {
  for (const std::string& part : any_word_) {
    for (auto at = place_of(bare_, part, 0); at != std::string_view::npos; at = place_of(bare_, part, at + 1)) {
      places_.push_back({source_of(text, at), source_of(text, at + part.size() - 1) + 1});
    }
  }
  std::sort(places_.begin(), places_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
}

bool WordFilter::strip(std::string_view text) {
  if (!is_ascii(text)) return false;
  bare_.resize(text.size());
  std::size_t size = 0;
  for (const char c : text) {
    bare_[size] = kBare[static_cast<unsigned char>(c)];
    if (bare_[size] != 0) ++size;
  }
  bare_.resize(size);
  return true;
}

bool WordFilter::strip_with_sources(std::string_view text) {
  places_.clear();
  kept_before_.clear();
  bare_.resize(text.size());
  std::size_t size = 0;
  for (std::size_t begin = 0; begin < text.size(); begin += kWindowBytes) {
    kept_before_.push_back(static_cast<std::uint32_t>(size));
    const std::size_t end = std::min(begin + kWindowBytes, text.size());
    unsigned char all = 0;
    for (std::size_t at = begin; at < end; ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      all |= byte;
      bare_[size] = kBare[byte];
      if (kBare[byte] != 0) ++size;
    }
    if (all >= 0x80) add_wide_places(text, {begin, end});
  }
  bare_.resize(size);
  return places_.empty();
}

/// What is not ASCII in a part of a text, each to the end of its stretch.
void WordFilter::add_wide_places(std::string_view text, TextRange part) {
  for (std::size_t at = part.begin; at < part.end; ++at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) continue;
    const std::size_t known = places_.empty() ? 0 : places_.back().end;
    if (at >= known) places_.push_back({at, end_of_stretch(text, at)});
    at = places_.back().end - 1;
  }
}

std::size_t WordFilter::source_of(std::string_view text, std::size_t kept) const {
  const auto window = std::prev(std::upper_bound(kept_before_.begin(), kept_before_.end(), kept));
  std::size_t left = kept - *window;
  auto at = static_cast<std::size_t>(window - kept_before_.begin()) * kWindowBytes;
  for (;; ++at) {
    if (kBare[static_cast<unsigned char>(text[at])] != 0 && left-- == 0) return at;
  }
}

}  // namespace byline
