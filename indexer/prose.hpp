#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace byline {

/// Scripts as far as they tell languages apart.
enum class ScriptGroup : std::size_t {
  Latin,
  Cyrillic,
  Arabic,
  Devanagari,
  Han,
  Kana,
  Hangul,
  OneLanguage,  ///< Thai, Greek, Hebrew, Georgian, …: the script is the language
  Other,
  Count,
};

/// What of a text is words of a language: no code, addresses, versions, names of files, and of text in another script
/// no Latin words.
struct Prose {
  std::string latin;   ///< words in Latin letters, single spaces
  std::string others;  ///< words in other scripts, single spaces
  std::array<std::size_t, static_cast<std::size_t>(ScriptGroup::Count)> letters{};  ///< of each script
  std::string language_of_script;  ///< of the commonest among the scripts of one language, or empty
  bool is_all = false;             ///< the whole text was looked at

  [[nodiscard]] std::size_t count(ScriptGroup group) const { return letters[static_cast<std::size_t>(group)]; }
};

/// More makes no detector surer.
inline constexpr std::size_t kMaxProseBytes = 6 * 1024;

/// Looks at the text until it has seen about that much prose. `text` is well-formed UTF-8.
Prose prose_of(std::string_view text, std::size_t max_bytes = kMaxProseBytes);

}  // namespace byline
