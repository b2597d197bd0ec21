#pragma once

#include <string>
#include <string_view>

#include "common/article.hpp"
#include "indexer/front_matter.hpp"

namespace byline {

/// The header that a text may begin with instead of front matter, in one of three layouts:
///
/// - lines `Key: value` down to the first blank one, as in mail, Python's enhancement proposals and Pelican; a value
///   goes on in lines that are indented. Among the keys are Title and one more that is known.
/// - comments `.. key: value`, as Nikola has them, also within `<!--` and `-->`; among the keys are title and one more
///   that is known.
/// - lines `[#]: key: (value)`, as translated articles have them; see translation_header.hpp.
///
/// A text that begins otherwise, as prose that starts with "Note: …" does, has none: `body_begin` is 0.
FrontMatter read_header_fields(std::string_view text);

/// The value of a field that names people: a list where there are addresses ("Jane Doe <jane@example.org>, …") or
/// semicolons; other lists of names are left to those who know names.
FieldValue people_field(std::string value);

/// Notes for `inspect` that title, authors, date and the like are from these fields.
void note_findings(const FieldValue& fields, std::string_view origin, Article& article);

}  // namespace byline
