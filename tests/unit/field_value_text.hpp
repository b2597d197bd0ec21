#pragma once

#include <string>
#include <string_view>

#include "indexer/field_value.hpp"

namespace byline::test {

/// "{title: A, tags: [b, c]}": the value on one line; `open` and `close` stand around every text.
inline std::string shown(const FieldValue& value, std::string_view open = "", std::string_view close = "") {
  std::string text;
  switch (value.kind) {
    case FieldValue::Kind::Text: return std::string(open).append(value.text).append(close);
    case FieldValue::Kind::List:
      for (const FieldValue& item : value.items) text += (text.empty() ? "" : ", ") + shown(item, open, close);
      return "[" + text + "]";
    case FieldValue::Kind::Map:
      for (const auto& [name, entry] : value.entries)
        text += (text.empty() ? "" : ", ") + name + ": " + shown(entry, open, close);
      return "{" + text + "}";
  }
  return {};
}

}  // namespace byline::test
