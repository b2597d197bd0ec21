#include "indexer/sharded_load.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/error.hpp"
#include "common/schema.hpp"
#include "indexer/build.hpp"
#include "indexer/progress.hpp"
#include "tests/unit/archive_fixture.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kNoShards = 1u << 30;  // a load this small goes through Xapian's writer

/// Everything that a document holds, on lines.
std::string dump(const Xapian::Database& database, Xapian::docid id) {
  std::string out = "document " + std::to_string(id) + " length " + std::to_string(database.get_doclength(id)) + "\n";
  for (auto term = database.termlist_begin(id); term != database.termlist_end(id); ++term) {
    out += *term + " wdf " + std::to_string(term.get_wdf()) + " in " + std::to_string(term.get_termfreq()) + " at";
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) out += " " + std::to_string(*at);
    out += "\n";
  }
  const Xapian::Document document = database.get_document(id);
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    out += "value " + std::to_string(value.get_valueno()) + " " + *value + "\n";
  return out + "data " + document.get_data() + "\n";
}

std::vector<std::string> documents_of(const Xapian::Database& database) {
  std::vector<std::string> all;
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) all.push_back(dump(database, *id));
  return all;
}

/// Metadata but for the file records, which know when the build was.
std::map<std::string, std::string> metadata_of(const Xapian::Database& database) {
  std::map<std::string, std::string> all;
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    if (!(*key).starts_with(kMetaFilePrefix)) all[*key] = database.get_metadata(*key);
  }
  return all;
}

std::map<std::string, std::vector<std::string>> synonyms_of(const Xapian::Database& database) {
  std::map<std::string, std::vector<std::string>> all;
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    all[*key].assign(database.synonyms_begin(*key), database.synonyms_end(*key));
  }
  return all;
}

void check_same(const IndexLayout& expected, const IndexLayout& found) {
  for (const char* name : {"articles", "sections"}) {
    CAPTURE(name);
    const Xapian::Database a((expected.generation(expected.current().value()) / name).string());
    const Xapian::Database b((found.generation(found.current().value()) / name).string());
    CHECK(a.get_doccount() == b.get_doccount());
    CHECK(a.get_total_length() == b.get_total_length());
    CHECK(documents_of(a) == documents_of(b));
    CHECK(metadata_of(a) == metadata_of(b));
    CHECK(synonyms_of(a) == synonyms_of(b));
  }
}

/// A folder of articles with words, headings, authors and languages drawn at random.
class RandomArchive {
 public:
  explicit RandomArchive(unsigned seed) : random_(seed) {}

  void write(const fs::path& folder, int number) {
    std::string text = "---\ntitle: " + words(3) + "\nauthor: " + one_of({"Ada Mori", "Jun Weber", "Lea Okafor"}) +
                       "\ndate: 20" + std::to_string(10 + draw(15)) + "-0" + std::to_string(1 + draw(9)) +
                       "-11\n---\n\n";
    for (int section = draw(4); section >= 0; --section) {
      text += "## " + one_of({"Background", "What is next", "Outlook", words(2)}) + "\n\n" + words(20 + draw(200)) +
              ".\n\n";
    }
    test::write_file(folder / ("article-" + std::to_string(number) + ".md"), text);
  }

  int draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

 private:
  std::string one_of(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(draw(static_cast<int>(all.size())))];
  }

  std::string words(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
      text += (i == 0 ? "" : " ") + one_of({"harbour", "harbours", "ferry", "quota", "the", "über", "Straße", "城市",
                                            "n" + std::to_string(draw(400))});
    return text;
  }

  std::mt19937 random_;
};

BuildReport build_with(const fs::path& index, const fs::path& folder, ShardChoice writer, ShardLimits shards,
                       unsigned jobs) {
  BuildRequest request;
  request.index = index;
  request.paths = {folder.string()};
  request.jobs = jobs;
  request.allow_removals = true;
  request.max_in_place_bytes = 0;
  request.writer = writer;
  request.shards = shards;
  Progress progress(false);
  return build(request, progress);
}

TEST_CASE("sharded load: the index is the same, however it is cut and by whatever number of threads") {
  const test::ScratchDirectory scratch;
  const fs::path folder = scratch.path() / "archive";
  RandomArchive archive(7);
  for (int i = 0; i < 40; ++i) archive.write(folder, i);
  build_with(scratch.path() / "whole", folder, ShardChoice::Api, {kNoShards, 64}, 1);
  struct Row {
    ShardChoice writer;
    ShardLimits shards;
  };
  constexpr Row kRows[] = {{ShardChoice::Api, {1, 4}},
                           {ShardChoice::Api, {4000, 3}},
                           {ShardChoice::Bulk, {1, 4}},
                           {ShardChoice::Bulk, {4000, 3}}};
  int number = 0;
  for (const Row& row : kRows) {
    for (const unsigned jobs : {1u, 4u}) {
      CAPTURE(row.shards.bytes);
      CAPTURE(jobs);
      const fs::path index = scratch.path() / ("cut-" + std::to_string(number++));
      CHECK(build_with(index, folder, row.writer, row.shards, jobs).added == 40);
      check_same(IndexLayout(scratch.path() / "whole"), IndexLayout(index));
      const fs::path generation = IndexLayout(index).generation(IndexLayout(index).current().value());
      CHECK(std::distance(fs::directory_iterator(generation), fs::directory_iterator()) == 2);
    }
  }
}

TEST_CASE("sharded load: a bulk loader that fails its test is not trusted") {
  const test::ScratchDirectory scratch;
  const fs::path folder = scratch.path() / "archive";
  RandomArchive archive(5);
  for (int i = 0; i < 20; ++i) archive.write(folder, i);
  BuildRequest request;
  request.index = scratch.path() / "index";
  request.paths = {folder.string()};
  request.shards = ShardLimits{4000, 3};
  int asked = 0;
  request.bulk_test = [&](const fs::path& at) {
    ++asked;
    CHECK_FALSE(fs::exists(at));
    return std::string("made up");
  };
  Progress progress(false);

  request.writer = ShardChoice::Bulk;
  CHECK_THROWS_WITH_AS(build(request, progress), "the bulk loader does not suit the Xapian that is installed: made up",
                       Error);
  CHECK(asked == 1);
  request.writer = ShardChoice::Auto;
  const BuildReport report = build(request, progress);
  CHECK(asked == 2);
  CHECK(report.bulk_refusal == "made up");
  CHECK(report.added == 20);
  build_with(scratch.path() / "expected", folder, ShardChoice::Api, {kNoShards, 64}, 1);
  check_same(IndexLayout(scratch.path() / "expected"), IndexLayout(request.index));

  request.index = scratch.path() / "through-the-api";
  request.writer = ShardChoice::Api;
  CHECK(build(request, progress).bulk_refusal.empty());
  CHECK(asked == 2);
}

TEST_CASE("sharded load: articles are there also when the load ends while a dictionary is made") {
  const test::ScratchDirectory scratch;
  const fs::path folder = scratch.path() / "archive";
  std::string text;
  while (text.size() < 100'000) text += "The harbour has ferries. ";
  int written = 0;
  for (const int articles : {43, 44, 45, 46}) {
    for (; written < articles; ++written) {
      test::write_file(folder / (std::to_string(written) + ".md"), "# " + std::to_string(written) + "\n\n" + text);
    }
    const fs::path index = scratch.path() / std::to_string(articles);
    const BuildReport report = build_with(index, folder, ShardChoice::Auto, {std::uint64_t{256} << 10, 64}, 2);
    CHECK(report.added == static_cast<std::uint64_t>(articles));
    CHECK(report.articles == static_cast<std::uint64_t>(articles));
  }
}

/// After changes the order of documents differs, as new ones come behind; what is found must not.
TEST_CASE("sharded load: a large update in a copy changes what changed and nothing else") {
  const test::ScratchDirectory scratch;
  const fs::path folder = scratch.path() / "archive";
  RandomArchive archive(11);
  for (int i = 0; i < 30; ++i) archive.write(folder, i);
  const fs::path index = scratch.path() / "index";
  build_with(index, folder, ShardChoice::Auto, {4000, 3}, 2);
  for (int i = 0; i < 20; ++i) archive.write(folder, i);
  for (int i = 30; i < 40; ++i) archive.write(folder, i);
  for (int i = 25; i < 28; ++i) fs::remove(folder / ("article-" + std::to_string(i) + ".md"));
  const BuildReport report = build_with(index, folder, ShardChoice::Auto, {4000, 3}, 2);
  CHECK(report.updated == 20);
  CHECK(report.added == 10);
  CHECK(report.removed == 3);
  CHECK(report.articles == 37);
  const fs::path anew = scratch.path() / "anew";
  build_with(anew, folder, ShardChoice::Api, {kNoShards, 64}, 1);
  const auto by_uid = [](const fs::path& at) {
    const IndexLayout layout(at);
    const Xapian::Database database((layout.generation(layout.current().value()) / "articles").string());
    std::map<std::string, std::string> all;
    for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
      const Xapian::Document document = database.get_document(*id);
      std::string terms;
      for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
        terms += *term + " " + std::to_string(term.get_wdf()) + "\n";
      all[document.get_value(slot::kUid)] = terms + document.get_data();
    }
    return all;
  };
  CHECK(by_uid(index) == by_uid(anew));
}

}  // namespace
}  // namespace byline
