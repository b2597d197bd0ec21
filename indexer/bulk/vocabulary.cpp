#include "indexer/bulk/vocabulary.hpp"

#include <algorithm>
#include <functional>

namespace byline::bulk {
namespace {

constexpr std::size_t kFirstSlots = 1u << 12;
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
  begins_.push_back(text_.size());
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

std::vector<TermId> Vocabulary::sorted() const {
  struct Term {
    std::uint64_t first_bytes;
    TermId id;
  };
  std::vector<Term> terms(size());
  for (TermId id = 0; id < terms.size(); ++id) terms[id] = {first_bytes((*this)[id]), id};
  std::sort(terms.begin(), terms.end(), [this](const Term& a, const Term& b) {
    return a.first_bytes != b.first_bytes ? a.first_bytes < b.first_bytes : (*this)[a.id] < (*this)[b.id];
  });
  std::vector<TermId> ids(terms.size());
  std::transform(terms.begin(), terms.end(), ids.begin(), [](const Term& term) { return term.id; });
  return ids;
}

std::size_t Vocabulary::bytes() const {
  return text_.size() + begins_.size() * sizeof(std::size_t) + slots_.size() * sizeof(Slot);
}

void Vocabulary::clear() {
  std::fill(slots_.begin(), slots_.end(), 0);
  text_.clear();
  begins_.assign(1, 0);
}

}  // namespace byline::bulk
