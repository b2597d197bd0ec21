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
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_OPEN);
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

/// Writes the sample both ways; what differs.
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

  /// Names of the tables whose bytes differ when both are compacted by Xapian.
  [[nodiscard]] std::string byte_differences() const {
    for (const fs::path& folder : {api(), bulk()})
      Xapian::Database(folder.string()).compact(folder.string() + ".compact", Xapian::DBCOMPACT_NO_RENUMBER);
    std::string names;
    for (const std::string name : {"postlist", "position", "termlist", "docdata", "synonym"}) {
      const std::string a = file_bytes(api().string() + ".compact/" + name + ".glass");
      const std::string b = file_bytes(bulk().string() + ".compact/" + name + ".glass");
      if (a != b) names += name + " ";
    }
    return names;
  }

 private:
  ScratchDirectory scratch_;
  bulk::DatabaseBuilder builder_;
};

void check_twins(const Sample& sample) {
  {
    const Twins twins(sample, bulk::Deflate::AsXapian);
    CHECK(bulk::check(twins.bulk()) == "");
    CHECK(twins.byte_differences() == "");
  }
  const Twins twins(sample, bulk::Deflate::Fast);
  CHECK(bulk::check(twins.bulk()) == "");
  CHECK(twins.api_differences() == "");
  change(twins.api());
  change(twins.bulk());
  CHECK(bulk::check(twins.bulk()) == "");
  CHECK(twins.api_differences() == "");
}

TEST_CASE("bulk database: prose is written as Xapian writes it") { check_twins(prose(1, 400, 150)); }

}  // namespace
}  // namespace byline::test
