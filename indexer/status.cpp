#include "indexer/status.hpp"

#include <algorithm>

#include "common/author_identity.hpp"
#include "common/facet_dictionary.hpp"
#include "common/index_layout.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"
#include "indexer/index_state.hpp"
#include "indexer/roots.hpp"

namespace byline {
namespace fs = std::filesystem;
namespace {

std::uint64_t bytes_below(const fs::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code gone;  // a build may remove files meanwhile
    const auto size = entry->is_regular_file(gone) ? entry->file_size(gone) : 0;
    if (!gone) bytes += size;
  }
  return bytes;
}

std::vector<std::pair<std::string, std::uint64_t>> languages_of(const Xapian::Database& articles) {
  std::vector<std::pair<std::string, std::uint64_t>> languages;
  const std::string prefix(prefix::kLanguage);
  for (auto term = articles.allterms_begin(prefix); term != articles.allterms_end(prefix); ++term) {
    languages.emplace_back((*term).substr(prefix.size()), term.get_termfreq());
  }
  std::stable_sort(languages.begin(), languages.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return languages;
}

std::vector<AuthorMerge> merges_of(const Xapian::Database& articles) {
  std::vector<AuthorMerge> merges;
  FacetNames names("author", [&](const std::string& key) { return articles.get_metadata(key); });
  const People people = People::unpack(articles.get_metadata(kMetaPeople));
  for (const People::Names& person : people.all()) {
    AuthorMerge merge;
    merge.name = names.entry(person.front().id).display();
    for (const PersonName& name : person) {
      if (name != person.front()) merge.also.push_back(names.entry(name.id).display());
    }
    merges.push_back(std::move(merge));
  }
  std::sort(merges.begin(), merges.end(), [](const AuthorMerge& a, const AuthorMerge& b) { return a.name < b.name; });
  return merges;
}

}  // namespace

StatusReport index_status(const fs::path& index) {
  const IndexLayout layout(index);
  StatusReport report;
  report.index = index;
  with_xapian(index, [&] {
    const Xapian::Database articles = open_articles(layout);
    report.schema = articles.get_metadata(kMetaSchema);
    report.analysis = articles.get_metadata(kMetaAnalysis);
    report.main_language = articles.get_metadata(kMetaMainLanguage);
    report.articles = articles.get_doccount();
    report.section_count = open_sections(layout).get_doccount();
    report.text_bytes = std::strtoull(articles.get_metadata(kMetaTextBytes).c_str(), nullptr, 10);
    report.languages = languages_of(articles);
    report.author_merges = merges_of(articles);
    report.roots = unpack_roots(articles.get_metadata(kMetaRoots));
  });
  report.index_bytes = bytes_below(index);

  BuildRequest request;
  request.index = index;
  request.dry_run = true;
  request.allow_removals = true;
  for (const Root& root : report.roots) {
    auto& list = fs::exists(root.path) ? request.paths : report.missing_roots;
    list.push_back(root.path);
  }
  Progress silent(false);
  report.pending = build(request, silent);
  return report;
}

}  // namespace byline
