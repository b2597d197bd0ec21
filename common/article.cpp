#include "common/article.hpp"

#include <algorithm>

namespace byline {

std::string_view name_of(AsideKind kind) {
  switch (kind) {
    case AsideKind::Caption: return "caption";
    case AsideKind::Credit: return "credit";
    case AsideKind::Byline: return "byline";
    case AsideKind::Bio: return "bio";
    case AsideKind::Related: return "related";
    case AsideKind::Metadata: break;
  }
  return "metadata";
}

std::vector<std::string> heading_path(const std::vector<Section>& sections, std::size_t index) {
  std::vector<std::string> path;
  int level = sections[index].level;
  if (level == 0) return path;
  path.push_back(sections[index].heading);
  for (std::size_t i = index; i-- > 0 && level > 1;) {
    if (sections[i].level == 0 || sections[i].level >= level) continue;
    level = sections[i].level;
    path.push_back(sections[i].heading);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

std::size_t line_at(const Section& section, std::size_t offset) {
  const auto next = std::upper_bound(section.blocks.begin(), section.blocks.end(), offset,
                                     [](std::size_t at, const Block& block) { return at < block.offset; });
  if (next == section.blocks.begin()) return 0;
  const Block& block = *(next - 1);
  if (block.line == 0) return 0;
  const auto begin = section.text.begin() + static_cast<std::ptrdiff_t>(block.offset);
  const auto end = section.text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, section.text.size()));
  return block.line + static_cast<std::size_t>(std::count(begin, end, '\n'));
}

}  // namespace byline
