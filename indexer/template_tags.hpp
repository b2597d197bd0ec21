#pragma once

#include <string>
#include <string_view>

namespace byline {

/// Markdown without the tags of site generators: `{% … %}`, `{{ … }}` (Liquid, Jinja, Tera), `{: … }` and `{#id}`
/// (kramdown). A tag inside a link's address becomes a character that keeps it an address. `{% highlight %}` and
/// `{% raw %}` blocks become fenced code. Tags inside code stay. Lines stay where they were.
std::string without_template_tags(std::string_view markdown);

}  // namespace byline
