#include "common/schema.hpp"

#include <xxhash.h>

#include <algorithm>

#include "common/packing.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

/// Xapian's limit is 245 bytes; a zero byte counts twice.
constexpr std::size_t kMaxFilterBytes = 200;

}  // namespace

const std::vector<FacetField>& facet_fields() {
  static const std::vector<FacetField> fields = {
      {"author", prefix::kAuthor, slot::kAuthor}, {"section", prefix::kSection, slot::kSection},
      {"year", prefix::kYear, slot::kYear},       {"language", prefix::kLanguage, slot::kLanguage},
      {"tag", prefix::kTag, slot::kTag},          {"source", prefix::kSource, slot::kSource},
  };
  return fields;
}

const FacetField* find_facet(std::string_view name) {
  for (const FacetField& field : facet_fields()) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::string hash128(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

std::string filter_term(std::string_view prefix, std::string_view folded_value) {
  std::string term(prefix);
  const auto zeros = static_cast<std::size_t>(std::count(folded_value.begin(), folded_value.end(), '\0'));
  if (folded_value.size() + zeros <= kMaxFilterBytes) return term.append(folded_value);
  std::string head(whole_code_points(folded_value, kMaxFilterBytes / 2));
  std::replace(head.begin(), head.end(), '\0', ' ');
  return term.append(head).append("~").append(to_hex(hash128(folded_value)));
}

std::string article_uid(std::string_view place, std::string_view record_key) {
  std::string key;
  pack_string(key, place);
  pack_string(key, record_key);
  return hash128(key);
}

std::string place_key(std::string_view path, std::string_view container) {
  if (container.empty()) return std::string(path);
  return std::string(container).append(1, '\0').append(path.substr(container.size() + 1));
}

std::string_view path_in_tie_order(std::string_view value) {
  value.remove_prefix(std::min(value.find('/') + 1, value.size()));
  return value.substr(0, value.find('\0'));
}

std::string uid_term(std::string_view uid) { return std::string(prefix::kUid) + to_hex(uid); }

std::string file_term(std::string_view place) { return std::string(prefix::kFile) + to_hex(hash128(place)); }

std::string file_metadata_key(std::string_view path) { return kMetaFilePrefix + to_hex(hash128(path)); }

std::string title_words_value(std::size_t words) {
  if (words == 0) return {};
  return std::string(1, static_cast<char>(std::min<std::size_t>(words, 255)));
}

unsigned read_title_words(std::string_view value) {
  return value.empty() ? 0 : static_cast<unsigned char>(value.front());
}

std::string pack_ids(std::vector<std::uint32_t> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::string bytes;
  std::uint32_t previous = 0;
  for (const std::uint32_t id : ids) {
    pack_uint(bytes, id - previous);
    previous = id;
  }
  return bytes;
}

void unpack_ids(std::string_view bytes, std::vector<std::uint32_t>& ids) {
  ids.clear();
  std::uint32_t id = 0;
  std::uint32_t value = 0;
  unsigned shift = 0;
  for (const char c : bytes) {
    value |= static_cast<std::uint32_t>(c & 0x7F) << shift;
    if ((c & 0x80) != 0) {
      shift = shift >= 28 ? 28 : shift + 7;
      continue;
    }
    id += value;
    ids.push_back(id);
    value = 0;
    shift = 0;
  }
}

}  // namespace byline
