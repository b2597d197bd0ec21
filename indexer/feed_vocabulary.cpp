#include "indexer/feed_vocabulary.hpp"

#include <algorithm>
#include <array>

namespace byline {
namespace {

struct Vocabulary {
  std::string_view space;  ///< how its namespace begins
  std::string_view prefix;
};

constexpr std::array<Vocabulary, 18> kVocabularies = {{
    {"http://purl.org/rss/1.0/modules/content", "content"},
    {"http://purl.org/rss/1.0/modules/slash", "slash"},
    {"http://purl.org/rss/1.0/", ""},
    {"http://my.netscape.com/rdf/", ""},
    {"http://channel.netscape.com/rdf/", ""},
    {"http://backend.userland.com/", ""},
    {"http://blogs.law.harvard.edu/tech/rss", ""},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    {"http://www.w3.org/2005/Atom", "atom"},
    {"http://purl.org/atom/ns", "atom"},
    {"http://purl.org/dc/terms", "dcterms"},
    {"http://purl.org/dc/", "dc"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://www.itunes.com/", "itunes"},
    {"http://wordpress.org/export/", "wp"},
    {"http://rssnamespace.org/feedburner", "feedburner"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://schemas.google.com/blogger/", "blogger"},
}};

}  // namespace

std::string feed_name(const XmlNode& element) {
  const auto known = std::find_if(kVocabularies.begin(), kVocabularies.end(),
                                  [&](const Vocabulary& v) { return element.space.starts_with(v.space); });
  std::string_view prefix = known == kVocabularies.end() ? std::string_view(element.prefix) : known->prefix;
  // WordPress has a namespace of its own for the one element of the excerpt.
  if (prefix == "wp" && element.space.find("/excerpt") != std::string::npos) prefix = "excerpt";
  return prefix.empty() ? element.name : std::string(prefix) + ":" + element.name;
}

}  // namespace byline
