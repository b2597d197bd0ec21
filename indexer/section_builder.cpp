#include "indexer/section_builder.hpp"

#include <string>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/text_blocks.hpp"

namespace byline {

void SectionBuilder::heading(std::string_view text, unsigned level, std::size_t line) {
  std::string heading(without_list_number(single_spaced(text)));
  if (heading.empty()) return;
  finish();
  // Each heading stands inside the nearest one above it with a smaller level.
  while (!open_levels_.empty() && open_levels_.back() >= level) open_levels_.pop_back();
  open_levels_.push_back(level);
  section_.level = static_cast<int>(open_levels_.size());
  append_block(section_, heading, line);
  section_.heading = std::move(heading);
}

void SectionBuilder::block(std::string_view text, std::size_t line) {
  if (!trim(text).empty()) append_block(section_, text, line);
}

std::vector<Section> SectionBuilder::take() {
  finish();
  open_levels_.clear();
  return std::exchange(sections_, {});
}

void SectionBuilder::finish() {
  if (!section_.text.empty()) sections_.push_back(std::move(section_));
  section_ = {};
}

}  // namespace byline
