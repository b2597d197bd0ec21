#include "indexer/field_value.hpp"

#include <algorithm>

namespace byline {
namespace {

char plain(char c) {
  if (c == '-') return '_';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return plain(x) == plain(y); });
}

}  // namespace

bool FieldValue::empty() const {
  switch (kind) {
    case Kind::Text: return text.empty();
    case Kind::List: return items.empty();
    case Kind::Map: return entries.empty();
  }
  return true;
}

const FieldValue* FieldValue::find(std::string_view name) const {
  for (const auto& [key, value] : entries) {
    if (same_name(key, name)) return &value;
  }
  return nullptr;
}

const FieldValue* FieldValue::at_path(std::string_view path) const {
  if (const FieldValue* whole = find(path); whole != nullptr) return whole;
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const FieldValue* first = find(path.substr(0, dot));
  return first == nullptr ? nullptr : first->at_path(path.substr(dot + 1));
}

}  // namespace byline
