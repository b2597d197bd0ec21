#include "searcher/query_stop_words.hpp"

#include <algorithm>

#include "common/folding.hpp"
#include "searcher/stop_words.hpp"

namespace byline {
namespace {

bool is_plain_word(const QueryNode& node) {
  return node.kind == QueryNode::Kind::Word && node.form == WordForm::Inflected;
}

void collect_words(const QueryNode& node, std::vector<std::string>& words) {
  if (is_plain_word(node)) words.push_back(folded_name(node.text));
  for (const QueryNode& child : node.children) collect_words(child, words);
}

}  // namespace

QueryStopWords::QueryStopWords(const QueryNode& query, const Archive& archive) {
  std::vector<std::string> words;
  collect_words(query, words);
  std::string language = query_language(words, archive.languages());
  const bool has_others =
      !std::all_of(words.begin(), words.end(), [&](const std::string& word) { return is_stop_word(word, language); });
  if (has_others) language_ = std::move(language);
}

bool QueryStopWords::has(const std::string& word) const { return !language_.empty() && is_stop_word(word, language_); }

bool QueryStopWords::has(const QueryNode& node) const {
  return is_plain_word(node) && !language_.empty() && is_stop_word(folded_name(node.text), language_);
}

}  // namespace byline
