#include "indexer/web_address.hpp"

#include <doctest/doctest.h>

#include <string>

namespace byline {
namespace {

TEST_CASE("web address: a reference is resolved against where it stands") {
  struct Case {
    std::string reference, base, expected;
  };
  for (const auto& [reference, base, expected] : {
           Case{"b.html", "https://x.org/a/c.html", "https://x.org/a/b.html"},
           Case{"../b.html", "https://x.org/a/c.html", "https://x.org/b.html"},
           Case{"../../../b", "https://x.org/a/c", "https://x.org/b"},
           Case{"./", "https://x.org/a/c", "https://x.org/a/"},
           Case{"..", "https://x.org/a/b/c", "https://x.org/a/"},
           Case{"/b/./c", "https://x.org/a/", "https://x.org/b/c"},
           Case{"//y.org/b", "https://x.org/a", "https://y.org/b"},
           Case{"?q=1", "https://x.org/a?p#f", "https://x.org/a?q=1"},
           Case{"#g", "https://x.org/a?p#f", "https://x.org/a?p#g"},
           Case{"b?x=../c", "https://x.org", "https://x.org/b?x=../c"},
           Case{"http://y.org/b", "https://x.org/a", "http://y.org/b"},
           Case{"mailto:a@x.org", "https://x.org/a", "mailto:a@x.org"},
           Case{" \n b \t", " https://x.org/a/ ", "https://x.org/a/b"},
           Case{"b", "", "b"},
           Case{"b", "a/c", "b"},
           Case{"новости/1", "https://x.org/ru/", "https://x.org/ru/новости/1"},
           Case{"", "https://x.org/a", "https://x.org/a"},
       }) {
    CAPTURE(reference);
    CHECK(resolved_address(reference, base) == expected);
  }
}

}  // namespace
}  // namespace byline
