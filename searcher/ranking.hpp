#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <xapian.h>

namespace byline {

/// The weight of a word that a query says `times` times: (k3 + 1) q / (k3 + q), as BM25 has it (Robertson et al.,
/// TREC-3), so that the tenth time adds little.
double repeat_weight(unsigned times);

/// How articles are weighed: DFR's inverse expected document frequency with Bernoulli after-effect and normalisation 2
/// (Amati and van Rijsbergen, 2002), whose constant was chosen on several collections at once.
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
