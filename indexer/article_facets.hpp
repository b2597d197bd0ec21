#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "common/section_names.hpp"

namespace byline {

/// The display forms that an article has in a facet, in its order; for "section" those of `names`.
std::vector<std::string> facet_values(const Article& article, const std::vector<NamedSection>& names,
                                      std::string_view facet);

/// The source facet: what the article says, else the host of its URL, else the name of the top folder below `root`.
std::string source_of(const Article& article, std::string_view root);

}  // namespace byline
