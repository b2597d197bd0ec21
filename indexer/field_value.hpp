#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline {

/// A value of front matter or of a record, whatever language it was written in: text (numbers, dates and booleans as
/// written), a list, or a map. Null and absent are empty text.
struct FieldValue {
  enum class Kind { Text, List, Map };

  Kind kind = Kind::Text;
  std::string text;
  std::vector<FieldValue> items;                            ///< of a List
  std::vector<std::pair<std::string, FieldValue>> entries;  ///< of a Map, in the order of the source

  static FieldValue of_text(std::string text) { return {Kind::Text, std::move(text), {}, {}}; }
  static FieldValue list() { return {Kind::List, {}, {}, {}}; }
  static FieldValue map() { return {Kind::Map, {}, {}, {}}; }

  [[nodiscard]] bool empty() const;

  /// The entry of a map; names differ by more than ASCII case, '-' and '_'. Null when there is none.
  [[nodiscard]] const FieldValue* find(std::string_view name) const;
  /// `find` along a path of names with dots between; a name that itself holds dots is tried first.
  [[nodiscard]] const FieldValue* at_path(std::string_view path) const;
};

}  // namespace byline
