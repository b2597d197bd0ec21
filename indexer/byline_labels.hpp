#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace byline {

constexpr std::string_view kAuthorRole = "author";
/// Of labels like "Source:": what follows is where an article is from, and nobody's name.
constexpr std::string_view kSourceRole = "source";

/// Words in front of names that say what these people did, in the languages that bylines are written in.
struct BylineLabel {
  std::string_view words;
  std::string_view role;     ///< kAuthorRole, kSourceRole, or a contributor's
  bool needs_colon = false;  ///< the words alone mean something else
};

/// Part of a byline that one label rules: "Betsy Beyer" of "Written by Rob Ewaschuk Edited by Betsy Beyer".
struct RoleClause {
  std::string_view role = kAuthorRole;
  std::string_view text;     ///< into the argument, trimmed, without the label
  bool is_labelled = false;  ///< false for what stands in front of the first label
  bool has_colon = false;    ///< the label ended in a colon, so a name must follow
  std::string_view label;    ///< the words of the label, as in the table
};

/// True when the text begins with a label that something follows.
bool opens_with_label(std::string_view text);

/// Parts a single-spaced byline at the labels in it. A label in brackets ("A (avec B) et C") rules inside them.
std::vector<RoleClause> role_clauses(std::string_view text);

/// The role that a word behind a name states: "translator" of "(Übersetzung)"; nothing for other words.
std::optional<std::string_view> role_named(std::string_view noun);

}  // namespace byline
