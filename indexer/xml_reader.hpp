#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/xml_tree.hpp"

namespace byline {

/// What to do with an element whose start tag has been read.
enum class XmlStep {
  Enter,  ///< ask for each element in it; text directly in it is passed over
  Take,   ///< hand it over as a tree when it has ended
  Skip,   ///< pass over it and all that is in it
  Stop,   ///< read no further
};

/// Goes through a document with `read_xml`. Records are taken one by one, so a large document is never in memory as a
/// tree.
class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;

  /// An element begins inside entered ones: `element` has its name, attributes and line. The root has depth 0.
  virtual XmlStep begin(const XmlNode& element, std::size_t depth) = 0;
  /// An element that `begin` wanted to take has ended. `is_whole` is false when the document ended before it did.
  virtual void take(XmlTree&& tree, bool is_whole) = 0;
  /// An entered element ended.
  virtual void end(std::size_t depth) { (void)depth; }
};

/// How the reading of a document went.
struct XmlOutcome {
  bool has_root = false;
  bool is_whole = true;       ///< false when the document ended inside its root element, or could not be read further
  std::size_t last_line = 0;  ///< up to which it was read
  std::string problem;        ///< the first damage, with its line; empty when the document is well-formed
  std::string note;           ///< what its encoding had to be taken for; empty when it is as declared
};

/// Reads a document as far as it goes, whatever its damage: the one door to the XML parser. Characters are those that
/// XML declares, and decoded with ICU. Nothing outside the bytes is ever read: document types are passed over, with the
/// entities they declare, so none is expanded; the names that HTML has for characters (`&nbsp;`) are known. Time and
/// memory are linear in the bytes, whatever they hold. Damage is mended first, see XmlMender. Trees are at most 250
/// elements deep, with deeper text kept, and have at most 200,000 nodes. Safe to call from several threads. Throws only
/// what the visitor throws.
XmlOutcome read_xml(std::string_view bytes, XmlVisitor& visitor);

/// A small document as a tree; nothing when it has no element.
std::optional<XmlTree> parse_xml(std::string_view bytes);

/// The root element, without what is in it, when it begins within the first 64 KiB: enough to tell what a file is.
std::optional<XmlNode> xml_root(std::string_view bytes);

/// The code point that HTML 4 has a name for ("nbsp", "eacute"), or 0.
char32_t named_character(std::string_view name);

}  // namespace byline
