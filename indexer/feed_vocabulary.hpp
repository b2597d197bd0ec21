#pragma once

#include <string>
#include <string_view>

#include "indexer/xml_tree.hpp"

namespace byline {

/// What an element of a feed is, by one name for each meaning: "title" for those of RSS and RDF, "atom:title",
/// "dc:creator", "content:encoded", "wp:post_type". The namespace tells, whatever prefix is written; where none was
/// declared the prefix tells. A name of no known namespace is as written.
std::string feed_name(const XmlNode& element);

}  // namespace byline
