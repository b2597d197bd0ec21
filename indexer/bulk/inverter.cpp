#include "indexer/bulk/inverter.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>

#include "common/error.hpp"
#include "indexer/bulk/packed_integers.hpp"
#include "indexer/bulk/position_coding.hpp"

namespace byline::bulk {
namespace {

constexpr std::size_t kMax32 = std::numeric_limits<std::uint32_t>::max();

/// Occurrences of a term lie all over the codes: so far ahead they are fetched.
constexpr std::size_t kPrefetched = 16;

/// One of our own, so it is well formed.
std::uint32_t read_varint(const char*& at) {
  std::uint32_t value = static_cast<unsigned char>(*at++);
  if (value < 0x80) return value;
  value &= 0x7f;
  for (int shift = 7;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

/// Positions as a string: nearly all are so short that their length takes a byte, for which room is left.
char* put_position_string(char* at, std::span<const std::uint32_t> positions) {
  if (positions.empty()) {
    *at = 0;
    return at + 1;
  }
  char* end = put_positions(at + 1, positions);
  const auto size = static_cast<std::size_t>(end - (at + 1));
  if (size < 0x80) {
    *at = static_cast<char>(size);
    return end;
  }
  char length[10];
  const auto length_size = static_cast<std::size_t>(put_varint(length, size) - length);
  std::memmove(at + length_size, at + 1, size);
  std::memcpy(at, length, length_size);
  return at + length_size + size;
}

bool ascends(std::span<const std::uint32_t> positions) {
  return std::adjacent_find(positions.begin(), positions.end(), std::greater_equal<>()) == positions.end();
}

[[noreturn]] void refuse(const char* what) { throw Error(ErrorKind::BadInput, what); }

}  // namespace

std::uint32_t Inverter::add(const Document& document, std::size_t terms) {
  uses_.resize(terms);
  std::uint64_t length = 0;
  for (const Posting& posting : document.postings) {
    add(posting, document.positions.subspan(posting.first_position, posting.positions));
    length += posting.wdf;
  }
  if (length > kMax32) refuse("a document is too long for the index");
  if (pairs_.size() > kMax32 || codes_.size() > kMax32) refuse("too much for one database");
  documents_.push_back(static_cast<std::uint32_t>(pairs_.size()));
  return static_cast<std::uint32_t>(length);
}

void Inverter::add(const Posting& posting, std::span<const std::uint32_t> positions) {
  Use& use = uses_[posting.term];
  const auto docid = static_cast<std::uint32_t>(documents_.size());
  if (use.latest == docid) refuse("a document has a term twice");
  if (positions.size() > 1 && !ascends(positions)) refuse("positions of a term do not ascend");
  use.latest = docid;
  ++use.documents;
  use.total += posting.wdf;
  most_frequent_ = std::max(most_frequent_, posting.wdf);
  pairs_.push_back({posting.term, posting.wdf});
  char* at = codes_.room(position_room(positions.size()) + 10);
  codes_.end_at(put_position_string(put_varint(at, posting.wdf), positions));
}

void Inverter::sort(std::span<const TermId> order) {
  std::vector<std::uint32_t> places(order.size());  // by term id: where in occurrences_ the next one goes
  std::uint32_t begin = 0;
  uses_.resize(order.size());
  begins_.clear();
  for (const TermId id : order) {
    if (uses_[id].total > kMax32) refuse("a term is too frequent for the index");
    begins_.push_back(begin);
    places[id] = begin;
    begin += uses_[id].documents;
  }
  begins_.push_back(begin);

  occurrences_.assign(pairs_.size() + kPrefetched, {0, 0});
  const char* at = codes_.data();
  for (std::uint32_t docid = 1; docid < documents_.size(); ++docid) {
    for (const DocumentTerm& pair : terms_of(docid)) {
      occurrences_[places[pair.rank]++] = {docid, static_cast<std::uint32_t>(at - codes_.data())};
      read_varint(at);
      const std::uint32_t size = read_varint(at);
      at += size;
    }
  }
  next_ = documents_;
}

OccurrenceDetail Inverter::read(const Occurrence& occurrence) const {
  __builtin_prefetch(codes_.data() + (&occurrence)[kPrefetched].code);
  const char* at = codes_.data() + occurrence.code;
  const std::uint32_t wdf = read_varint(at);
  const std::uint32_t size = read_varint(at);
  return {wdf, {at, size}};
}

std::size_t Inverter::bytes() const {
  return pairs_.size() * (sizeof(DocumentTerm) + sizeof(Occurrence)) + codes_.size() + uses_.size() * sizeof(Use) +
         2 * documents_.size() * sizeof(std::uint32_t);
}

void Inverter::clear() {
  uses_.clear();
  pairs_.clear();
  documents_.assign(1, 0);
  codes_.clear();
  begins_.clear();
  occurrences_.clear();
  next_.clear();
  most_frequent_ = 0;
}

}  // namespace byline::bulk
