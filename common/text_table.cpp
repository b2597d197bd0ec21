#include "common/text_table.hpp"

#include <xxhash.h>

#include <cstring>
#include <utility>

namespace byline {
namespace {

constexpr std::size_t kFirstSlots = 256;

std::uint32_t upper_half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

std::uint64_t TextTable::hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

const std::uint32_t* TextTable::find(std::string_view text, std::uint64_t hash) const {
  if (slots_.empty()) return nullptr;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = upper_half(hash) & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (upper_half(slots_[at]) != upper_half(hash)) continue;
    const Entry& entry = entries_[static_cast<std::uint32_t>(slots_[at]) - 1];
    if (entry.size == text.size() && std::memcmp(entry.data, text.data(), text.size()) == 0) return &entry.number;
  }
  return nullptr;
}

std::string_view TextTable::insert(std::string_view text, std::uint64_t hash, std::uint32_t number) {
  if (2 * (entries_.size() + 1) > slots_.size()) grow();
  const std::string_view kept = texts_.keep(text);
  entries_.push_back({kept.data(), static_cast<std::uint32_t>(kept.size()), number});
  place(upper_half(hash), static_cast<std::uint32_t>(entries_.size()));
  return kept;
}

void TextTable::place(std::uint32_t hash, std::uint32_t entry) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at] != 0) at = (at + 1) & mask;
  slots_[at] = static_cast<std::uint64_t>(hash) << 32 | entry;
}

void TextTable::grow() {
  const std::vector<std::uint64_t> before = std::exchange(slots_, {});
  slots_.resize(before.empty() ? kFirstSlots : 2 * before.size());
  for (const std::uint64_t slot : before) {
    if (slot != 0) place(upper_half(slot), static_cast<std::uint32_t>(slot));
  }
}

void TextTable::clear() {
  slots_ = {};
  entries_ = {};
  texts_.clear();
}

}  // namespace byline
