#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <xapian.h>

namespace byline {

/// The weight of a word that a query says `times` times: (k3 + 1) q / (k3 + q), as BM25 has it (Robertson et al.,
/// TREC-3), so that the tenth time adds little.
double repeat_weight(unsigned times);

/// What the weight of a word depends on, besides the article.
struct WordStatistics {
  double articles = 0;             ///< all of the collection
  double mean_length = 0;          ///< of an article, in words
  Xapian::doccount frequency = 0;  ///< articles with the word
  Xapian::termcount occurrences = 0;
  double factor = 1;  ///< how much the word counts in its query
};

/// How a word weighs: DFR's inverse expected document frequency with Bernoulli after-effect and normalisation 2 (Amati
/// and van Rijsbergen, 2002), whose constant was chosen on several collections at once.
class BurstScore {
 public:
  BurstScore() = default;
  explicit BurstScore(const WordStatistics& word);

  /// What an article of `length` words adds that has the word `times` times. Grows with `times`, falls with `length`.
  [[nodiscard]] double of(Xapian::termcount times, Xapian::termcount length) const {
    return of_normalised(times, normalisation(length));
  }

  /// What each time counts in an article of that length: the same for all words of a query.
  [[nodiscard]] double normalisation(Xapian::termcount length) const;
  [[nodiscard]] double of_normalised(Xapian::termcount times, double normalisation) const {
    const double frequency = times * normalisation;
    return scale_ * frequency / (frequency + 1);
  }

 private:
  double scale_ = 0;
  double mean_length_ = 0;  // times the constant of normalisation 2
};

/// Articles are weighed by BurstScore.
void set_weighting(Xapian::Enquire& enquire);

enum class SortOrder { Relevance, DateAscending, DateDescending, Title, Author };

/// Sets the order of results: ties by date, newest first, then path (slot kTieOrder), never by internal numbers.
/// Unknown dates, titles and authors come last in every order. `key_maker` is kept alive by the caller.
class ResultOrder {
 public:
  explicit ResultOrder(SortOrder order);
  ~ResultOrder();

  void apply_to(Xapian::Enquire& enquire);
  /// The sort key of one article's document; documents sort ascending by it. Empty by relevance.
  [[nodiscard]] std::string key_of(const Xapian::Document& article) const;
  [[nodiscard]] SortOrder order() const { return order_; }

 private:
  SortOrder order_;
  std::unique_ptr<Xapian::KeyMaker> key_maker_;
};

}  // namespace byline
