#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace byline {

/// What --explain says, as plain values: what a query came to mean in an archive, and what each score is made of.

/// Some forms of a word: those to show, and how many there are.
struct ListedForms {
  std::vector<std::string> shown;
  std::size_t count = 0;
};

/// A stem that a word of the query stands for.
struct StemMeaning {
  std::string stem;
  std::string language;  ///< the articles in which it counts; empty: all
  ListedForms forms;     ///< that the archive has
};

/// A word of the query as the archive has it.
struct WordMeaning {
  std::string typed;   ///< folded
  std::string origin;  ///< name_of(WordOrigin): "typed", "prefix", …
  bool by_stem = false;
  bool inside_words = false;       ///< longer words that have it in them count too: scripts without spaces
  std::vector<StemMeaning> stems;  ///< when matched by stem; some of them
  std::size_t stem_count = 0;
  ListedForms forms;  ///< when matched by exact form
};

/// A part of the query as it is run.
struct MeaningNode {
  /// "everything", "nothing", "word", "phrase", "near", "filter"; "all", "any" and "not" of the children; "ranking":
  /// the first child, while the others only rank.
  std::string kind;
  std::vector<WordMeaning> words;  ///< of a word, phrase or near
  bool in_title = false;
  unsigned distance = 0;            ///< of a near
  unsigned times = 1;               ///< how often the query says the word
  double weight = 1;                ///< that it therefore has
  std::string filter;               ///< field and value as typed: "author smith"
  std::vector<std::string> values;  ///< what the value stands for, folded
  std::vector<MeaningNode> children;
};

struct QueryExplanation {
  MeaningNode root;
  std::vector<std::string> left_out;  ///< words too common to say anything
  std::string left_out_language;      ///< whose list of common words has them
  bool fell_back = false;             ///< no article had all the words
  bool of_sections = false;           ///< sections were searched and scored, not articles
  std::vector<std::string> sections;  ///< then: their names, folded
  std::vector<MeaningNode> filters;   ///< of the command line
  std::size_t documents = 0;          ///< articles, or sections, of the archive
};

/// What one word, or condition, of the query adds to a score.
struct ScorePart {
  /// "word", "phrase", "near": a word alone or of such a condition; "filter": ranks nothing; "title": what the title
  /// has of the query (TitleMatch).
  std::string kind;
  std::string typed;   ///< the word; of a filter as MeaningNode has it
  std::string within;  ///< the phrase or NEAR that the word is of, as text; else empty
  bool in_title = false;
  std::vector<std::string> stems;  ///< that are counted as one; some of them
  std::size_t stem_count = 0;
  double score = 0;
  bool holds = false;              ///< the article satisfies the condition; else the score is 0
  std::size_t times_in_title = 0;  ///< in this article
  std::size_t times_in_text = 0;   ///< in this article, or in its section
  std::size_t documents = 0;       ///< articles, or sections, that have the word
};

/// What a score is made of; the parts add up to it.
struct ScoreExplanation {
  std::vector<ScorePart> parts;  ///< in the order of the query
  std::string section;           ///< whose score it is; empty: the article's
};

/// Lines for people: the query's, and a hit's. Words in them are as the archive has them, not made safe for a terminal.
std::string to_text(const QueryExplanation& query);
std::string to_text(const ScoreExplanation& explanation, double score, const QueryExplanation& query);

}  // namespace byline
