#include "indexer/bulk/vocabulary.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "common/error.hpp"

namespace byline::bulk {
namespace {

constexpr std::size_t kFirstSlots = 1u << 12;

/// So far ahead memory is asked for.
constexpr std::size_t kPrefetched = 16;
constexpr std::uint64_t kUpper = 0xffffffff00000000;

/// The first bytes as a number that sorts as they do; zeros stand for bytes that are not there.
std::uint64_t first_bytes(std::string_view term) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i)
    number = number << 8 | (i < term.size() ? static_cast<unsigned char>(term[i]) : 0);
  return number;
}

}  // namespace

Vocabulary::Vocabulary() : slots_(kFirstSlots), begins_{0} {}

TermId Vocabulary::intern(std::string_view term) {
  const std::uint64_t hash = std::hash<std::string_view>{}(term);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const auto id = static_cast<TermId>(slots_[at] - 1);
    if (((slots_[at] ^ hash) & kUpper) == 0 && (*this)[id] == term) return id;
  }
  const auto id = static_cast<TermId>(size());
  slots_[at] = (hash & kUpper) | (id + 1);
  text_.append(term);
  if (text_.size() > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorKind::BadInput, "too many terms for one database");
  begins_.push_back(static_cast<std::uint32_t>(text_.size()));
  if (2 * size() > slots_.size()) enlarge();
  return id;
}

void Vocabulary::enlarge() {
  slots_.assign(2 * slots_.size(), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t id = 0; id < size(); ++id) {
    const std::uint64_t hash = std::hash<std::string_view>{}((*this)[static_cast<TermId>(id)]);
    std::size_t at = hash & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = (hash & kUpper) | (id + 1);
  }
}

SortedTerms Vocabulary::sorted() const {
  struct Term {
    std::uint64_t first_bytes;
    TermId id;
    std::uint32_t begin;
  };
  std::vector<Term> terms(size());
  for (TermId id = 0; id < terms.size(); ++id) terms[id] = {first_bytes((*this)[id]), id, begins_[id]};
  std::sort(terms.begin(), terms.end(), [this](const Term& a, const Term& b) {
    return a.first_bytes != b.first_bytes ? a.first_bytes < b.first_bytes : (*this)[a.id] < (*this)[b.id];
  });
  SortedTerms sorted;
  sorted.ids_.reserve(terms.size());
  sorted.begins_.reserve(terms.size() + 1);
  sorted.text_.room(text_.size() + SortedTerms::kSlack);
  for (std::size_t rank = 0; rank < terms.size(); ++rank) {
    __builtin_prefetch(text_.data() + terms[std::min(rank + kPrefetched, terms.size() - 1)].begin);
    sorted.ids_.push_back(terms[rank].id);
    sorted.text_.append((*this)[terms[rank].id]);
    sorted.begins_.push_back(static_cast<std::uint32_t>(sorted.text_.size()));
  }
  return sorted;
}

std::size_t Vocabulary::bytes() const {
  return text_.size() + begins_.size() * sizeof(std::uint32_t) + slots_.size() * sizeof(Slot);
}

void Vocabulary::clear() {
  std::fill(slots_.begin(), slots_.end(), 0);
  text_.clear();
  begins_.assign(1, 0);
}

}  // namespace byline::bulk
