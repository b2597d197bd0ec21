#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/article.hpp"
#include "searcher/explanation.hpp"

namespace byline {

/// A half-open range of bytes of a passage's text, at code point boundaries.
struct Highlight {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Highlight&, const Highlight&) = default;
};

/// Whole sentences of one section. `text` is on one line; highlights are in order and do not overlap.
struct Passage {
  std::vector<std::string> section;  ///< heading path from the top; empty for the lead
  std::string text;
  std::vector<Highlight> highlights;
  std::size_t line = 0;  ///< 1-based line of the source where the text starts; 0 when there is none
};

/// Whether the source still is what was indexed.
enum class Freshness { Fresh, Changed, Missing };

struct Hit {
  std::size_t rank = 0;  ///< 1-based over the whole result, whatever the offset
  double score = 0;
  std::string id;        ///< the record's own id, else the path
  std::string path;      ///< absolute, or "-" for standard input
  std::size_t line = 1;  ///< where the article starts in its file
  std::string url;
  std::string title;
  std::vector<Highlight> title_highlights;  ///< bytes of the title
  std::vector<std::string> authors;
  std::vector<Contributor> contributors;
  std::optional<PartialDate> date;
  std::string language;
  std::string source;
  std::vector<std::string> tags;
  Freshness freshness = Freshness::Fresh;
  std::vector<Passage> passages;
  std::optional<ScoreExplanation> explanation;  ///< with --explain
};

struct FacetValue {
  std::string value;
  std::size_t count = 0;
  bool selected = false;
};

struct Facet {
  std::string name;  ///< "author", "section", "year", "language", "tag", "source"
  std::vector<FacetValue> values;
  std::size_t omitted = 0;  ///< values beyond the limit
};

/// Another query that may have been meant.
struct Suggestion {
  std::string query;
  std::size_t total = 0;  ///< articles that have all its words
  bool is_minor = false;  ///< not worth telling people: another form of the same words, or far less likely
};

/// Why a search found nothing, or not all.
struct SearchHelp {
  struct Count {
    std::string text;  ///< a condition as typed
    std::size_t total = 0;
  };
  std::vector<std::string> missing;  ///< words, as typed, that are in no article
  std::vector<Count> alone;          ///< articles that each condition finds by itself; none where there is but one
  std::vector<Count> without;        ///< articles found without one condition, most first; only where there are some
};

/// The answer to one query; everything the printers need and nothing about how it was found.
struct Results {
  std::string query;
  std::string match = "all";  ///< "all" or "any"
  std::size_t total = 0;      ///< exact number of articles
  std::size_t offset = 0;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::vector<Suggestion> suggestions;  ///< the likeliest first
  SearchHelp help;
  std::string fixed_query;  ///< what was searched for instead, with --fix; empty: the query as typed
  std::vector<std::string> warnings;
  std::optional<QueryExplanation> explanation;  ///< with --explain
};

}  // namespace byline
