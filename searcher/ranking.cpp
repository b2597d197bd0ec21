#include "searcher/ranking.hpp"

#include "common/schema.hpp"

namespace byline {
namespace {

constexpr double kRepeatSaturation = 10;      // k3
constexpr double kLengthNormalisation = 0.7;  // c of normalisation 2

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

void set_weighting(Xapian::Enquire& enquire) {
  enquire.set_weighting_scheme(Xapian::IneB2Weight(kLengthNormalisation));
}

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
