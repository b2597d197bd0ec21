#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "indexer/field_value.hpp"

namespace byline {

/// Why a text is no JSON: lower case, no full stop.
struct BrokenJson {
  std::string reason;
};

/// JSON text to values: numbers and booleans as written, null as nothing, NUL in strings as a space. Keeps its memory
/// from text to text. Not thread-safe; make one per thread. The one door to the JSON parser.
class JsonParser {
 public:
  JsonParser();
  ~JsonParser();
  JsonParser(JsonParser&&) noexcept;
  JsonParser& operator=(JsonParser&&) noexcept;

  /// Never throws for what the text holds; it may be nested up to 1024 deep.
  std::variant<FieldValue, BrokenJson> parse(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace byline
