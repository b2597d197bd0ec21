#pragma once

#include <string>

#include <xapian.h>

#include "searcher/archive.hpp"

namespace byline {

/// The article that a reader names: by its path, relative to `folder` or absolute, in a container as results show it
/// ("posts.zip!2024/b.md"); by a path and the line of a place in it ("feed.xml:120"), as results show them, where a
/// file has many articles; or by its id. Reads the places of all articles (some millions a second).
///
/// Throws Error (BadInput) when no article is called so, with the names most like it; and when several are, with what
/// tells them apart.
Xapian::docid named_article(Archive& archive, const std::string& name, const std::string& folder);

}  // namespace byline
