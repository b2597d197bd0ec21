#include "common/korean.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/utf8.hpp"

namespace byline {
namespace {

/// Every Hangul syllable has three bytes.
constexpr std::size_t kSyllableBytes = 3;
constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
/// A syllable is a consonant, a vowel and one of 28 endings, of which the first is none and the ninth is ㄹ.
constexpr char32_t kFinals = 28;
constexpr char32_t kFinalRieul = 8;

/// Which sound a particle follows: Korean has pairs (을 after a consonant, 를 after a vowel).
enum class After { Any, Consonant, Vowel, VowelOrRieul, ConsonantButRieul };

struct Ending {
  std::string_view text;
  After after;
  std::size_t min_syllables;  ///< that must be left, so that 회의 and 제도 stay whole
};

/// From grammars of Korean: case particles, then those of topic and focus, the plural, the copula. The longer before
/// those they end with.
constexpr std::array<Ending, 78> kParticles = {{
    {"으로부터", After::ConsonantButRieul, 1},
    {"에서부터", After::Any, 1},
    {"이었습니다", After::Consonant, 2},
    {"였습니다", After::Vowel, 2},
    {"이라고는", After::Consonant, 2},
    {"이지만", After::Any, 2},
    {"이었던", After::Consonant, 2},
    {"이었다", After::Consonant, 2},
    {"입니다", After::Any, 2},
    {"이라는", After::Any, 2},
    {"이라고", After::Any, 2},
    {"이라도", After::Consonant, 2},
    {"이라면", After::Consonant, 2},
    {"이므로", After::Any, 2},
    {"이면서", After::Any, 2},
    {"이거나", After::Any, 2},
    {"이기도", After::Any, 2},
    {"로부터", After::VowelOrRieul, 1},
    {"에게서", After::Any, 1},
    {"한테서", After::Any, 1},
    {"으로써", After::ConsonantButRieul, 1},
    {"으로서", After::ConsonantButRieul, 1},
    {"이든지", After::Consonant, 2},
    {"에서", After::Any, 1},
    {"에게", After::Any, 1},
    {"께서", After::Any, 1},
    {"한테", After::Any, 1},
    {"으로", After::ConsonantButRieul, 1},
    {"로써", After::VowelOrRieul, 2},
    {"로서", After::VowelOrRieul, 2},
    {"까지", After::Any, 1},
    {"부터", After::Any, 1},
    {"마저", After::Any, 2},
    {"조차", After::Any, 2},
    {"밖에", After::Any, 2},
    {"보다", After::Any, 2},
    {"처럼", After::Any, 1},
    {"만큼", After::Any, 2},
    {"마다", After::Any, 2},
    {"대로", After::Any, 2},
    {"이나", After::Consonant, 2},
    {"이며", After::Any, 2},
    {"이고", After::Any, 2},
    {"이다", After::Any, 2},
    {"이란", After::Consonant, 2},
    {"이랑", After::Consonant, 2},
    {"이라", After::Consonant, 2},
    {"이든", After::Consonant, 2},
    {"이자", After::Any, 2},
    {"인데", After::Any, 2},
    {"인지", After::Any, 2},
    {"였다", After::Vowel, 2},
    {"라는", After::Vowel, 2},
    {"라고", After::Vowel, 2},
    {"라도", After::Vowel, 2},
    {"라면", After::Vowel, 2},
    {"든지", After::Vowel, 2},
    {"에는", After::Any, 1},
    {"에도", After::Any, 1},
    {"에만", After::Any, 1},
    {"에의", After::Any, 1},
    {"들", After::Any, 2},
    {"은", After::Consonant, 1},
    {"는", After::Vowel, 1},
    {"이", After::Consonant, 2},
    {"가", After::Vowel, 2},
    {"을", After::Consonant, 1},
    {"를", After::Vowel, 1},
    {"의", After::Any, 2},
    {"에", After::Any, 1},
    {"와", After::Vowel, 2},
    {"과", After::Consonant, 2},
    {"도", After::Any, 2},
    {"만", After::Any, 2},
    {"로", After::VowelOrRieul, 2},
    {"란", After::Vowel, 2},
    {"며", After::Vowel, 2},
    {"뿐", After::Any, 2},
}};

/// What stands behind a noun that 하다 ("do") or 되다 ("become") makes a verb of, without that verb's first syllable.
constexpr std::array<std::string_view, 49> kVerbTails = {
    "",     "다",       "는",     "고",     "며",   "면",       "지",     "기",   "여",     "게",
    "던",   "자",       "라",     "니",     "도록", "려면",     "려고",   "려는", "세요",   "지만",
    "거나", "는데",     "는지",   "므로",   "면서", "여야",     "여서",   "기로", "십시오", "시오",
    "였다", "였습니다", "였으며", "였고",   "었다", "었습니다", "었으며", "었고", "었던",   "어",
    "어서", "어야",     "지만은", "습니다", "으며", "으나",     "은",     "을",   "음"};

/// First syllables of the forms of 하다 and 되다.
constexpr std::array<std::string_view, 14> kVerbHeads = {"하", "한", "할", "함", "합", "해", "했",
                                                         "되", "된", "될", "됨", "됩", "돼", "됐"};

/// More tails that only some heads have: 합니다, 한다, 했던.
constexpr std::array<std::string_view, 12> kMoreTails = {"니다", "니까", "다면", "다는", "지는", "지를",
                                                         "수록", "요",   "서",   "야",   "도",   "으면"};

char32_t last_syllable(std::string_view hangul) {
  std::size_t at = hangul.size() - kSyllableBytes;
  return next_code_point(hangul, at);
}

bool may_follow(After after, char32_t syllable) {
  const char32_t final_sound = (syllable - kFirstSyllable) % kFinals;
  switch (after) {
    case After::Any: return true;
    case After::Consonant: return final_sound != 0;
    case After::Vowel: return final_sound == 0;
    case After::VowelOrRieul: return final_sound == 0 || final_sound == kFinalRieul;
    case After::ConsonantButRieul: return final_sound != 0 && final_sound != kFinalRieul;
  }
  return false;
}

std::string_view without_particle(std::string_view word) {
  for (const Ending& particle : kParticles) {
    if (!word.ends_with(particle.text)) continue;
    const std::string_view rest = word.substr(0, word.size() - particle.text.size());
    if (rest.size() < particle.min_syllables * kSyllableBytes || rest.empty()) continue;
    if (may_follow(particle.after, last_syllable(rest))) return rest;
  }
  return word;
}

template <typename List>
bool is_among(std::string_view text, const List& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// The noun of a verb such as 개발하다; at least two syllables.
std::string_view without_verb(std::string_view word) {
  for (std::size_t at = 2 * kSyllableBytes; at < word.size(); at += kSyllableBytes) {
    if (!is_among(word.substr(at, kSyllableBytes), kVerbHeads)) continue;
    const std::string_view tail = word.substr(at + kSyllableBytes);
    if (is_among(tail, kVerbTails) || is_among(tail, kMoreTails)) return word.substr(0, at);
  }
  return word;
}

}  // namespace

bool is_hangul(std::string_view word) {
  if (word.empty() || word.size() % kSyllableBytes != 0) return false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (c < kFirstSyllable || c > kLastSyllable) return false;
  }
  return true;
}

bool is_korean_particle(std::string_view hangul) {
  while (!hangul.empty()) {
    const auto particle = std::find_if(kParticles.begin(), kParticles.end(),
                                       [&](const Ending& ending) { return hangul.ends_with(ending.text); });
    if (particle == kParticles.end()) return false;
    hangul.remove_suffix(particle->text.size());
  }
  return true;
}

std::string korean_stem(std::string_view word) {
  for (;;) {
    const std::string_view shorter = without_verb(without_particle(word));
    if (shorter.size() == word.size()) return std::string(word);
    word = shorter;
  }
}

}  // namespace byline
