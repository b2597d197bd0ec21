#pragma once

#include <string>
#include <string_view>

#include "common/article.hpp"

namespace byline {

inline constexpr char kStoredArticleFormat = 1;

/// What `articles/` keeps of an article, and packs (article_packing.hpp): all of it, so that passages, status and a
/// rebuild of `sections/` need no source file. `notes` are not kept. The form (packing.hpp) is: kStoredArticleFormat,
/// then the fields of Article in their order, and at the end `container` where there is one.
std::string serialise(const Article& article);

/// The same with lines counted from the article's own, so that a record that moves in its file stays the same.
std::string serialise_wherever_it_stands(const Article& article);

/// Throws Error (IndexDamaged) for bytes that `serialise` did not make, another format's among them: kSchemaVersion
/// (schema.hpp) is what tells indexes of another format apart.
Article deserialise(std::string_view bytes);

}  // namespace byline
