#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "common/analysis.hpp"
#include "common/article_packing.hpp"
#include "common/author_identity.hpp"
#include "common/facet_dictionary.hpp"
#include "common/file_record.hpp"
#include "common/index_reader.hpp"
#include "searcher/lexicon.hpp"
#include "searcher/match_tree.hpp"
#include "searcher/word_pattern.hpp"

namespace byline {

/// What a query asks of an opened index before it is run: its languages, the forms of a word, the values of a facet,
/// its files. Analysers are made when first used and shared by everything that one search does. One per search and
/// thread; Xapian's exceptions pass through.
class Archive {
 public:
  explicit Archive(IndexReader& reader);

  [[nodiscard]] IndexReader& reader() const { return reader_; }
  [[nodiscard]] const Xapian::Database& articles() const { return reader_.articles(); }
  /// The whole article of a document of `articles()`.
  [[nodiscard]] Article article(Xapian::docid document);
  /// The archive's main language first.
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }
  /// The analyser of articles in this language; of unknown language, when it is empty: the main one's.
  Analyser& analyser(std::string_view language) {
    return analysers_.for_language(language.empty() ? std::string_view(languages_.front()) : language);
  }

  /// How many articles have a term (schema.hpp). What was asked once is known.
  [[nodiscard]] Xapian::doccount frequency(const std::string& term);
  /// Whether some article has a word of this stem now; the forms below may be of articles that are gone.
  [[nodiscard]] bool has_stem(const std::string& stem) const;
  /// The exact forms that have this stem in some article.
  [[nodiscard]] std::set<std::string> words_of_stem(const std::string& stem) const;
  /// The exact forms that begin so, up to `limit`; and whether there are more.
  struct Expansion {
    std::vector<std::string> words;
    bool cut_off = false;
  };
  [[nodiscard]] Expansion words_with_prefix(const std::string& prefix, std::size_t limit) const;
  /// The exact forms that a pattern describes, up to `limit`; and whether there are more. A pattern that begins with a
  /// `*` goes through all words: some millions a second. The answer is kept.
  const Expansion& words_like(const WordPattern& pattern, std::size_t limit);
  /// The stems of an exact form in the archive's languages; sorted, distinct.
  std::vector<std::string> stems_of(const std::string& word);

  /// What accent_variants found for words so far, for a query may say a word often and is compiled more than once.
  std::map<std::string, std::vector<ForeignStem>>& known_variants() { return known_variants_; }

  /// Its words in the scripts that part words so; gathered when first asked for (some millions a second).
  const Lexicon& lexicon(Spacing spacing);

  FacetNames& facet(std::string_view name);
  /// The authors who are known under several names.
  const People& people();
  [[nodiscard]] std::optional<FileRecord> file_record(const std::string& path) const;
  /// Every indexed file.
  struct IndexedFile {
    std::string path;  ///< absolute
    bool is_container = false;
  };
  [[nodiscard]] const std::vector<IndexedFile>& files();
  /// The paths of a container's members that have articles, each once: "/a/posts.zip!2024/b.md".
  [[nodiscard]] std::vector<std::string> members_of(const std::string& container) const;

 private:
  IndexReader& reader_;
  std::vector<std::string> languages_;
  AnalyserPool analysers_;
  ArticleUnpacker unpacker_;
  std::unordered_map<std::string, Xapian::doccount> frequencies_;
  std::map<std::string, FacetNames, std::less<>> facets_;
  std::optional<People> people_;
  std::map<Spacing, Lexicon> lexicons_;
  std::map<std::string, Expansion> words_like_;  // by the pattern's text
  std::map<std::string, std::vector<ForeignStem>> known_variants_;
  std::optional<std::vector<IndexedFile>> files_;
};

}  // namespace byline
