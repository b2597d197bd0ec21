#include "indexer/html_sections.hpp"

#include <utility>

#include "common/utf8.hpp"
#include "indexer/html_tree.hpp"
#include "indexer/section_builder.hpp"

namespace byline {

void append_html_sections(std::string_view html, std::size_t line, Article& article) {
  const HtmlTree tree(html);
  SectionBuilder sections;
  sections.block(tree.text_of(HtmlTree::root()), line);
  for (Section& section : sections.take()) article.sections.push_back(std::move(section));
}

}  // namespace byline
