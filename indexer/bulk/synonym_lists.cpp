#include "indexer/bulk/synonym_lists.hpp"

#include <algorithm>
#include <string>

namespace byline::bulk {
namespace {

constexpr unsigned kLengthMask = 96;

void append_entry(TableWriter& table, std::string_view term, std::string_view tag, Deflater& deflater) {
  const auto deflated = deflater.deflate(tag);
  table.append(term, deflated.value_or(tag), deflated.has_value());
}

}  // namespace

void SynonymLists::add(std::string_view term, std::string_view synonym) {
  const TermId id = strings_.intern(term);
  pairs_.emplace_back(id, strings_.intern(synonym));
}

void SynonymLists::write(TableWriter& table, Deflater& deflater) const {
  const SortedTerms strings = strings_.sorted();
  std::vector<TermId> ranks(strings.size());
  for (TermId rank = 0; rank < ranks.size(); ++rank) ranks[strings.ids()[rank]] = rank;
  auto pairs = pairs_;
  for (auto& [term, synonym] : pairs) {
    term = ranks[term];
    synonym = ranks[synonym];
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());

  std::string tag;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::string_view synonym = strings[pairs[i].second];
    tag += static_cast<char>(synonym.size() ^ kLengthMask);
    tag += synonym;
    if (i + 1 < pairs.size() && pairs[i + 1].first == pairs[i].first) continue;
    append_entry(table, strings[pairs[i].first], tag, deflater);
    tag.clear();
  }
}

void SynonymLists::clear() {
  strings_.clear();
  pairs_.clear();
}

}  // namespace byline::bulk
