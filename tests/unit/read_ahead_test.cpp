#include "indexer/read_ahead.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "common/schema.hpp"
#include "tests/unit/archive_fixture.hpp"

namespace byline {
namespace {

namespace fs = std::filesystem;

/// Files of a folder, as a scan gives them.
class Files {
 public:
  explicit Files(const fs::path& folder) : folder_(folder) { roots_.push_back({folder.string(), {}}); }

  void add(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    test::write_file(path, bytes);
    files_.push_back({path.string(), {}, format_of(path, {}), 0});
    files_.back().stamp.size = bytes.size();
  }
  void remove(const std::string& name) { fs::remove(folder_ / name); }

  [[nodiscard]] std::vector<const InputFile*> list() const {
    std::vector<const InputFile*> all;
    for (const InputFile& file : files_) all.push_back(&file);
    return all;
  }
  [[nodiscard]] const std::vector<Root>& roots() const { return roots_; }

 private:
  fs::path folder_;
  std::vector<InputFile> files_;
  std::vector<Root> roots_;
};

std::vector<std::string> titles(const FileReading& reading) {
  std::vector<std::string> found;
  reading.outcomes([&](ReadOutcome&& outcome) {
    const auto* article = std::get_if<Article>(&outcome);
    found.push_back(article != nullptr ? article->title : "rejected: " + std::get<Rejection>(outcome).reason);
  });
  return found;
}

TEST_CASE("read ahead: files come in their order, whatever their kind, size and number of threads") {
  for (const unsigned threads : {1u, 4u}) {
    const test::ScratchDirectory folder;
    Files files(folder.path());
    std::vector<std::vector<std::string>> expected;
    for (int i = 0; i < 200; ++i) {
      const std::string name = "Article number " + std::to_string(i);
      if (i % 7 == 3) {
        files.add(std::to_string(i) + ".jsonl", R"({"title": ")" + name + R"(", "text": "One."})" + "\n" +
                                                    R"({"title": ")" + name + R"( too", "text": "Two."})" + "\n");
        expected.push_back({name, name + " too"});
      } else if (i % 50 == 11) {
        files.add(std::to_string(i) + ".md", "# " + name + "\n\n" + std::string(3u << 20, 'x') + "\n");
        expected.push_back({name});
      } else {
        files.add(std::to_string(i) + ".md", "# " + name + "\n\nText.\n");
        expected.push_back({name});
      }
    }
    WorkerPool pool(threads);
    const std::vector<const InputFile*> list = files.list();
    ReadAhead ahead(pool, list, files.roots());
    for (std::size_t i = 0; i < list.size(); ++i) {
      CAPTURE(list[i]->path);
      const FileReading reading = ahead.next();
      CHECK(reading.failure.empty());
      CHECK(reading.content_hash.size() == 16);
      CHECK(titles(reading) == expected[i]);
    }
  }
}

TEST_CASE("read ahead: a file that cannot be had, or is no text, says so in its place") {
  const test::ScratchDirectory folder;
  Files files(folder.path());
  files.add("a.md", "# First\n\nText.\n");
  files.add("gone.md", "# Gone\n\nText.\n");
  files.add("binary.md", std::string("\x7F"
                                     "ELF\x02\x01\x01\x00\x00\x00\x00\x00",
                                     12) +
                             std::string(2000, '\0'));
  files.add("z.md", "# Last\n\nText.\n");
  files.remove("gone.md");
  WorkerPool pool(2);
  const std::vector<const InputFile*> list = files.list();
  ReadAhead ahead(pool, list, files.roots());
  CHECK(titles(ahead.next()) == std::vector<std::string>{"First"});
  CHECK(ahead.next().failure == "No such file or directory");
  const std::vector<std::string> binary = titles(ahead.next());
  REQUIRE(binary.size() == 1);
  CHECK(binary.front().starts_with("rejected: "));
  CHECK(titles(ahead.next()) == std::vector<std::string>{"Last"});
}

TEST_CASE("read ahead: what is under way may be abandoned") {
  const test::ScratchDirectory folder;
  Files files(folder.path());
  for (int i = 0; i < 100; ++i) files.add(std::to_string(i) + ".md", "# Title\n\nText.\n");
  WorkerPool pool(2);
  const std::vector<const InputFile*> list = files.list();
  ReadAhead ahead(pool, list, files.roots());
  CHECK(titles(ahead.next()) == std::vector<std::string>{"Title"});
}

}  // namespace
}  // namespace byline
