#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// Puts the headings and blocks of a text, in its order, into sections. Headings nest by their levels: the top one
/// becomes 1, and none is skipped. Every reader whose source marks its headings uses it.
class SectionBuilder {
 public:
  /// Starts a section. `level` is as in the source, 1 the highest; list numbers are taken off the heading. An empty
  /// heading starts none.
  void heading(std::string_view text, unsigned level, std::size_t line);
  /// Adds a paragraph, list item, table row or block of code; nothing when it is empty. Its own line breaks must be
  /// those of the source, or spaces.
  void block(std::string_view text, std::size_t line);

  /// What has been built; the lead first when there is one. The builder starts anew.
  std::vector<Section> take();

 private:
  void finish();

  std::vector<unsigned> open_levels_;
  Section section_;
  std::vector<Section> sections_;
};

}  // namespace byline
