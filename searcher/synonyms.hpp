#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// One line of a list of synonyms: whoever asks for one of `words` also gets the `alternatives`, each a word or
/// several.
struct SynonymRule {
  std::vector<std::string> words;
  std::vector<std::string> alternatives;  ///< of a group, in which each stands for each: the same as `words`
  std::size_t line = 0;                   ///< 1-based, of the file

  friend bool operator==(const SynonymRule&, const SynonymRule&) = default;
};

using Synonyms = std::vector<SynonymRule>;

/// Reads the format that Solr and Elasticsearch use:
///
///     # a comment
///     usa, united states, u.s.a.
///     covid => coronavirus, sars-cov-2
///
/// A backslash takes the meaning from the sign after it (`1\,000`). Throws Error (BadInput) with `name` and the line
/// for anything else; `text` is any bytes.
Synonyms parse_synonyms(std::string_view text, const std::string& name);

/// The list in a file. Throws Error (BadInput).
Synonyms read_synonyms(const std::filesystem::path& file);

}  // namespace byline
