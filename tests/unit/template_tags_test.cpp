#include "indexer/template_tags.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

namespace byline {
namespace {

TEST_CASE("template tags are no text, but what they stand in stays what it is") {
  struct Row {
    std::string_view markdown;
    std::string_view expected;
  };
  constexpr Row kRows[] = {
      {"plain text", "plain text"},
      {"before {{ page.title }} after", "before  after"},
      {"{% include a.html %}\ntext", "\ntext"},
      {"a {% two\nlines %} b\nc", "a \n b\nc"},
      {"# Heading {#anchor}\n{: .class}\n", "# Heading \n\n"},
      {"[x]({{ site.u }})", "[x](_)"},
      {"[x]({{ site.u }}/a) and {{ b }}", "[x](_/a) and "},
      {"[1]: {{ site.url }}/en/\n[2]: https://e.org\n", "[1]: _/en/\n[2]: https://e.org\n"},
      {"<img src=\"{{ a }}\">", "<img src=\"_\">"},
      {"`{{ code }}` and {{ tag }}", "`{{ code }}` and "},
      {"```\n{{ code }}\n```\n{{ tag }}\n", "```\n{{ code }}\n```\n\n"},
      {"~~~~ ruby\n{% x %}\n~~~\n~~~~\n{% y %}", "~~~~ ruby\n{% x %}\n~~~\n~~~~\n"},
      {"{% highlight ruby %}\n# a comment\n{% endhighlight %}\n", "```\n# a comment\n```\n"},
      {"{%- raw -%}\n{{ x }}\n{%- endraw -%}\nend", "```\n{{ x }}\n```\nend"},
      {"a { b } c {", "a { b } c {"},
      {"{{ never closed", "{{ never closed"},
      {"{: two\nlines }", "{: two\nlines }"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.markdown);
    const std::string result = without_template_tags(row.markdown);
    CHECK(result == row.expected);
    CHECK(std::count(result.begin(), result.end(), '\n') == std::count(row.markdown.begin(), row.markdown.end(), '\n'));
  }
}

}  // namespace
}  // namespace byline
