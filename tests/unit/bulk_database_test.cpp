#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <xapian.h>

#include "common/error.hpp"
#include "indexer/bulk/database_builder.hpp"
#include "indexer/bulk/database_check.hpp"
#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/bulk_samples.hpp"
#include "tests/unit/database_comparison.hpp"

namespace byline::test {
namespace {

namespace fs = std::filesystem;

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(engine_() % limit); }
  std::string bytes(std::size_t count) {
    std::string text;
    while (text.size() < count) text += static_cast<char>(engine_());
    return text;
  }
  /// Of a vocabulary in which the first words are frequent.
  std::string word(std::uint32_t vocabulary) {
    const std::uint32_t number = below(below(vocabulary) + 1);
    return std::string("word").substr(0, number % 5) + std::to_string(number * 7919u);
  }
  std::string words(std::size_t count, std::uint32_t vocabulary) {
    std::string text;
    while (count-- > 0) text += word(vocabulary) + " ";
    return text;
  }

 private:
  std::mt19937 engine_;
};

Sample prose(unsigned seed, std::size_t documents, std::size_t words) {
  Random random(seed);
  Sample sample;
  while (sample.documents.size() < documents) {
    const std::string text = random.words(random.below(static_cast<std::uint32_t>(2 * words)), 3000);
    SampleDocument& document = sample.documents.emplace_back(sample_document(text));
    document.data = text;
    for (std::uint32_t slot = 0; slot < 6; ++slot) {
      if (random.below(3) != 0) document.values[slot] = random.word(50);
    }
  }
  for (int i = 0; i < 200; ++i) sample.synonyms.emplace_back(random.word(100), random.word(100));
  return sample;
}

std::string file_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The hundred changes that both databases must take in the same way.
void change(const fs::path& folder) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
  Random random(7);
  const Xapian::docid last = database.get_lastdocid();
  for (int i = 0; i < 40; ++i) database.add_document(as_xapian(sample_document(random.words(60, 3000))));
  for (int i = 0; i < 30 && last > 0; ++i) {
    const Xapian::docid docid = 1 + random.below(last);
    try {
      database.delete_document(docid);
    } catch (const Xapian::DocNotFoundError&) {
    }
  }
  for (int i = 0; i < 30 && last > 0; ++i)
    database.replace_document(1 + random.below(last), as_xapian(sample_document(random.words(90, 5000) + "new")));
  database.add_synonym("word0", "changed");
  database.set_metadata("key", "value");
  database.commit();
}

/// Writes the sample both ways.
class Twins {
 public:
  Twins(const Sample& sample, bulk::Deflate deflate) : builder_(deflate) {
    write_by_api(api(), sample);
    add(builder_, sample);
    builder_.write(bulk());
  }

  [[nodiscard]] fs::path api() const { return scratch_.path() / "api"; }
  [[nodiscard]] fs::path bulk() const { return scratch_.path() / "bulk"; }

  [[nodiscard]] std::string api_differences() const {
    return differences(Xapian::Database(api().string()), Xapian::Database(bulk().string()));
  }

  /// Whether the bytes of both are equal once Xapian has compacted them: all tables and statistics in one file.
  [[nodiscard]] bool are_equal_compacted() const { return bulk::compacted(api()) == bulk::compacted(bulk()); }

 private:
  ScratchDirectory scratch_;
  bulk::DatabaseBuilder builder_;
};

void check_twins(const Sample& sample) {
  {
    const Twins twins(sample, bulk::Deflate::AsXapian);
    CHECK(bulk::check(twins.bulk()) == "");
    CHECK(twins.are_equal_compacted());
  }
  const Twins twins(sample, bulk::Deflate::Fast);
  CHECK(bulk::check(twins.bulk()) == "");
  CHECK(twins.api_differences() == "");
  change(twins.api());
  change(twins.bulk());
  CHECK(bulk::check(twins.bulk()) == "");
  CHECK(twins.api_differences() == "");
}

/// One document of every kind that has ever gone wrong somewhere.
Sample oddities() {
  Sample sample;
  const auto put = [&](const char* text) -> SampleDocument& {
    return sample.documents.emplace_back(sample_document(text));
  };
  put("");
  put("").data = "length 0, and data";
  put("").values = {{0, "a value and nothing else"}};
  put("").terms["filter"].wdf = 0;
  put("a").data = std::string("zero \0 bytes", 12);
  put("frequent").terms["huge"].wdf = 4'000'000'000;
  put("far").terms["at"].positions = {0, 1, 4'294'967'294, 4'294'967'295};
  put("packed").terms["wdf"] = {126, {}};
  put("packed").terms["wdf"] = {127, {}};
  put("packed").terms["wdf"] = {4'000'000, {}};
  for (std::uint32_t count = 1; count < 40; ++count) {
    SampleDocument& document = put("word");
    for (std::uint32_t i = 0; i < count; ++i) {
      document.terms["dense"].positions.push_back(100 + i);
      document.terms["sparse"].positions.push_back(i * i * i * count + i);
    }
  }
  return sample;
}

Sample long_terms_and_zero_bytes() {
  Sample sample;
  SampleDocument document = sample_document("x");
  for (const std::string& term :
       {std::string(245, 'a'), std::string(245, '\xff'), std::string(244, 'a'), std::string(244, 'a') + "b",
        std::string(124, '\0'), std::string(241, 'b') + std::string(4, '\0'), std::string(1, '\0'),
        std::string("\0\xff", 2), std::string("\0a", 2), std::string("a\0", 2), std::string("a\0\0", 3),
        std::string("a\0b", 3), std::string("\xff\0", 2), std::string(1, '\xff'), std::string("\0\xe0", 2)}) {
    REQUIRE(bulk::DatabaseBuilder::can_hold(term));
    document.terms[term] = {3, {1, 5, 9}};
    if (term.size() < 245) sample.synonyms.emplace_back(term, std::string(245, 'a'));
  }
  document.terms[std::string(124, '\0')].positions.clear();
  for (int i = 0; i < 1500; ++i) sample.documents.push_back(document);  // more than a chunk of postings
  return sample;
}

Sample random_bytes() {
  Random random(3);
  Sample sample;
  for (int i = 0; i < 60; ++i) {
    std::string text = random.bytes(5000);
    for (std::size_t at = random.below(9); at < text.size(); at += 1 + random.below(40)) text[at] = ' ';
    SampleDocument document = sample_document(text);
    std::erase_if(document.terms, [](const auto& term) { return !bulk::DatabaseBuilder::can_hold(term.first); });
    document.data = text;
    for (int value = 0; value < 8; ++value) document.values[random.below(300)] = random.bytes(random.below(400) + 1);
    sample.documents.push_back(document);
    const std::string term = random.bytes(1 + random.below(20));
    if (term[0] != '\0') sample.synonyms.emplace_back(term, random.bytes(1 + random.below(245)));
  }
  return sample;
}

Sample many_slots() {
  Sample sample;
  for (std::uint32_t i = 0; i < 40; ++i) {
    SampleDocument& document = sample.documents.emplace_back(sample_document("words in a document"));
    for (std::uint32_t slot = 0; slot < 3000; slot += 1 + i) document.values[slot] = std::to_string(slot * i);
    for (const std::uint32_t slot : {65'535u, 65'536u, 70'000u, 1u << 31, 0xfffffffeu}) document.values[slot] = "far";
    document.values[7] = std::string(i * 500, 'v') + "long";
  }
  return sample;
}

/// Data that does not deflate, of lengths about those at which a tag takes one piece more.
Sample lengths_of_pieces() {
  Random random(4);
  Sample sample;
  for (const std::size_t length : {18u, 19u, 2036u, 4071u, 6106u, 8141u}) {
    for (std::size_t more = 0; more < 8; ++more) {
      SampleDocument& document = sample.documents.emplace_back(sample_document("word"));
      document.data = random.bytes(length + more);
      for (std::size_t term = 0; term < 9; ++term) document.terms[random.bytes(200) + "."].wdf = 1;
    }
  }
  for (SampleDocument& document : sample.documents)
    std::erase_if(document.terms, [](const auto& term) { return !bulk::DatabaseBuilder::can_hold(term.first); });
  return sample;
}

Sample megabytes() {
  Random random(5);
  Sample sample;
  SampleDocument& repeated = sample.documents.emplace_back();
  for (std::uint32_t i = 1; i <= 400'000; ++i) repeated.terms["again"].positions.push_back(i);
  repeated.terms["Zagain"].wdf = 400'000;
  SampleDocument& scattered = sample.documents.emplace_back(sample_document("word"));
  for (std::uint32_t i = 0, at = 0; i < 700'000; ++i) {
    at += 1 + random.below(5000);
    scattered.terms["scattered"].positions.push_back(at);
  }
  scattered.data = random.bytes(5'000'000);
  SampleDocument& wide = sample.documents.emplace_back();
  for (std::uint32_t i = 0; i < 60'000; ++i) wide.terms["number" + std::to_string(i * 7919u)] = {1 + i % 200, {i}};
  return sample;
}

/// Past the docids that take two bytes.
Sample many_documents() {
  Sample sample;
  for (std::uint32_t i = 0; i < 33'200; ++i) {
    SampleDocument& document = sample.documents.emplace_back();
    document.terms["all"] = {1 + i % 3, {1 + i % 500}};
    if (i % 2 == 0) document.terms["half"] = {1, {2}};
    if (i % 1000 == 0) document.values[1] = std::to_string(i);
    if (i % 100 == 0) document.data = std::to_string(i);
  }
  return sample;
}

TEST_CASE("bulk database: it is as Xapian writes it") {
  SUBCASE("prose") { check_twins(prose(1, 400, 150)); }
  SUBCASE("no documents") { check_twins({}); }
  SUBCASE("synonyms and no documents") { check_twins({{}, {{"term", "synonym"}, {"term", "other"}}}); }
  SUBCASE("one empty document") { check_twins({{SampleDocument{}}, {}}); }
  SUBCASE("oddities") { check_twins(oddities()); }
  SUBCASE("the longest terms, and zero bytes") { check_twins(long_terms_and_zero_bytes()); }
  SUBCASE("random bytes") { check_twins(random_bytes()); }
  SUBCASE("thousands of slots") { check_twins(many_slots()); }
  SUBCASE("lengths at which a tag takes one piece more") { check_twins(lengths_of_pieces()); }
  SUBCASE("megabytes in one document") { check_twins(megabytes()); }
  SUBCASE("thousands of documents") { check_twins(many_documents()); }
}

TEST_CASE("bulk database: a builder that has written begins anew") {
  const ScratchDirectory scratch;
  bulk::DatabaseBuilder builder;
  const Sample first = prose(11, 60, 50);
  const Sample second = prose(12, 30, 80);
  add(builder, first);
  CHECK(builder.size() == 60);
  CHECK(builder.bytes() > 10'000);
  builder.write(scratch.path() / "first");
  CHECK(builder.size() == 0);
  CHECK(builder.term("new") == 0);
  add(builder, second);
  builder.write(scratch.path() / "second");

  write_by_api(scratch.path() / "expected", second);
  const auto open = [&](const char* name) { return Xapian::Database((scratch.path() / name).string()); };
  CHECK(differences(open("expected"), open("second")) == "");
  CHECK(differences(open("first"), open("second")) != "");
}

TEST_CASE("bulk database: the order of terms in documents, and of their first appearance, does not matter") {
  const ScratchDirectory scratch;
  const auto write = [&](const char* name, std::vector<const char*> seen) {
    bulk::DatabaseBuilder builder(bulk::Deflate::AsXapian);
    for (const char* term : seen) builder.term(term);
    const std::uint32_t positions[] = {4, 2, 9};
    builder.add({std::vector<bulk::Posting>{{builder.term(seen[0]), 1, 0, 0}}, {}, {}, ""});
    const std::vector<bulk::Posting> postings = {
        {builder.term("b"), 2, 1, 2}, {builder.term("c"), 1, 0, 0}, {builder.term("a"), 0, 0, 1}};
    builder.add({postings, positions, {}, ""});
    builder.write(scratch.path() / name);
    const Xapian::Database database((scratch.path() / name).string());
    CHECK(database.get_termfreq("b") >= 1);
    CHECK(std::distance(database.allterms_begin(), database.allterms_end()) == 3);
    return file_bytes(scratch.path() / name / "position.glass");
  };
  CHECK(write("one", {"a", "b", "c", "unused"}) == write("other", {"c", "unused", "b"}));
}

TEST_CASE("bulk database: what a glass database cannot hold is refused") {
  bulk::DatabaseBuilder builder;
  const bulk::TermId term = builder.term("term");
  const std::uint32_t positions[] = {1, 3, 2, 2};
  const auto add_postings = [&](std::vector<bulk::Posting> postings) { builder.add({postings, positions, {}, ""}); };
  CHECK_THROWS_AS(builder.term(""), Error);
  CHECK_THROWS_AS(builder.term(std::string(246, 'a')), Error);
  CHECK_THROWS_AS(builder.term(std::string(125, '\0')), Error);
  CHECK_NOTHROW(builder.term(std::string(124, '\0') + "a"));
  CHECK_THROWS_AS(builder.add_synonym("", "a"), Error);
  CHECK_THROWS_AS(builder.add_synonym("a", ""), Error);
  CHECK_THROWS_AS(builder.add_synonym("a", std::string(256, 'a')), Error);
  CHECK_NOTHROW(add_postings({{term, 1, 0, 2}}));
  CHECK_THROWS_AS(add_postings({{term, 1, 0, 0}, {term, 1, 0, 0}}), Error);
  CHECK_THROWS_AS(add_postings({{term, 1, 1, 2}}), Error);
  CHECK_THROWS_AS(add_postings({{term, 1, 2, 2}}), Error);
  CHECK_THROWS_AS(add_postings({{term, 0xffffffff, 0, 0}, {builder.term("other"), 1, 0, 0}}), Error);
  const bulk::Value twice[] = {{3, "a"}, {3, "b"}};
  bulk::DatabaseBuilder another;
  CHECK_THROWS_AS(another.add({{}, {}, twice, ""}), Error);
}

TEST_CASE("bulk database: a term that is too frequent is refused") {
  const ScratchDirectory scratch;
  bulk::DatabaseBuilder builder;
  const std::vector<bulk::Posting> postings = {{builder.term("term"), 3'000'000'000, 0, 0}};
  builder.add({postings, {}, {}, ""});
  builder.add({postings, {}, {}, ""});
  CHECK_THROWS_AS(builder.write(scratch.path() / "folder"), Error);
}

TEST_CASE("bulk database: an empty value is none") {
  const ScratchDirectory scratch;
  bulk::DatabaseBuilder builder;
  const bulk::Value values[] = {{3, ""}, {4, "a"}};
  builder.add({{}, {}, values, ""});
  builder.write(scratch.path() / "folder");
  const Xapian::Database database((scratch.path() / "folder").string());
  CHECK(database.get_value_freq(3) == 0);
  CHECK(database.get_document(1).values_count() == 1);
}

TEST_CASE("bulk database: a write that fails is an error with path and reason") {
  const ScratchDirectory scratch;
  const auto message_of = [&](const fs::path& folder) -> std::string {
    bulk::DatabaseBuilder builder;
    add(builder, prose(1, 50, 50));
    try {
      builder.write(folder);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::Io);
      return error.what();
    }
    return "";
  };
  for (const char* name :
       {"postlist.glass", "position.glass", "termlist.glass", "docdata.glass", "synonym.glass", "iamglass"}) {
    const fs::path folder = scratch.path() / "full" / name;
    fs::create_directories(folder);
    fs::create_symlink("/dev/full", folder / name);
    CHECK(message_of(folder) == "cannot write '" + (folder / name).string() + "': No space left on device");
  }
  const fs::path file = scratch.path() / "file";
  write_file(file, "not a folder");
  CHECK(message_of(file / "below").find(file.string()) != std::string::npos);
}

TEST_CASE("bulk database: the check sees damage") {
  const ScratchDirectory scratch;
  bulk::DatabaseBuilder builder;
  add(builder, prose(1, 100, 100));
  builder.write(scratch.path() / "folder");
  REQUIRE(bulk::check(scratch.path() / "folder") == "");
  std::fstream file(scratch.path() / "folder" / "postlist.glass", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(7).put('\x11');  // how much of the block is free; Xapian reads out of bounds where items are damaged
  file.close();
  CHECK(bulk::check(scratch.path() / "folder") != "");
  CHECK(bulk::check(scratch.path() / "nothing") != "");
}

}  // namespace
}  // namespace byline::test
