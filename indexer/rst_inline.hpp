#pragma once

#include <map>
#include <string>
#include <string_view>

namespace byline {

/// The names that `|name|` stands for, and their text.
using RstSubstitutions = std::map<std::string, std::string, std::less<>>;

/// A paragraph of reStructuredText without its inline markup: emphasis, literals, links and roles are their text,
/// references to footnotes are gone, substitutions are made. Line breaks stay. Markup that is never closed is text, as
/// docutils has it. In linear time.
std::string without_rst_markup(std::string_view text, const RstSubstitutions& substitutions);

}  // namespace byline
