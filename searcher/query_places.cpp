#include "searcher/query_places.hpp"

#include <algorithm>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "searcher/query_lexer.hpp"

namespace byline {
namespace {

/// The byte at which each code point begins, and the end.
std::vector<std::size_t> byte_places(std::string_view text) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) places.push_back(at);
  places.push_back(text.size());
  return places;
}

class PlaceCollector {
 public:
  explicit PlaceCollector(Archive& archive) : archive_(archive) {}

  void collect(const QueryNode& node, bool in_title) {
    switch (node.kind) {
      case QueryNode::Kind::Word:
      case QueryNode::Kind::Phrase: return add_words(node, in_title);
      case QueryNode::Kind::Field:
        if (node.field != QueryField::Title) return add_value(node);
        break;
      default: break;
    }
    for (const QueryNode& child : node.children) collect(child, in_title || node.kind == QueryNode::Kind::Field);
  }

  std::vector<QueryPlace> take() { return std::move(places_); }

 private:
  void add_words(const QueryNode& node, bool in_title) {
    const bool open_end = node.form == WordForm::Prefix || node.last_is_prefix;
    std::size_t compound_end = 0;
    std::size_t counted = 0;  // bytes, and the code point there
    std::size_t at = node.text_begin;
    const std::vector<Token>& tokens = archive_.analyser({}).analyse(node.text);
    for (const Token& token : tokens) {
      if (token.begin < compound_end) continue;
      if (token.joined) {
        if (archive_.articles().term_exists(std::string(token.word))) compound_end = token.end;
        continue;
      }
      if (open_end && token.end == tokens.back().end) continue;
      QueryPlace place;
      const std::string_view text(node.text);
      at += count_code_points(text.substr(counted, token.begin - counted));
      place.span.begin = at;
      at += count_code_points(text.substr(token.begin, token.end - token.begin));
      place.span.end = at;
      counted = token.end;
      place.typed = text.substr(token.begin, token.end - token.begin);
      place.word = token.word;
      place.form = node.form;
      place.in_phrase = node.kind == QueryNode::Kind::Phrase;
      place.in_title = in_title;
      places_.push_back(std::move(place));
    }
  }

  void add_value(const QueryNode& node) {
    const bool has_names = node.field == QueryField::Author || node.field == QueryField::Section ||
                           node.field == QueryField::Tag || node.field == QueryField::Source;
    if (!has_names) return;
    QueryPlace place;
    place.span = {node.text_begin, node.text_begin + count_code_points(node.text)};
    place.typed = node.text;
    place.word = folded_name(node.text);
    place.is_value = true;
    place.quoted = node.quoted;
    place.field = node.field;
    places_.push_back(std::move(place));
  }

  Archive& archive_;
  std::vector<QueryPlace> places_;
};

}  // namespace

std::vector<QueryPlace> places_of(const QueryNode& root, Archive& archive) {
  PlaceCollector collector(archive);
  collector.collect(root, false);
  return collector.take();
}

std::string replaced(std::string_view text, const std::vector<Replacement>& replacements) {
  const std::vector<std::size_t> bytes = byte_places(text);
  std::string result;
  std::size_t done = 0;
  for (const Replacement& replacement : replacements) {
    const std::size_t begin = bytes[replacement.span.begin];
    result.append(text.substr(done, begin - done)).append(replacement.text);
    done = bytes[replacement.span.end];
  }
  return result.append(text.substr(done));
}

std::string text_at(std::string_view text, const Span& span) {
  const std::vector<std::size_t> bytes = byte_places(text);
  return std::string(text.substr(bytes[span.begin], bytes[span.end] - bytes[span.begin]));
}

bool only_space_between(std::string_view text, const Span& before, const Span& after) {
  const std::vector<std::size_t> bytes = byte_places(text);
  if (after.begin <= before.end) return false;
  for (std::size_t at = bytes[before.end]; at < bytes[after.begin];) {
    if (!is_query_space(next_code_point(text, at))) return false;
  }
  return true;
}

}  // namespace byline
