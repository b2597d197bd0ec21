#include "indexer/html_sections.hpp"

#include "indexer/html_blocks.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/main_text.hpp"

namespace byline {

void append_html_sections(std::string_view html, std::size_t line, Article& article) {
  const HtmlTree tree(html);
  if (!tree.damage().empty()) article.notes.push_back("HTML: " + tree.damage());
  append_blocks(tree, whole_text(tree), ImageTexts::All, line, article);
}

}  // namespace byline
