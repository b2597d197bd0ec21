#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/field_value.hpp"
#include "indexer/xml_tree.hpp"

namespace byline {

/// A document of a book in the order of reading.
struct EpubChapter {
  std::string path;     ///< of the archive's member
  std::string purpose;  ///< "cover", "contents" or "title page" when that is all it is; else empty
};

/// The package document (OPF): what the book is and of what it consists. Paths are those of the archive's members.
struct EpubPackage {
  FieldValue fields;  ///< its metadata under the names that article_fields knows
  std::vector<EpubChapter> chapters;
  std::string navigation;  ///< the navigation document of EPUB 3, or empty
  std::string ncx;         ///< the table of contents of EPUB 2, or empty
};

/// `path` is that of the package document itself, from which the others are reckoned.
EpubPackage read_epub_package(const XmlTree& tree, const std::string& path);

/// The purpose that a chapter itself states, or empty.
std::string epub_purpose(const XmlTree& chapter);

/// Where the container document says that the package is; empty when it does not.
std::string epub_package_path(const XmlTree& container);

/// What the table of contents calls a document, and how deep the entry stands, 1 the highest. Entries that lead into
/// the middle of a document do not count when there is one for the whole.
struct EpubContentsEntry {
  std::string title;
  int level = 1;
};
using EpubContents = std::map<std::string, EpubContentsEntry>;
EpubContents read_epub_navigation(const XmlTree& navigation, const std::string& path);
EpubContents read_epub_ncx(const XmlTree& ncx, const std::string& path);

/// Paths of members that are encrypted so that no one without a licence can read them. Fonts are often garbled, by
/// methods that are known; these are not counted.
std::vector<std::string> protected_members(const XmlTree& encryption);

/// The member to which `reference` leads from `base`: percent signs decoded, "..", "." and the fragment gone.
std::string resolved_member(const std::string& base, std::string_view reference);

}  // namespace byline
