#include "indexer/name_list.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

using WordSet = std::unordered_set<std::string>;

enum class Strength {
  Comma,   ///< may also stand before an affiliation
  Strong,  ///< parts people
  Timid,   ///< a word that means other things too: parts people only between two full names
};

struct Separator {
  std::string_view text;
  Strength strength = Strength::Strong;
  bool any_case = false;  ///< capitals mean the same; " A " and " E " are initials
};

constexpr Separator kSeparators[] = {
    {", and ", Strength::Strong, true},
    {", & ", Strength::Strong},
    {" and ", Strength::Strong, true},
    {" & ", Strength::Strong},
    {" und ", Strength::Strong, true},
    {" sowie ", Strength::Strong, true},
    {" et ", Strength::Strong, true},
    {" y ", Strength::Strong},
    {" e ", Strength::Strong},
    {" ed ", Strength::Timid},
    {" и ", Strength::Strong, true},
    {" та ", Strength::Strong, true},
    {" і ", Strength::Strong, true},
    {" και ", Strength::Strong},
    {" και ", Strength::Strong},
    {" og ", Strength::Strong, true},
    {" och ", Strength::Strong, true},
    {" ve ", Strength::Strong},
    {" dan ", Strength::Strong},
    {" és ", Strength::Strong, true},
    {" și ", Strength::Strong, true},
    {" şi ", Strength::Strong, true},
    {" oraz ", Strength::Strong, true},
    {" i ", Strength::Timid},
    {" a ", Strength::Timid},
    {" ja ", Strength::Timid},
    {" và ", Strength::Strong, true},
    {" و ", Strength::Strong},
    {" และ ", Strength::Strong},
    {" 및 ", Strength::Strong},
    {" 和 ", Strength::Strong},
    {" 与 ", Strength::Strong},
    {" 及 ", Strength::Strong},
    {" と ", Strength::Strong},
    {";", Strength::Strong},
    {"；", Strength::Strong},
    {"、", Strength::Strong},
    {"，", Strength::Comma},
    {",", Strength::Comma},
    {"،", Strength::Comma},
    {" / ", Strength::Strong},
    {"|", Strength::Comma},
    {" • ", Strength::Comma},
    {" · ", Strength::Comma},
};

constexpr Separator kDutchAnd = {" en ", Strength::Strong, true};

bool opens_with(std::string_view text, const Separator& separator) {
  if (text.size() < separator.text.size()) return false;
  const auto is_same = [&](char ours, char theirs) {
    if (separator.any_case && theirs >= 'A' && theirs <= 'Z') theirs = static_cast<char>(theirs + 32);
    return ours == theirs;
  };
  return std::equal(separator.text.begin(), separator.text.end(), text.begin(), is_same);
}

/// "et al.", "and others", "и др.": people whom the list does not name.
bool is_rest_of_list(std::string_view part) {
  static const WordSet kWords = {
      "al",   "al.",    "others",   "other", "andere",  "andere.", "autres", "otros", "altri",      "outros", "др",
      "др.",  "другие", "інші",     "ін.",   "u.a.",    "u. a.",   "et al.", "et al", "и др.",      "и др",   "等",
      "ほか", "他",     "и другие", "a.o.",  "et alii", "m.fl.",   "и т.д.", "外",    "und andere", "y otros"};
  return part.size() < 24 && kWords.contains(folded_case(part));
}

/// Without "et al." behind the last name.
std::string_view without_rest_of_list(std::string_view part) {
  for (const std::string_view ending :
       {" et al.", " et al", " и др.", " и др", " u. a.", " u.a.", " m.fl.", "等", "ほか"}) {
    if (part.size() > ending.size() && part.ends_with(ending)) return trim(part.substr(0, part.size() - ending.size()));
  }
  return part;
}

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

/// "José Ortega y Gasset", "Mac & i": the sign joins no people.
bool joins_one_name(const Separator& separator, std::string_view before, std::string_view part) {
  if (separator.strength == Strength::Timid) return !looks_like_name(before) || !looks_like_name(part);
  if (separator.text == " and " || separator.text == " & " || separator.text == " und ") {
    // "The Science and Technology Desk"
    const bool is_body = (before.starts_with("The ") || before.starts_with("Die ")) && !has_affiliation_word(before);
    if (is_body && has_affiliation_word(part) && !part.starts_with("The ") && !part.starts_with("the ")) return true;
  }
  if (separator.text == " & ") return part.size() == 1 && part.front() >= 'a' && part.front() <= 'z';
  if (separator.text != " y " && separator.text != " e ") return false;
  return count_words(before) > 1 && count_words(part) == 1;
}

/// Whether a slash without spaces parts two people: "Jane Doe/Jo Roe"; but "AC/DC" and "Reuters/Variety" stay.
bool is_slash_between_people(std::string_view list, std::size_t begin, std::size_t at) {
  const std::size_t end = std::min(list.find_first_of(",;/|", at + 1), list.size());
  return looks_like_name(list.substr(begin, at - begin)) || looks_like_name(list.substr(at + 1, end - at - 1));
}

int bracket_step(char c) { return c == '(' || c == '[' ? 1 : (c == ')' || c == ']' ? -1 : 0); }

class ListCutter {
 public:
  ListCutter(std::string_view list, bool joins_with_en) : list_(list), joins_with_en_(joins_with_en) {
    // A bracket that is never closed must not hide the separators behind it.
    int depth = 0;
    for (const char c : list) depth = std::max(0, depth + bracket_step(c));
    respects_brackets_ = depth == 0;
  }

  std::vector<NamePart> parts() {
    int depth = 0;
    for (std::size_t at = 0; at < list_.size();) {
      depth = std::max(0, depth + bracket_step(list_[at]));
      const Separator* separator = depth > 0 && respects_brackets_ ? nullptr : separator_at(at);
      if (separator == nullptr) {
        next_code_point(list_, at);
        continue;
      }
      finish(at);
      before_ = separator;
      at = begin_ = at + separator->text.size();
    }
    finish(list_.size());
    return std::move(parts_);
  }

 private:
  [[nodiscard]] const Separator* separator_at(std::size_t at) const {
    const std::string_view text = list_.substr(at);
    if (joins_with_en_ && opens_with(text, kDutchAnd)) return &kDutchAnd;
    for (const Separator& separator : kSeparators) {
      if (opens_with(text, separator)) return &separator;
    }
    static constexpr Separator kSlash = {"/"};
    if (text.front() == '/' && at > begin_ && is_slash_between_people(list_, begin_, at)) return &kSlash;
    return nullptr;
  }

  void finish(std::size_t end) {
    if (end < begin_) return;
    const std::string_view part = without_rest_of_list(trim(list_.substr(begin_, end - begin_)));
    const bool after_comma = before_ != nullptr && before_->strength == Strength::Comma;
    if (part.empty() || is_rest_of_list(part) || (before_ != nullptr && is_degree(part))) return;
    if (after_comma && !parts_.empty() && (is_initials(part) || is_name_suffix(part))) {
      parts_.back().text += ", " + std::string(part);
    } else if (before_ != nullptr && !parts_.empty() && joins_one_name(*before_, parts_.back().text, part)) {
      parts_.back().text += std::string(before_->text) + std::string(part);
    } else {
      parts_.push_back({std::string(part), after_comma});
    }
  }

  std::string_view list_;
  bool joins_with_en_;
  bool respects_brackets_ = true;
  std::vector<NamePart> parts_;
  const Separator* before_ = nullptr;
  std::size_t begin_ = 0;
};

}  // namespace

std::vector<NamePart> name_parts(std::string_view list, bool joins_with_en) {
  return ListCutter(list, joins_with_en).parts();
}

bool is_initials(std::string_view text) {
  if (text.size() > 16) return false;
  bool has_stop = false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    if (c == '.') has_stop = true;
    if (c == '.' || c == ' ' || c == '-') {
      letters = 0;
    } else if (++letters > 1 || !u_isalpha(c)) {
      return false;
    }
  }
  return has_stop;
}

bool is_name_suffix(std::string_view text) {
  static const WordSet kSuffixes = {"jr.", "jr", "sr.", "sr", "ii", "iii", "iv", "snr", "jnr", "snr.", "jnr."};
  return text.size() < 8 && kSuffixes.contains(folded_case(text));
}

bool is_degree(std::string_view text) {
  static const WordSet kDegrees = {"phd",     "ph.d.", "ph.d", "ph. d.", "md",     "m.d.",  "mba",  "msc", "m.sc.",
                                   "ma",      "m.a.",  "ba",   "b.a.",   "bsc",    "b.sc.", "esq.", "esq", "rn",
                                   "r.n.",    "dds",   "dvm",  "mph",    "m.p.h.", "jd",    "j.d.", "llm", "ll.m.",
                                   "do",      "d.o.",  "cpa",  "facp",   "frcp",   "obe",   "mbe",  "cbe", "qc",
                                   "kc",      "rd",    "rdn",  "pharmd", "edd",    "ed.d.", "psyd", "msw", "lcsw",
                                   "d.phil.", "dphil", "ms",   "m.s.",   "bs"};
  if (text.size() >= 12 || !kDegrees.contains(folded_case(text))) return false;
  // Two letters are a degree in capitals only: "Ma" and "Do" are names.
  return text.size() > 2 || (text[0] < 'a' && text[1] < 'a');
}

}  // namespace byline
