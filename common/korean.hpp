#pragma once

#include <string>
#include <string_view>

namespace byline {

/// True when a word is nothing but Hangul syllables; false for the empty word.
bool is_hangul(std::string_view word);

/// True for what can be tied to a word as a particle: 는, 에서, 으로부터.
bool is_korean_particle(std::string_view hangul);

/// The stem of a Korean word: without particles (도서관에서, 도서관을 -> 도서관), the plural's 들, the forms of 하다
/// and 되다 behind a noun (개발했습니다 -> 개발) and those of the copula (문제입니다 -> 문제). Light: it knows no
/// dictionary, so where a particle looks like the end of a noun it asks whether the sound before it allows that
/// particle, and leaves at least as much as a noun is long. A noun and the noun with a particle have the same stem,
/// whatever that is. REQUIRES: `word` is the result of folded_case, and is_hangul.
std::string korean_stem(std::string_view word);

}  // namespace byline
