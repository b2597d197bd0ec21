#include "indexer/page_metadata.hpp"

#include <string_view>

#include "indexer/article_fields.hpp"

namespace byline {
namespace {

void find_title(const HtmlTree& page, Article& article) {
  for (const std::string_view tag : {"title", "h1"}) {
    const HtmlNode::Id id = page.find(tag);
    if (!article.title.empty() || id == HtmlNode::kNone) continue;
    article.title = page.text_of(id);
    if (!article.title.empty()) article.findings.push_back({"title", "<" + std::string(tag) + ">"});
  }
}

}  // namespace

PageMetadata apply_page_metadata(const HtmlTree& page, Article& article) {
  find_title(page, article);
  if (const auto code = language_code(page[HtmlTree::root()].attribute("lang")); code && article.language.empty()) {
    article.language = *code;
    article.findings.push_back({"language", "<html lang>"});
  }
  return {};
}

}  // namespace byline
