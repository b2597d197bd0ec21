#pragma once

#include <cstddef>
#include <string_view>

#include "common/article.hpp"
#include "indexer/reader.hpp"

namespace byline {

/// Reads a text without markup as one article: its title, byline, date, headings, captions and authors' notes are told
/// by where they stand and how they look. Asides need strong evidence, for what is taken from the body is not found.
void read_plain_text(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

/// A text as paragraphs alone, without looking for headings or anything else: the body of a record that has fields for
/// the rest. Paragraphs stand between blank lines and keep their line breaks.
Section lead_section(std::string_view text, std::size_t first_line);

}  // namespace byline
