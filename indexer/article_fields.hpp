#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/field_date.hpp"
#include "indexer/field_value.hpp"

namespace byline {

/// Our names for what a field can be, as `--map` takes them: "title", "text", "authors", "date", "section", "tags",
/// "language", "url", "id", "source".
bool is_known_field(std::string_view name);

/// Which names stand for a field: those that Jekyll, Hugo, Zola and Eleventy sites, feeds and news data sets use.
/// `field_map` (our name -> the record's, a path with dots) comes before them.
class FieldNames {
 public:
  explicit FieldNames(const std::map<std::string, std::string>& field_map) : field_map_(field_map) {}

  /// Everything that the record says of one of our fields, the best name first.
  [[nodiscard]] std::vector<const FieldValue*> values(const FieldValue& record, std::string_view field) const;
  /// The first of these, or null.
  [[nodiscard]] const FieldValue* value(const FieldValue& record, std::string_view field) const;

 private:
  const std::map<std::string, std::string>& field_map_;
};

/// Where fields are from; they differ in small customs.
enum class FieldOrigin {
  FrontMatter,  ///< a plural list written as one string is split at spaces, as Jekyll does; there is no id
  Record,       ///< split at commas only
  Header,       ///< split at commas only; there is neither an id nor a text
};

/// Puts what the fields say of an article into it: everything but the body. Fields that say nothing Byline knows are
/// kept as asides (Metadata). A value that cannot be understood becomes a note. What the article knows of its
/// language already helps with the date; the record's own statement comes before it.
void apply_fields(const FieldValue& record, const FieldNames& names, FieldOrigin origin, Article& article);

/// "en-US", "EN", "eng" -> "en"; nothing for what is no language code.
std::optional<std::string> language_code(std::string_view text);

/// The date and the rest of a file name such as "2014-09-15-Rust-1.0": sites keep a post's date there.
struct DatedName {
  std::optional<PartialDate> date;
  std::string_view rest;  ///< into the argument
};
DatedName split_dated_name(std::string_view stem);

}  // namespace byline
