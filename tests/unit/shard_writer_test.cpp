#include "indexer/shard_writer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <xapian.h>

#include "common/schema.hpp"
#include "indexer/database_merge.hpp"
#include "indexer/stem_forms.hpp"
#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/database_comparison.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

PreparedArticle article(int number, const std::string& language) {
  Article article;
  article.path = "/archive/" + std::to_string(number) + ".md";
  article.title = "Cross-border trade " + std::to_string(number);
  article.authors = {number % 2 == 0 ? "Ada Mori" : "Jun Weber"};
  article.language = language;
  article.categories = {"Politics"};
  article.sections = {test::section_of("", 0, {"The ports of AT&T and 1,000 ships, " + std::to_string(number)}),
                      test::section_of("Ausblick", 1, {"Häfen und Schiffe", "港口 и порты", "ports ports ports"})};
  ArticleKey key = key_of(article, false);
  PreparedArticle prepared = prepare(std::move(article), std::move(key), "en");
  prepared.facets = {{slot::kAuthor, pack_ids({static_cast<std::uint32_t>(number % 2)})},
                     {slot::kSection, pack_ids({0, 1})}};
  prepared.section_ids = {pack_ids({0}), pack_ids({1})};
  return prepared;
}

void write(ShardWriter& writer, const fs::path& folder, int first, int last) {
  AnalyserPool analysers;
  writer.begin(folder);
  for (int i = first; i < last; ++i) writer.add(article(i, i % 3 == 0 ? "de" : "en"), analysers);
  writer.finish();
}

void check_same(const fs::path& expected, const fs::path& found) {
  for (const char* name : {kArticlesName, kSectionsName}) {
    CAPTURE(name);
    const Xapian::Database a((expected / name).string());
    const Xapian::Database b((found / name).string());
    CHECK(test::differences(a, b) == "");
  }
  CHECK(std::distance(fs::directory_iterator(found), fs::directory_iterator()) == 2);
}

TEST_CASE("shard writer: the bulk loader's shard is the one of Xapian's writer, in however many parts it was written") {
  const test::ScratchDirectory scratch;
  write(*make_api_shard_writer(nullptr), scratch.path() / "api", 0, 20);
  for (const std::size_t max_bytes : {std::size_t{1}, std::size_t{20'000}, kMaxBulkBytes}) {
    CAPTURE(max_bytes);
    const fs::path folder = scratch.path() / std::to_string(max_bytes);
    write(*make_bulk_shard_writer(nullptr, max_bytes), folder, 0, 20);
    check_same(scratch.path() / "api", folder);
  }
}

TEST_CASE("shard writer: the second shard knows nothing of the first") {
  const test::ScratchDirectory scratch;
  const auto api = make_api_shard_writer(nullptr);
  const auto bulk = make_bulk_shard_writer(nullptr);
  for (const auto& [first, last] : {std::pair{0, 10}, {10, 25}, {25, 25}}) {
    CAPTURE(first);
    write(*api, scratch.path() / ("api-" + std::to_string(first)), first, last);
    write(*bulk, scratch.path() / ("bulk-" + std::to_string(first)), first, last);
    check_same(scratch.path() / ("api-" + std::to_string(first)), scratch.path() / ("bulk-" + std::to_string(first)));
  }
}

TEST_CASE("shard writer: shards whose synonyms are kept together are, merged with these, the ones of Xapian's writer") {
  const test::ScratchDirectory scratch;
  const auto folder = [&](const std::string& name) { return scratch.path() / name; };
  StemForms forms;
  const auto api = make_api_shard_writer(nullptr);
  const auto bulk = make_bulk_shard_writer(nullptr, kMaxBulkBytes, &forms);
  for (const auto& [first, last] : {std::pair{0, 10}, {10, 25}}) {
    write(*api, folder("api-" + std::to_string(first)), first, last);
    write(*bulk, folder("bulk-" + std::to_string(first)), first, last);
  }
  for (const char* shard : {"bulk-0", "bulk-10"}) {
    const Xapian::Database articles((folder(shard) / kArticlesName).string());
    CHECK(articles.synonym_keys_begin() == articles.synonym_keys_end());
  }
  CHECK(!forms.is_empty());
  forms.write(folder("forms") / kArticlesName);
  CHECK(forms.is_empty());
  fs::create_directories(folder("from-api"));
  fs::create_directories(folder("from-bulk"));
  merge_databases({folder("api-0"), folder("api-10")}, kArticlesName, folder("from-api"));
  merge_databases({folder("bulk-0"), folder("bulk-10"), folder("forms")}, kArticlesName, folder("from-bulk"));
  CHECK(test::differences(Xapian::Database((folder("from-api") / kArticlesName).string()),
                          Xapian::Database((folder("from-bulk") / kArticlesName).string())) == "");
}

TEST_CASE("stem forms: a shard is given them when they are too many") {
  const test::ScratchDirectory scratch;
  StemForms forms;
  std::string stem(200, 'a');
  bulk::DatabaseBuilder few;
  forms.add({{stem, "word"}});
  forms.relieve(few);
  CHECK(!forms.is_empty());
  std::size_t added = 1;
  for (std::size_t bytes = 0; bytes <= StemForms::kMaxBytes; bytes += stem.size(), ++added) {
    for (std::size_t i = 0; i < 8; ++i) stem[i] = static_cast<char>('a' + (added >> (4 * i)) % 16);
    forms.add({{stem, "word"}});
  }
  bulk::DatabaseBuilder many;
  forms.relieve(many);
  CHECK(forms.is_empty());
  many.write(scratch.path() / "many");
  const Xapian::Database written((scratch.path() / "many").string());
  CHECK(static_cast<std::size_t>(std::distance(written.synonym_keys_begin(), written.synonym_keys_end())) >= added - 1);
}

}  // namespace
}  // namespace byline
