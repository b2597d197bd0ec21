#include "indexer/bulk/term_lists.hpp"

#include <algorithm>
#include <cstring>

#include "indexer/bulk/packed_integers.hpp"

namespace byline::bulk {
namespace {

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

void TermListTag::begin(std::uint32_t length, std::size_t terms) {
  bytes_.clear();
  bytes_.end_at(put_varint(put_varint(bytes_.room(20), length), terms));
  previous_ = {};
}

void TermListTag::add(std::string_view term, std::uint32_t wdf) {
  char* at = bytes_.room(term.size() + 12);
  const std::size_t shared = common_prefix(previous_, term);
  bool holds_wdf = false;
  if (!previous_.empty()) {
    const std::uint64_t x = (std::uint64_t{wdf} + 1) * (previous_.size() + 1) + shared;
    holds_wdf = wdf < 127 && x < 256;
    *at++ = static_cast<char>(holds_wdf ? x : shared);
  }
  *at++ = static_cast<char>(term.size() - shared);
  std::memcpy(at, term.data() + shared, term.size() - shared);
  at += term.size() - shared;
  bytes_.end_at(holds_wdf ? at : put_varint(at, wdf));
  previous_ = term;
}

}  // namespace byline::bulk
