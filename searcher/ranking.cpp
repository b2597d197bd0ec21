#include "searcher/ranking.hpp"

#include <algorithm>
#include <cmath>

#include "common/schema.hpp"

namespace byline {
namespace {

constexpr double kRepeatSaturation = 10;      // k3
constexpr double kLengthNormalisation = 0.7;  // c of normalisation 2

/// IneB2 as Xapian's own IneB2Weight has it, which divides by the number of documents as it is estimated: for a word in
/// a few articles of one language (OP_SYNONYM over OP_FILTER) that may be none, and every score is then infinite. Here
/// a word that is weighed is in one document at least.
class BurstWeight : public Xapian::Weight {
 public:
  BurstWeight() {
    for (const auto stat :
         {AVERAGE_LENGTH, DOC_LENGTH, DOC_LENGTH_MIN, COLLECTION_SIZE, COLLECTION_FREQ, WDF, WDF_MAX, WQF, TERMFREQ}) {
      need_stat(stat);
    }
  }

  [[nodiscard]] std::string name() const override { return "byline-ineb2"; }
  [[nodiscard]] double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override {
    return score_.of(wdf, length);
  }
  [[nodiscard]] double get_maxpart() const override { return most_; }
  [[nodiscard]] double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  [[nodiscard]] double get_maxextra() const override { return 0; }

 private:
  [[nodiscard]] BurstWeight* clone() const override { return new BurstWeight(); }

  void init(double factor) override {
    score_ = BurstScore({static_cast<double>(get_collection_size()), get_average_length(), get_termfreq(),
                         get_collection_freq(), factor * get_wqf()});
    most_ = score_.of(get_wdf_upper_bound(), get_doclength_lower_bound());
  }

  BurstScore score_;
  double most_ = 0;
};

/// Sorts after every key that is known.
constexpr char kUnknown = '\xFF';

class ArticleKeyMaker : public Xapian::KeyMaker {
 public:
  explicit ArticleKeyMaker(SortOrder order) : order_(order) {}

  std::string operator()(const Xapian::Document& document) const override {
    const std::string ties = document.get_value(slot::kTieOrder);
    if (order_ == SortOrder::DateDescending) return ties;
    std::string key = document.get_value(slot_of(order_));
    if (key.empty()) key.push_back(kUnknown);
    return key.append(1, '\0').append(ties);
  }

 private:
  static Xapian::valueno slot_of(SortOrder order) {
    switch (order) {
      case SortOrder::Title: return slot::kTitleKey;
      case SortOrder::Author: return slot::kAuthorKey;
      default: return slot::kFirstDay;
    }
  }

  SortOrder order_;
};

}  // namespace

double repeat_weight(unsigned times) {
  const double q = times;
  return (kRepeatSaturation + 1) * q / (kRepeatSaturation + q);
}

BurstScore::BurstScore(const WordStatistics& word) {
  const double all = word.articles;
  const double documents = std::max<double>(word.frequency, 1);
  const double occurrences = std::max<double>(word.occurrences, documents);
  const double expected = all * (1 - std::exp(-occurrences / all));
  const double rarity = std::log2((all + 1) / (expected + 0.5));
  scale_ = word.factor * rarity * (occurrences + 1) / documents;
  mean_length_ = kLengthNormalisation * word.mean_length;
}

double BurstScore::normalisation(Xapian::termcount length) const {
  return std::log2(1 + mean_length_ / std::max(length, 1u));
}

void set_weighting(Xapian::Enquire& enquire) { enquire.set_weighting_scheme(BurstWeight()); }

ResultOrder::ResultOrder(SortOrder order) : order_(order) {
  if (order != SortOrder::Relevance) key_maker_ = std::make_unique<ArticleKeyMaker>(order);
}

ResultOrder::~ResultOrder() = default;

void ResultOrder::apply_to(Xapian::Enquire& enquire) {
  if (key_maker_) {
    enquire.set_sort_by_key_then_relevance(key_maker_.get(), false);
  } else {
    enquire.set_sort_by_relevance_then_value(slot::kTieOrder, false);
  }
}

std::string ResultOrder::key_of(const Xapian::Document& article) const {
  return key_maker_ ? (*key_maker_)(article) : std::string{};
}

}  // namespace byline
