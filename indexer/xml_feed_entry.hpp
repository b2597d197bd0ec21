#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/feed_entry.hpp"
#include "indexer/xml_tree.hpp"

namespace byline {

/// A text of a feed's XML. An element with elements in it is XHTML; Atom says with `type` whether it is HTML, and in
/// RSS everything may be.
FeedText feed_text(const XmlTree& tree, XmlNode::Id id, bool is_atom);

/// The names an Atom person or a plain text gives: of `<author><name>Jane Doe</name></author>` "Jane Doe".
std::string person_in(const XmlTree& tree, XmlNode::Id id);

/// Where an `atom:link` leads, resolved against its `xml:base`, when it is one to the page itself ("alternate").
std::string alternate_link(const XmlTree& tree, XmlNode::Id id, const std::string& base);

/// Entries of an element that holds one. More than one when the end tag between was missing: then the rest stands
/// inside the first.
struct FoundEntry {
  FeedEntry entry;
  std::string kind;  ///< empty for an article, else what it is instead: "attachment", "comment", "draft"
};
/// `accounts` are the names shown for WordPress' login names.
std::vector<FoundEntry> entries_in(const XmlTree& tree, const std::string& base,
                                   const std::map<std::string, std::string>& accounts);

}  // namespace byline
