#include "searcher/query_tree.hpp"

namespace byline {
namespace {

using Kind = QueryNode::Kind;

std::string leaf_to_string(const QueryNode& node) {
  if (node.kind == Kind::Word) {
    const std::string_view before = node.form == WordForm::Exact ? "=" : "";
    std::string after = node.form == WordForm::Prefix ? "*" : node.form == WordForm::Fuzzy ? "~" : "";
    if (node.edits) after += std::to_string(*node.edits);
    return std::string(before) + node.text + after;
  }
  const std::string before = node.kind == Kind::Phrase && node.form == WordForm::Inflected ? "~\"" : "\"";
  return before + node.text + (node.last_is_prefix ? "\"*" : "\"");
}

std::string head(const QueryNode& node) {
  switch (node.kind) {
    case Kind::Everything: return "everything";
    case Kind::Word: return "word " + leaf_to_string(node);
    case Kind::Phrase: return "phrase " + leaf_to_string(node);
    case Kind::Near: return "near/" + std::to_string(node.distance);
    case Kind::And: return "and";
    case Kind::Or: return "or";
    case Kind::Not: return "not";
    case Kind::Required: return "required";
    case Kind::Field: break;
  }
  const std::string field = "field " + std::string(name_of(node.field));
  return node.children.empty() ? field + " " + leaf_to_string(node) : field;
}

}  // namespace

std::string_view name_of(QueryField field) {
  switch (field) {
    case QueryField::Title: return "title";
    case QueryField::Author: return "author";
    case QueryField::Section: return "section";
    case QueryField::Tag: return "tag";
    case QueryField::Language: return "lang";
    case QueryField::Source: return "source";
    case QueryField::Date: return "date";
    case QueryField::Path: break;
  }
  return "path";
}

TypedWord typed_word(const QueryNode& word) { return {word.text, word.form, word.edits, word.span.begin}; }

std::string to_string(const QueryNode& node) {
  std::string line = "(" + head(node);
  for (const QueryNode& child : node.children) line += " " + to_string(child);
  return line + ")";
}

}  // namespace byline
