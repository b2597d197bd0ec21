#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "searcher/archive.hpp"
#include "searcher/filters.hpp"
#include "searcher/query_places.hpp"
#include "searcher/word_speller.hpp"

namespace byline {

/// A query that may have been meant: the one that was typed with some of its words spelt as the archive does, all else
/// as it was.
struct CorrectedQuery {
  std::string query;
  std::vector<Replacement> replacements;
  std::size_t total = 0;  ///< articles that have all its words
  bool is_minor = false;  ///< by other forms of the same words as the query or one before it, or far less likely
};

/// Tells the words of the corrected query which of them were put in.
void mark_respelt(QueryNode& root, const CorrectedQuery& correction);

/// Finds the words of a query that may be misspelt, and queries that may have been meant. A word is doubtful when no
/// article has it; when few have it, many have one that looks like it, and the query found little; and in a phrase that
/// no article has. Of several doubtful words those spellings are preferred that are found together. All work is
/// bounded: a long text is not judged. Xapian's exceptions pass through.
class QuerySpeller {
 public:
  /// Articles that match a query text, all its words required; 0 for what is no query.
  using Count = std::function<std::size_t(const std::string&)>;

  /// `found`: articles that the query itself found with all its words.
  QuerySpeller(Archive& archive, FilterResolver& filters, std::string query, const QueryNode& root, std::size_t found,
               Count count);

  /// The words, as typed, that are in no article in the form that was asked for; each once.
  [[nodiscard]] const std::vector<std::string>& missing_words() const { return missing_; }

  /// The words and values of the query.
  [[nodiscard]] const std::vector<QueryPlace>& places() const { return places_; }

  /// The likeliest first; none when nothing is doubtful.
  std::vector<CorrectedQuery> corrections();

 private:
  /// One way to put a doubtful place right.
  struct Way {
    Replacement replacement;
    double cost = 0;
    bool is_sure = true;   ///< the place cannot be right as it is; else it counts only where something is found with it
    bool is_close = true;  ///< one error away; else it counts only where other words bear it out, or there are none
  };
  struct Doubt {
    QueryPlace place;
    std::vector<Way> ways;
    bool can_stay = false;
  };
  struct Choice {
    std::vector<Replacement> replacements;
    double cost = 0;
    bool is_sure = true;
    bool is_close = true;
  };

  /// Whether some article has what was typed.
  enum class Presence {
    There,
    OtherForms,  ///< not in this form, but in another inflection, which is what the query finds
    Missing,
  };

  [[nodiscard]] Presence presence_of(const QueryPlace& place);
  [[nodiscard]] bool has_value(const QueryPlace& place);
  [[nodiscard]] bool is_stop_word_place(const QueryPlace& place) const;
  void find_missing();

  std::vector<Doubt> doubts();
  void add_doubt(const QueryPlace& place, Presence presence, std::vector<Doubt>& doubts);
  std::vector<Way> ways_for(const QueryPlace& place, Presence presence);
  bool is_better(const Respelling& near, const QueryPlace& place, Presence presence);
  std::vector<Way> value_ways(const QueryPlace& place);
  void add_joins(std::vector<Doubt>& doubts);
  [[nodiscard]] bool is_rare(const QueryPlace& place) const;
  [[nodiscard]] static std::vector<Choice> choices_of(const std::vector<Doubt>& doubts);
  std::vector<CorrectedQuery> best_of(std::vector<Choice> choices);
  /// The accents of the words that were put in: terms have none.
  [[nodiscard]] bool is_stop(const std::string& word) const;
  [[nodiscard]] bool says_nothing(const std::string& word, const QueryPlace& at) const;
  [[nodiscard]] bool replaces_value(const CorrectedQuery& query) const;
  void restore_accents(CorrectedQuery& query);
  /// By each language of the archive.
  [[nodiscard]] std::vector<std::string> stems_of(const std::string& query);

  Archive& archive_;
  FilterResolver& filters_;
  std::string query_;
  std::size_t found_;
  Count count_;
  WordSpeller speller_;
  std::vector<QueryPlace> places_;
  std::vector<Presence> presence_;  ///< of each place
  std::vector<std::string> missing_;
};

}  // namespace byline
