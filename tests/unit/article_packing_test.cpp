#include "common/article_packing.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/error.hpp"
#include "common/schema.hpp"
#include "common/stored_article.hpp"
#include "indexer/build.hpp"
#include "indexer/dictionary_training.hpp"
#include "indexer/index_contents.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/progress.hpp"
#include "indexer/verify.hpp"
#include "tests/unit/archive_fixture.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

/// Sentences drawn from a few hundred, in several scripts.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {
    for (int i = 0; i < 400; ++i) {
      std::string sentence = "The harbour of Größe";
      for (int word = 0; word < 8; ++word) sentence += " " + word_();
      sentences_.push_back(sentence + " 城市の港。 ");
    }
  }

  std::string text(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += sentences_[draw(sentences_.size())] + word_() + " ";
    return text;
  }

 private:
  std::size_t draw(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }
  std::string word_() { return "w" + std::to_string(draw(900)); }

  std::mt19937 random_;
  std::vector<std::string> sentences_;
};

Article article_of(std::string text) {
  Article article;
  article.path = "/archive/a.md";
  article.title = "Ports – 中国";
  article.authors = {"Ada Mori"};
  article.sections = {{"", 0, std::move(text), {{0, 3}}}};
  return article;
}

std::vector<std::vector<PreparedArticle>> sample(unsigned seed, int articles) {
  RandomText random(seed);
  std::vector<std::vector<PreparedArticle>> shards(2);
  for (int i = 0; i < articles; ++i) {
    PreparedArticle prepared;
    prepared.article = article_of(random.text(8000));
    shards[i % 2 == 0 ? 0 : 1].push_back(std::move(prepared));
  }
  return shards;
}

const std::string& dictionary_bytes() {
  static const std::string bytes = train_dictionary(sample(1, 300));
  return bytes;
}

Xapian::WritableDatabase database_with(const std::string& dictionary) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  database.set_metadata(kMetaDictionary, dictionary);
  return database;
}

PackedArticle packed(const Article& article) {
  return ArticlePacker(std::make_shared<const PackingDictionary>(dictionary_bytes())).pack(article);
}

void check_damaged(const std::string& data, const std::string& dictionary) {
  try {
    ArticleUnpacker(database_with(dictionary)).unpack(data);
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::IndexDamaged);
  }
}

TEST_CASE("article packing: the same articles train the same dictionary, few train none") {
  CHECK(!dictionary_bytes().empty());
  CHECK(train_dictionary(sample(1, 300)) == dictionary_bytes());
  CHECK(train_dictionary(sample(2, 300)) != dictionary_bytes());
  CHECK(train_dictionary(sample(1, 100)).empty());
  CHECK(train_dictionary({}).empty());
}

TEST_CASE("article packing: an article comes back, however it is packed") {
  RandomText random(3);
  std::vector<Article> articles = {{},
                                   article_of({}),
                                   article_of(random.text(100)),
                                   article_of(random.text(300'000)),
                                   article_of(std::string(5'000'000, 'x')),
                                   article_of("\x01\x02\x03")};
  std::string noise;
  std::mt19937 bits(5);
  for (int i = 0; i < 5000; ++i) noise.push_back(static_cast<char>(bits()));
  articles.push_back(article_of(noise));
  ArticlePacker plain;
  ArticlePacker dense(std::make_shared<const PackingDictionary>(dictionary_bytes()));
  ArticleUnpacker unpacker(database_with(dictionary_bytes()));
  for (const Article& article : articles) {
    const PackedArticle as_it_is = plain.pack(article);
    CHECK(!as_it_is.is_compressed);
    CHECK(as_it_is.data == serialise(article));
    CHECK(unpacker.unpack(as_it_is.data) == article);
    const PackedArticle compressed = dense.pack(article);
    CHECK(unpacker.unpack(compressed.data) == article);
    CHECK(compressed.data.size() <= as_it_is.data.size());
    CHECK(compressed.is_compressed == (compressed.data != as_it_is.data));
  }
  CHECK(dense.pack(articles[2]).data.size() * 2 < plain.pack(articles[2]).data.size());
  CHECK(!dense.pack(article_of(noise)).is_compressed);
}

TEST_CASE("article packing: only what is compressed needs the dictionary") {
  const Article article = article_of(RandomText(4).text(2000));
  CHECK(ArticleUnpacker(database_with({})).unpack(serialise(article)) == article);
  check_damaged(packed(article).data, {});
  check_damaged(packed(article).data, "no dictionary");
  check_damaged(packed(article).data, dictionary_bytes().substr(0, 100));
  check_damaged(packed(article).data, train_dictionary(sample(2, 300)));
  CHECK_THROWS_AS(PackingDictionary("no dictionary"), Error);
}

TEST_CASE("article packing: data cut short or changed is damage or some article, never anything worse") {
  const std::string data = packed(article_of(RandomText(4).text(500))).data;
  check_damaged({}, dictionary_bytes());
  check_damaged("\x03" + data.substr(1), dictionary_bytes());
  check_damaged(data + "more", dictionary_bytes());
  ArticleUnpacker unpacker(database_with(dictionary_bytes()));
  for (std::size_t size = 0; size < data.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(unpacker.unpack(data.substr(0, size)), Error);
  }
  std::size_t errors = 0;
  for (std::size_t at = 0; at < data.size(); ++at) {
    for (const char byte : {'\0', '\x01', '\x7F', '\x80', '\xFF'}) {
      std::string damaged = data;
      damaged[at] = byte;
      try {
        unpacker.unpack(damaged);
      } catch (const Error& error) {
        ++errors;
        CHECK(error.kind() == ErrorKind::IndexDamaged);
      }
    }
  }
  CHECK(errors > 0);
}

TEST_CASE("article packing: a size that the data cannot have is not believed") {
  using namespace std::string_literals;
  const std::string number = dictionary_bytes().substr(4, 2);
  // A frame of one block of a repeated byte, with a content size of 8 bytes (RFC 8878, 3.1.1).
  const auto frame = [&](const std::string& size) {
    return "\x02\x28\xB5\x2F\xFD\xE2"s + number + size + "\x03\x00\x10"s + "x";
  };
  check_damaged(frame("\0\0\0\0\0\0\1\0"s), dictionary_bytes());
  check_damaged(frame("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s), dictionary_bytes());
  check_damaged(frame("\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s), dictionary_bytes());
  check_damaged(frame("\0\0\1\0\0\0\0\0"s), dictionary_bytes());
}

BuildReport build_index(const fs::path& index, const fs::path& folder, ShardChoice writer, unsigned jobs,
                        std::uint64_t max_in_place_bytes = 0) {
  BuildRequest request;
  request.index = index;
  request.paths = {folder.string()};
  request.jobs = jobs;
  request.max_in_place_bytes = max_in_place_bytes;
  request.writer = writer;
  request.shards = ShardLimits{400'000, 8};
  Progress progress(false);
  return build(request, progress);
}

Xapian::Database articles_of(const fs::path& index) {
  const IndexLayout layout(index);
  return Xapian::Database(layout.articles(layout.current().value()).string());
}

std::vector<std::string> data_of(const fs::path& index) {
  const Xapian::Database database = articles_of(index);
  std::vector<std::string> data;
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
    data.push_back(database.get_document(*id).get_data());
  return data;
}

std::size_t compressed_articles(const fs::path& index) {
  std::size_t count = 0;
  for (const std::string& data : data_of(index)) count += data.front() == 2 ? 1 : 0;
  return count;
}

void check_sound(const fs::path& index, std::size_t compressed, const std::string& dictionary) {
  Progress progress(false);
  CHECK(verify(index, true, progress).problems.empty());
  CHECK(compressed_articles(index) == compressed);
  CHECK((articles_of(index).get_metadata(kMetaDictionary) == dictionary));
}

TEST_CASE("article packing: a large load trains the index's dictionary, and updates keep it") {
  const test::ScratchDirectory scratch;
  const fs::path folder = scratch.path() / "archive";
  RandomText random(9);
  const auto write = [&](int number, std::size_t bytes) {
    test::write_file(folder / (std::to_string(number) + ".md"),
                     "# Port " + std::to_string(number) + "\n\n" + random.text(bytes));
  };
  for (int i = 100; i < 200; ++i) write(i, 25'000);
  const fs::path index = scratch.path() / "index";
  build_index(index, folder, ShardChoice::Bulk, 1);
  const std::string dictionary = articles_of(index).get_metadata(kMetaDictionary);
  CHECK(!dictionary.empty());
  check_sound(index, 100, dictionary);

  for (const unsigned jobs : {2u, 4u}) {
    const fs::path other = scratch.path() / ("other-" + std::to_string(jobs));
    build_index(other, folder, jobs == 2 ? ShardChoice::Bulk : ShardChoice::Api, jobs);
    CHECK((data_of(other) == data_of(index)));
    CHECK((articles_of(other).get_metadata(kMetaDictionary) == dictionary));
  }

  write(100, 3000);
  write(300, 3000);
  CHECK(build_index(index, folder, ShardChoice::Auto, 2, 1'000'000).updated == 1);
  check_sound(index, 101, dictionary);

  for (int i = 400; i < 420; ++i) write(i, 30'000);
  CHECK(build_index(index, folder, ShardChoice::Auto, 2).added == 20);
  check_sound(index, 121, dictionary);

  compact(IndexLayout(index));
  check_sound(index, 121, dictionary);
}

TEST_CASE("article packing: an index of the schema before is refused by the searcher and made anew from its text") {
  test::TestArchive archive;
  archive.put("a.md", "# Ports\n\nHarbours and ferries.\n");
  archive.put("b.md", "# Markets\n\nHarbours and fish.\n");
  archive.build();
  const std::string before = archive.ordered(archive.search("harbours"));
  {
    Xapian::WritableDatabase articles(archive.layout().articles(archive.layout().current().value()).string());
    for (auto id = articles.postlist_begin(""); id != articles.postlist_end(""); ++id)
      CHECK(articles.get_document(*id).get_data().front() == kStoredArticleFormat);
    articles.set_metadata(kMetaSchema, std::string(kPreviousSchemaVersion));
    articles.commit();
  }
  try {
    static_cast<void>(archive.search("harbours"));
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::IndexMismatch);
    CHECK(error.hint().find("byline-index build") != std::string::npos);
  }
  const BuildReport report = archive.build();
  CHECK(report.reanalysed);
  CHECK(report.added + report.updated == 0);
  CHECK(report.articles == 2);
  CHECK(archive.ordered(archive.search("harbours")) == before);
  CHECK((articles_of(archive.layout().directory()).get_metadata(kMetaSchema) == kSchemaVersion));
}

}  // namespace
}  // namespace byline
