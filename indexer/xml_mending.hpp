#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// The code point that HTML has a name for ("nbsp"), or 0.
using EntityLookup = char32_t (*)(std::string_view name);

/// A reference such as `&amp;` or `&#8217;` at the start of a text.
struct CharacterReference {
  char32_t code_point =
      0;                 ///< 0 when the `&` begins no known reference; a space for a character that XML does not allow
  std::size_t size = 0;  ///< in bytes
  bool is_allowed = true;
};
CharacterReference character_reference(std::string_view text, EntityLookup lookup);

/// Rewrites XML, piece by piece as it is read, into plain and well-formed XML: tags that close one another, text and
/// numeric references.
///
/// Parsers stop at, or drop, what people's feeds are full of: names of characters that only HTML knows, a bare `&` or
/// `<`, control characters, attributes without quotes, end tags missing or crossed, warnings of a server before the
/// document. And what is dangerous or limited in parsers is gone before they see it: document types with their
/// entities, comments, processing instructions, CDATA sections (whose content becomes text), thousands of attributes.
/// An end tag that closes no open element is left out; one that closes an outer element closes those in it. Line
/// breaks stay where they are, so lines can still be told. One pass.
class XmlMender {
 public:
  /// `xml` is well-formed UTF-8 and outlives the mender.
  XmlMender(std::string_view xml, EntityLookup lookup) : xml_(xml), lookup_(lookup) {}

  /// Writes up to `size` bytes of mended XML; 0 at the end.
  std::size_t read(char* to, std::size_t size);

  /// The first damage, with its line; empty when there was none. Looked up anew at each call.
  [[nodiscard]] std::string problem() const;

 private:
  void mend_more();
  void mend_special();
  void mend_markup();
  void mend_start_tag(std::string_view name);
  void mend_end_tag(std::string_view name);
  /// Reads what stands in a tag behind its name, and writes its attributes; true when the tag ends with "/>".
  bool mend_attributes(bool is_wanted);
  void mend_attribute(bool is_wanted);
  std::string_view attribute_value();
  void append_attribute(std::string_view name, std::string_view value);
  /// Writes the reference at the start of `text` as a number, and says how many bytes it took.
  std::size_t append_mended_reference(std::string_view text);
  void close_open_element();
  [[nodiscard]] bool is_open(std::string_view name);
  void pass_over_instruction();
  void pass_over_doctype();
  /// Leaves out what stands before `end`, but for its line breaks.
  void pass_over(std::size_t end);
  void append_reference(char32_t code_point);
  void append_text(std::size_t end);
  void skip_space();
  void report(const char* problem);
  [[nodiscard]] bool is_at(std::string_view text) const { return xml_.substr(at_, text.size()) == text; }
  [[nodiscard]] bool is_outside_root() const { return open_.empty(); }

  std::string_view xml_;
  EntityLookup lookup_;
  std::size_t at_ = 0;
  std::string ready_;
  std::size_t taken_ = 0;               ///< of ready_
  std::vector<std::string_view> open_;  ///< the names of elements, as written
  std::size_t too_deep_ = 0;            ///< elements open below the deepest that is written
  std::size_t attributes_ = 0;          ///< of the tag at hand
  std::size_t search_steps_ = 0;
  const char* problem_ = nullptr;
  std::size_t problem_at_ = 0;
  bool is_in_cdata_ = false;
  bool is_behind_root_ = false;
  // From here on none of these ends, so that nobody searches twice.
  bool is_without_instructions_ = false;
  bool is_without_doctypes_ = false;
  bool is_without_quotes_ = false;
};

}  // namespace byline
