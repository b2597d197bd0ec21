#include "archive_fixture.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "indexer/progress.hpp"

namespace byline::test {

namespace fs = std::filesystem;

ScratchDirectory::ScratchDirectory() {
  std::string name = (fs::canonical(fs::temp_directory_path()) / "byline-test-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code error;
  fs::remove_all(path_, error);
}

void write_file(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

TestArchive::TestArchive() { fs::create_directories(folder()); }

void TestArchive::put(const std::string& name, std::string_view text) { write_file(file(name), text); }

void TestArchive::take_away(const std::string& name) { fs::remove(file(name)); }

BuildReport TestArchive::build() {
  BuildRequest request;
  request.index = layout().directory();
  request.paths = {folder().string()};
  request.allow_removals = true;
  Progress progress(false);
  return byline::build(request, progress);
}

SearchRequest TestArchive::request(const std::string& query) const {
  using std::chrono::April;
  SearchRequest request;
  request.query = query;
  request.today = [] { return Day{std::chrono::year{2025} / April / 15}; };
  request.folder = folder().string();
  return request;
}

Results TestArchive::search(const SearchRequest& request) const {
  OpenArchive archive(layout());
  return byline::search(archive, request);
}

Results TestArchive::search(const std::string& query) const { return search(request(query)); }

std::string TestArchive::found(const std::string& query) const {
  SearchRequest strict = request(query);
  strict.is_strict = true;
  return found(strict);
}

std::string TestArchive::found(const SearchRequest& request) const {
  SearchRequest all = request;
  all.limit = 1000;
  const Results results = search(all);
  CHECK(results.total == results.hits.size());
  std::vector<std::string> names = split(ordered(results), ' ');
  std::sort(names.begin(), names.end());
  return join(names, " ");
}

std::string TestArchive::ordered(const Results& results) const {
  std::vector<std::string> names;
  for (const Hit& hit : results.hits) {
    std::string name = fs::path(hit.path).lexically_relative(folder()).replace_extension().string();
    names.push_back(hit.id == hit.path ? name : name + "#" + hit.id);
  }
  return join(names, " ");
}

FilterOption filter(QueryField field, std::vector<std::string> values) { return {field, std::move(values)}; }

Section section_of(const std::string& heading, int level, const std::vector<std::string>& paragraphs,
                   std::size_t line) {
  Section section;
  section.heading = heading;
  section.level = level;
  const auto add = [&](const std::string& text) {
    if (!section.text.empty()) section.text += '\n';
    section.blocks.push_back({section.text.size(), line});
    section.text += text;
    line += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 2;
  };
  if (level > 0) add(heading);
  for (const std::string& paragraph : paragraphs) add(paragraph);
  return section;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) text += separator;
    text += part;
  }
  return text;
}

}  // namespace byline::test
