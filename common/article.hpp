#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/calendar.hpp"

namespace byline {

/// Somebody in the byline who is not an author: `role` is lower case English ("editor", "translator", "interviewee",
/// "photographer", "interviewer", "illustrator", "reviewer", or "contributor" where more is not said).
struct Contributor {
  std::string name;
  std::string role;

  friend bool operator==(const Contributor&, const Contributor&) = default;
};

/// The start of a paragraph, list item, heading, table row or code block inside a section's text.
struct Block {
  std::size_t offset = 0;  ///< bytes into `Section::text`
  std::size_t line = 0;    ///< 1-based line of the source file where it starts; 0 when there is none

  friend bool operator==(const Block&, const Block&) = default;
};

/// A headed part of an article; the lead is the one without a heading, at level 0.
///
/// `text` begins with the heading (a block of its own), for a heading's words belong to its section. Blocks are
/// separated by '\n'. Inside a block the source's own line breaks are kept as '\n', so that the line of any place is
/// its block's line plus the line breaks between. UTF-8, without markup.
struct Section {
  std::string heading;  ///< without list numbers ("2. A role for Canada" -> "A role for Canada")
  int level = 0;        ///< 1 is a top section, 2 stands inside the nearest 1 above it, and so on
  std::string text;
  std::vector<Block> blocks;

  friend bool operator==(const Section&, const Section&) = default;
};

enum class AsideKind { Caption, Credit, Byline, Bio, Related, Metadata };

/// "caption", "credit", "byline", "bio", "related", "metadata".
std::string_view name_of(AsideKind kind);

/// Text that was kept but is not body: it is stored, shown by `inspect`, and never matches.
struct Aside {
  AsideKind kind = AsideKind::Metadata;
  std::string text;
  std::size_t line = 0;  ///< 1-based line of the source file; 0 when there is none

  friend bool operator==(const Aside&, const Aside&) = default;
};

/// How a reader came by a field: {"title", "JSON-LD headline"}. For `inspect`; not stored.
struct Finding {
  std::string field;
  std::string origin;

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Part of an input that is neither body nor kept: the navigation of a page, an attachment. For `inspect`; not stored.
struct Omission {
  std::string what;      ///< lower case, with the reason: "navigation", "comments", "attachment: image/png"
  std::size_t line = 0;  ///< 1-based line of the source; 0 when there is none
  std::string text;      ///< how it begins, one line

  friend bool operator==(const Omission&, const Omission&) = default;
};

/// A date such as "03/04/2025", of which only the article's language can tell what it is.
struct AmbiguousDate {
  std::string written;
  PartialDate day_first;
  PartialDate month_first;

  friend bool operator==(const AmbiguousDate&, const AmbiguousDate&) = default;
};

/// One retrievable work, as a reader makes it out of its source.
struct Article {
  std::string path;       ///< absolute path of the file it was read from, or "-" for standard input; "!" divides a
                          ///< container from the path of its member: "/a/posts.zip!2024/b.md"
  std::string container;  ///< the file on disk, when `path` is that of a member of it; else empty
  std::string id;         ///< the record's own id in a file of many; else empty
  std::size_t line = 1;   ///< where the article starts in its file
  std::string url;
  std::string title;  ///< one line; readers fall back to the file's name
  std::vector<std::string> authors;
  std::vector<Contributor> contributors;
  std::optional<PartialDate> date;
  std::optional<AmbiguousDate> ambiguous_date;  ///< until the article is complete; not stored
  std::string language;                         ///< ISO 639-1 code in lower case ("en", "zh"); empty when unknown
  std::string language_tag;  ///< as declared, with its region ("en-GB"); empty when none is; not stored
  std::string source;        ///< the site or feed the article says it is from; empty when it does not
  std::vector<std::string> categories;
  std::vector<std::string> tags;
  std::vector<Section> sections;  ///< in the order of the text; the lead, when there is one, comes first
  std::vector<Aside> asides;
  std::vector<std::string> notes;  ///< what the reader had to work round: "front matter: line 3: …"; not stored
  std::vector<Finding> findings;
  std::vector<Omission> omissions;

  friend bool operator==(const Article&, const Article&) = default;
};

/// The headings from the top down to section `index`: {"What's Next", "A role for Canada"}; empty for the lead.
std::vector<std::string> heading_path(const std::vector<Section>& sections, std::size_t index);

/// The 1-based source line of the byte `offset` of the section's text, or 0 when it is not known.
std::size_t line_at(const Section& section, std::size_t offset);

}  // namespace byline
