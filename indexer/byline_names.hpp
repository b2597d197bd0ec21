#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// The people a byline names, in its order.
struct Byline {
  std::vector<std::string> authors;
  std::vector<Contributor> contributors;

  friend bool operator==(const Byline&, const Byline&) = default;
};

/// What is known of the source of a byline given as a value.
struct BylineContext {
  std::string_view site;      ///< its name ("The Harbour Post"), which is nobody's; may be empty
  std::string_view host;      ///< "www.harbour-post.example"; likewise
  bool is_catalogue = false;  ///< the field is one of catalogues (`citation_author`): "Surname, Given" is one name
};

/// The people of a value that is meant to be a byline: a field of front matter, a record or a page's metadata. Reads
/// lists of every kind, one name or several on a line; drops titles, degrees, addresses, affiliations, dates and the
/// words of buttons; splits off roles ("Edited by", "(Fotos)"). Agencies and desks ("Reuters", "Staff") are authors
/// when nobody else is. Names in capitals are written in small letters, names in other scripts stay as they are, and so
/// does a single key or handle ("alex-pandel", "@matz"). What names nobody gives nobody.
Byline read_byline(std::string_view value, const BylineContext& context = {});

/// Reads a whole line of an article as a byline when it is one: "By A and B", "Von A und B", "Par A et B", "Por A y B",
/// "Written by A", "Interview by A", "Edited by NAME, ROLE", "Translated by A", "Text: A", "Photos by A", "作者：甲",
/// and several of them on one line. A line that merely begins with "By" ("By then the harbour had frozen.") gives
/// nothing.
std::optional<Byline> parse_byline_line(std::string_view line);

/// The authors that `read_byline` finds.
std::vector<std::string> split_names(std::string_view list);

/// True when the text could be one person's name: two to five words that begin with capitals (or are name particles),
/// or a short run of letters in a script without case.
bool looks_like_name(std::string_view text);

}  // namespace byline
