#include "indexer/bulk/term_lists.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "indexer/bulk/packed_integers.hpp"
#include "indexer/bulk/vocabulary.hpp"

namespace byline::bulk {
namespace {

static_assert(SortedTerms::kSlack >= 16);

std::uint64_t eight_bytes(const char* at) {
  std::uint64_t bytes;
  std::memcpy(&bytes, at, sizeof(bytes));
  return bytes;
}

/// Eight bytes at a time, into the slack as it may be.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t limit = std::min(a.size(), b.size());
  for (std::size_t at = 0; at < limit; at += 8) {
    const std::uint64_t differ = eight_bytes(a.data() + at) ^ eight_bytes(b.data() + at);
    if (differ == 0) continue;
    const int same_bits =
        std::endian::native == std::endian::little ? std::countr_zero(differ) : std::countl_zero(differ);
    return std::min(limit, at + static_cast<std::size_t>(same_bits) / 8);
  }
  return limit;
}

/// Nearly all are short: these are copied in one go, slack included.
char* put_short(char* at, const char* bytes, std::size_t size) {
  std::memcpy(at, bytes, 16);
  if (size > 16) std::memcpy(at + 16, bytes + 16, size - 16);
  return at + size;
}

}  // namespace

void TermListTag::begin(std::uint32_t length, std::size_t terms) {
  bytes_.clear();
  bytes_.end_at(put_varint(put_varint(bytes_.room(20), length), terms));
  previous_ = {};
}

void TermListTag::add(std::string_view term, std::uint32_t wdf) {
  char* at = bytes_.room(term.size() + 12 + SortedTerms::kSlack);
  const std::size_t shared = common_prefix(previous_, term);
  bool holds_wdf = false;
  if (!previous_.empty()) {
    const std::uint64_t x = (std::uint64_t{wdf} + 1) * (previous_.size() + 1) + shared;
    holds_wdf = wdf < 127 && x < 256;
    *at++ = static_cast<char>(holds_wdf ? x : shared);
  }
  *at++ = static_cast<char>(term.size() - shared);
  at = put_short(at, term.data() + shared, term.size() - shared);
  bytes_.end_at(holds_wdf ? at : put_varint(at, wdf));
  previous_ = term;
}

}  // namespace byline::bulk
