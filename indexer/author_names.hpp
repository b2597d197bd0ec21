#pragma once

#include <map>
#include <string>
#include <string_view>

namespace byline {

struct Article;

/// What `--authors FILE` says: a name as articles have it, folded (folded_name), to the name that is meant. Keys of
/// sites ("alex-pandel") and spellings to be merged ("j. doe") alike; a key may lead to a spelling that is merged.
using AuthorNames = std::map<std::string, std::string>;

/// Reads lines of `written<TAB>Name`; blank lines and those that begin with "#" say nothing. `file` is what messages
/// call it. Throws Error (BadInput), with the number of the line that is not so, is not UTF-8, or gives one name two
/// meanings.
AuthorNames parse_author_names(std::string_view text, const std::string& file);

/// The same of a file. Throws Error (BadInput) also when it cannot be read.
AuthorNames load_author_names(const std::string& path);

/// Puts the names that are meant for those that are written, of authors and contributors; who is then named twice
/// stands once.
void apply_author_names(const AuthorNames& names, Article& article);

}  // namespace byline
