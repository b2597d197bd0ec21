#include "indexer/json_value.hpp"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace byline {
namespace {

std::string without_nul(std::string_view text) {
  std::string result(text);
  std::replace(result.begin(), result.end(), '\0', ' ');
  return result;
}

FieldValue from_json(simdjson::dom::element element) {
  namespace dom = simdjson::dom;
  switch (element.type()) {
    case dom::element_type::OBJECT: {
      FieldValue map = FieldValue::map();
      for (const auto field : dom::object(element)) {
        map.entries.emplace_back(without_nul(field.key), from_json(field.value));
      }
      return map;
    }
    case dom::element_type::ARRAY: {
      FieldValue list = FieldValue::list();
      for (const auto item : dom::array(element)) list.items.push_back(from_json(item));
      return list;
    }
    case dom::element_type::STRING: return FieldValue::of_text(without_nul(std::string_view(element)));
    case dom::element_type::NULL_VALUE: return {};
    default: return FieldValue::of_text(simdjson::minify(element));
  }
}

/// What simdjson says, in the words of a person who looks at the line.
std::string reason_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR: return "not UTF-8";
    case simdjson::UNCLOSED_STRING: return "broken JSON: a string is not closed";
    case simdjson::STRING_ERROR: return "broken JSON: a bad escape in a string";
    case simdjson::DEPTH_ERROR: return "broken JSON: nested too deep";
    default: return "broken JSON";
  }
}

}  // namespace

struct JsonParser::State {
  simdjson::dom::parser parser;
};

JsonParser::JsonParser() : state_(std::make_unique<State>()) {}
JsonParser::~JsonParser() = default;
JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;

std::variant<FieldValue, BrokenJson> JsonParser::parse(std::string_view text) {
  simdjson::dom::element element;
  if (const auto error = state_->parser.parse(text.data(), text.size()).get(element); error) {
    return BrokenJson{reason_of(error)};
  }
  return from_json(element);
}

}  // namespace byline
