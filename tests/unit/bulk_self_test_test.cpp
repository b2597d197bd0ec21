#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "common/error.hpp"
#include "indexer/bulk/self_test.hpp"
#include "tests/unit/archive_fixture.hpp"
#include "tests/unit/bulk_samples.hpp"

namespace byline::test {
namespace {

namespace fs = std::filesystem;

TEST_CASE("bulk self-test: this Xapian passes, and nothing is left") {
  const ScratchDirectory scratch;
  CHECK(bulk::self_test(scratch.path() / "folder") == "");
  CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("bulk self-test: a folder that cannot be made says nothing of the format") {
  const ScratchDirectory scratch;
  write_file(scratch.path() / "file", "not a folder");
  CHECK_THROWS_AS(bulk::self_test(scratch.path() / "file" / "folder"), Error);
}

TEST_CASE("bulk self-test: a database that differs is told apart") {
  const ScratchDirectory scratch;
  const fs::path by_xapian = scratch.path() / "xapian";
  Sample sample;
  for (const char* text : {"one two", "two three", "three three"}) sample.documents.push_back(sample_document(text));
  write_by_api(by_xapian, sample);
  int number = 0;
  const auto differences = [&](const Sample& other, bool in_bytes) {
    const fs::path folder = scratch.path() / std::to_string(number++);
    bulk::DatabaseBuilder builder(bulk::Deflate::AsXapian);
    add(builder, other);
    builder.write(folder);
    return bulk::database_differences(by_xapian, folder, in_bytes);
  };
  CHECK(differences(sample, false) == "");
  fs::remove(by_xapian.string() + ".compact");
  CHECK(differences(sample, true) == "");
  Sample other = sample;
  other.documents[1].terms["two"].positions[0] = 7;
  CHECK(differences(other, false) == "the contents differ");
  other = sample;
  other.documents[2].terms["three"].wdf = 1;
  CHECK(differences(other, false) == "the contents differ");
  other = sample;
  other.synonyms.emplace_back("a", "b");
  CHECK(differences(other, false) == "the contents differ");
  other = sample;
  other.documents[0].values[3] = "value";
  CHECK(differences(other, false) == "the contents differ");
}

TEST_CASE("bulk self-test: a database that Xapian does not know, or finds damaged, is told") {
  const ScratchDirectory scratch;
  const fs::path by_xapian = scratch.path() / "xapian";
  const Sample sample{{sample_document("one two")}, {}};
  write_by_api(by_xapian, sample);
  const auto changed = [&](const char* name, const char* file, std::streamoff at) {
    const fs::path folder = scratch.path() / name;
    bulk::DatabaseBuilder builder(bulk::Deflate::AsXapian);
    add(builder, sample);
    builder.write(folder);
    std::fstream(folder / file, std::ios::in | std::ios::out | std::ios::binary).seekp(at).put('\x7f');
    return bulk::database_differences(by_xapian, folder, true);
  };
  CHECK(changed("stamp", "iamglass", 15).find("DatabaseVersionError") != std::string::npos);
  CHECK(changed("block", "postlist.glass", 7) != "");
  CHECK(changed("free", "termlist.glass", 8) != "");
  const fs::path nothing = scratch.path() / "nothing";
  fs::create_directory(nothing);
  CHECK(bulk::database_differences(by_xapian, nothing, false) != "");
}

}  // namespace
}  // namespace byline::test
