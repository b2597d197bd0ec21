#include "searcher/word_filter.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "common/utf8.hpp"
#include "searcher/text_stretch.hpp"

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
/// What is not ASCII is looked for in so many bytes at a time.
constexpr std::size_t kWindowBytes = 64;
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

bool is_bare(char c) { return kBare[static_cast<unsigned char>(c)] != 0; }

/// Letters and digits from the commonest in texts to the rarest, roughly.
constexpr std::string_view kByFrequency = "etaoinsrhldcumfpgwybvk0129384756xjqz";
static_assert(kByFrequency.size() == 36);

/// The places of a letter in a text, in either case, in order.
class LetterPlaces {
 public:
  LetterPlaces(std::string_view text, char letter)
      : text_(text), lower_(letter), upper_(letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter) {
    next_lower_ = text_.find(lower_);
    next_upper_ = upper_ == lower_ ? std::string_view::npos : text_.find(upper_);
  }

  /// npos after the last.
  std::size_t next() {
    const std::size_t place = std::min(next_lower_, next_upper_);
    if (place == std::string_view::npos) return place;
    std::size_t& taken = place == next_lower_ ? next_lower_ : next_upper_;
    taken = text_.find(place == next_lower_ ? lower_ : upper_, place + 1);
    return place;
  }

 private:
  std::string_view text_;
  char lower_;
  char upper_;
  std::size_t next_lower_;
  std::size_t next_upper_;
};

/// Whether a word may stand there; no for stretches that meet.
bool has_word_between(std::string_view text, std::size_t end, std::size_t begin) {
  for (; end < begin; ++end) {
    if (static_cast<unsigned char>(text[end]) >= 0x80 || is_bare(text[end])) return true;
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
std::vector<WordPart> shortest(std::vector<std::string> words) {
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::vector<WordPart> parts;
  for (std::string& word : words) {
    const bool covered = std::any_of(parts.begin(), parts.end(), [&](const WordPart& part) {
      return word.find(part.letters()) != std::string::npos;
    });
    if (!covered) parts.emplace_back(std::move(word));
  }
  return parts;
}

bool has_one_of(std::string_view text, const std::vector<WordPart>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const WordPart& part) { return part.is_in(text); });
}

/// One of them is in every ASCII text that has a word of the set; nothing when it cannot be told, or not quickly.
std::optional<std::vector<WordPart>> parts_of(const WordSet& set, const WordFilter::FormsOfStem& forms_of_stem) {
  if (set.stems.size() + set.foreign_stems.size() > kMaxStems && set.by_stem) return std::nullopt;
  const std::set<std::string> forms = forms_of(set, forms_of_stem);
  if (forms.empty() || forms.size() > kMaxForms) return std::nullopt;
  std::vector<std::string> bare;
  for (const std::string& form : forms) {
    if (!is_ascii(form)) continue;
    bare.push_back(bare_form(form));
    if (bare.back().empty() || bare.back().size() > kMaxPartBytes) return std::nullopt;
  }
  std::vector<WordPart> parts = shortest(std::move(bare));
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

WordPart::WordPart(std::string letters) : letters_(std::move(letters)) {
  const auto commonness = [&](char letter) { return kByFrequency.size() - kByFrequency.find(letter); };
  const auto rarest =
      std::min_element(letters_.begin(), letters_.end(), [&](char a, char b) { return commonness(a) < commonness(b); });
  anchor_ = static_cast<std::size_t>(rarest - letters_.begin());
}

bool WordPart::is_in(std::string_view text) const {
  LetterPlaces places(text, letters_[anchor_]);
  for (std::size_t at = places.next(); at != std::string_view::npos; at = places.next()) {
    if (range_at(text, at)) return true;
  }
  return false;
}

void WordPart::add_places(std::string_view text, std::vector<TextRange>& found) const {
  LetterPlaces places(text, letters_[anchor_]);
  for (std::size_t at = places.next(); at != std::string_view::npos; at = places.next()) {
    if (const auto range = range_at(text, at)) found.push_back(*range);
  }
}

/// Where it stands, if its rarest letter is the one at `anchor`.
std::optional<TextRange> WordPart::range_at(std::string_view text, std::size_t anchor) const {
  std::size_t begin = anchor;
  for (std::size_t letter = anchor_; letter > 0; --letter) {
    do {
      if (begin == 0) return std::nullopt;
      --begin;
    } while (!is_bare(text[begin]));
    if (kBare[static_cast<unsigned char>(text[begin])] != letters_[letter - 1]) return std::nullopt;
  }
  std::size_t last = anchor;
  for (std::size_t letter = anchor_ + 1; letter < letters_.size(); ++letter) {
    do {
      if (++last == text.size()) return std::nullopt;
    } while (!is_bare(text[last]));
    if (kBare[static_cast<unsigned char>(text[last])] != letters_[letter]) return std::nullopt;
  }
  return TextRange{begin, last + 1};
}

WordFilter::WordFilter(const std::vector<const TextCondition*>& conditions, const FormsOfStem& forms_of_stem) {
  if (conditions.size() > kMaxConditions) {
    lets_all_pass_ = true;
    judges_blocks_ = false;
    return;
  }
  std::vector<std::string> words;
  for (const TextCondition* condition : conditions) {
    if (condition->kind == TextCondition::Kind::Near) judges_blocks_ = false;
    Needed needed;
    for (const WordSet& set : condition->words) {
      auto parts = parts_of(set, forms_of_stem);
      if (!parts) {
        judges_blocks_ = false;
        continue;
      }
      for (const WordPart& part : *parts) words.push_back(part.letters());
      needed.push_back(*std::move(parts));
    }
    if (needed.empty()) lets_all_pass_ = true;
    if (needed.size() > 1) needs_several_ = true;
    conditions_.push_back(std::move(needed));
  }
  any_word_ = shortest(std::move(words));
}

bool WordFilter::may_hold(std::string_view text) const {
  return lets_all_pass_ || !is_ascii(text) || may_hold_ascii(text);
}

bool WordFilter::may_hold_ascii(std::string_view text) const {
  return std::any_of(conditions_.begin(), conditions_.end(), [&](const Needed& needed) {
    return std::all_of(needed.begin(), needed.end(), [&](const auto& parts) { return has_one_of(text, parts); });
  });
}

bool WordFilter::may_have_word(std::string_view block) const {
  return !is_ascii(block) || std::none_of(block.begin(), block.end(), is_bare) || has_one_of(block, any_word_);
}

bool WordFilter::places_words() const { return any_word_.size() <= kMaxPartsPlaced; }

void WordFilter::add_stretches(std::string_view text, TextRange range, std::vector<TextRange>& found) {
  const std::string_view part = text.substr(range.begin, range.end - range.begin);
  if (!places_words()) {
    if (may_have_word(part)) add_stretch(text, range, found);
    return;
  }
  // Where each condition is of one set of words, one of them is enough, and is found below.
  if (needs_several_ && part.size() == text.size() && is_ascii(text) && !may_hold_ascii(text)) return;
  find_places(part);
  std::size_t known = 0;  // end of the last stretch: what lies before it is not gone through again
  for (const TextRange& place : places_) {
    if (place.end <= known) continue;
    const std::size_t begin = place.begin < known ? known : start_of_stretch(part, place.begin);
    known = end_of_stretch(part, place.end);
    add_stretch(text, {begin + range.begin, known + range.begin}, found);
  }
}

/// Fills places_, in order.
void WordFilter::find_places(std::string_view text) {
  places_.clear();
  add_wide_places(text);
  for (const WordPart& part : any_word_) part.add_places(text, places_);
  std::sort(places_.begin(), places_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
}

/// What is not ASCII, each to the end of its stretch.
void WordFilter::add_wide_places(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_ascii(text.substr(at, kWindowBytes))) {
      at += kWindowBytes;
      continue;
    }
    while (static_cast<unsigned char>(text[at]) < 0x80) ++at;
    places_.push_back({at, end_of_stretch(text, at)});
    at = places_.back().end;
  }
}

}  // namespace byline
