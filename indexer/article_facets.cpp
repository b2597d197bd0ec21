#include "indexer/article_facets.hpp"

#include "indexer/web_address.hpp"

namespace byline {

std::vector<std::string> facet_values(const Article& article, const std::vector<NamedSection>& names,
                                      std::string_view facet) {
  if (facet == "author") return article.authors;
  if (facet == "tag") return article.tags;
  if (facet == "year") {
    return article.date ? std::vector<std::string>{PartialDate{article.date->year}.to_string()}
                        : std::vector<std::string>{};
  }
  if (facet == "language") {
    return article.language.empty() ? std::vector<std::string>{} : std::vector<std::string>{article.language};
  }
  if (facet == "source") {
    return article.source.empty() ? std::vector<std::string>{} : std::vector<std::string>{article.source};
  }
  std::vector<std::string> sections;
  for (const NamedSection& name : names) sections.push_back(name.display);
  return sections;
}

std::string source_of(const Article& article, std::string_view root) {
  if (!article.source.empty()) return article.source;
  if (std::string host = host_of(article.url); !host.empty()) return host.starts_with("www.") ? host.substr(4) : host;
  std::string_view rest = article.path;
  if (root.empty() || !rest.starts_with(root)) return {};
  rest.remove_prefix(root.size());
  while (rest.starts_with('/')) rest.remove_prefix(1);
  const auto slash = rest.find('/');
  return std::string(slash == std::string_view::npos ? root.substr(root.rfind('/') + 1) : rest.substr(0, slash));
}

}  // namespace byline
