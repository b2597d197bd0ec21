#include "indexer/options.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/error.hpp"

namespace byline {
namespace {

using Arguments = std::vector<std::string>;

std::optional<IndexerOptions> parse(const Arguments& arguments) {
  std::vector<const char*> argv{"byline-index"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  return parse_indexer_options(static_cast<int>(argv.size()), argv.data());
}

std::string_view name_of(IndexerCommand command) {
  switch (command) {
    case IndexerCommand::Build: return "build";
    case IndexerCommand::Status: return "status";
    case IndexerCommand::Verify: return "verify";
    case IndexerCommand::Compact: return "compact";
    case IndexerCommand::Remove: return "remove";
    case IndexerCommand::Inspect: return "inspect";
  }
  return "?";
}

/// "build: a; b", or "error".
std::string summary(const Arguments& arguments) {
  try {
    const auto options = parse(arguments);
    if (!options) return "help";
    return std::string(name_of(options->command)) + ": " + test::join(options->paths, "; ");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Usage);
    CHECK(std::string_view(error.what()).find('\n') == std::string_view::npos);
    return "error";
  }
}

struct Row {
  Arguments arguments;
  std::string_view expected;
};

TEST_CASE("commands and their paths") {
  const Row rows[] = {
      {{"build", "a"}, "build: a"},
      {{"build", "[a,b]"}, "build: [a,b]"},
      {{"build", "a=b"}, "build: a=b"},
      {{"build", "--", "-x"}, "build: -x"},
      {{"build", "--", "--quiet"}, "build: --quiet"},
      {{"build", "--quiet", "a"}, "build: a"},
      {{"build", "--index", "i", "a"}, "build: a"},
      {{"build", "--index=my index", "a"}, "build: a"},
      {{"build", "--map", "title=headline", "a"}, "build: a"},
      {{"build", "архив"}, "build: архив"},
      {{"remove", "-"}, "remove: -"},
      {{"inspect", "a"}, "inspect: a"},
      {{"inspect", "-"}, "inspect: -"},
      {{"inspect", "[a,b]"}, "inspect: [a,b]"},
      {{"status"}, "status: "},
      {{"status", "--format", "json"}, "status: "},
      {{"verify", "--full"}, "verify: "},
      {{"compact", "--quiet"}, "compact: "},
  };
  for (const Row& row : rows) {
    CAPTURE(test::join(row.arguments, "␣"));
    CHECK(summary(row.arguments) == row.expected);
  }
}

TEST_CASE("commands take several paths") {
  const Row rows[] = {
      {{"build", "a", "b"}, "build: a; b"},
      {{"build", "my folder", "-"}, "build: my folder; -"},
      {{"build", "[a]", "b,c"}, "build: [a]; b,c"},
      {{"build", "a", "--quiet", "b"}, "build: a; b"},
      {{"build", "--", "-x", "--quiet"}, "build: -x; --quiet"},
      {{"build", "--map", "title=headline", "--map", "text=story", "a", "b"}, "build: a; b"},
      {{"remove", "a", "b"}, "remove: a; b"},
  };
  for (const Row& row : rows) {
    CAPTURE(test::join(row.arguments, "␣"));
    CHECK(summary(row.arguments) == row.expected);
  }
}

TEST_CASE("command lines that are refused") {
  const Arguments rows[] = {
      {},
      {"bogus"},
      {"build"},
      {"build", "--quiet"},
      {"build", "--bogus", "a"},
      {"build", "-x", "a"},
      {"remove"},
      {"inspect"},
      {"inspect", "a", "b"},
      {"status", "x"},
      {"status", "--quiet"},
      {"verify", "x"},
      {"compact", "x"},
      {"build", "--jobs", "0", "a"},
      {"build", "--jobs", "257", "a"},
      {"build", "--jobs", "-1", "a"},
      {"build", "--jobs", "x", "a"},
      {"build", "--jobs", "1.5", "a"},
      {"build", "--jobs", "99999999999999999999", "a"},
      {"build", "--jobs"},
      {"build", "--format", "xml", "a"},
      {"build", "--input-format", "png", "a"},
      {"build", "--progress", "sometimes", "a"},
      {"build", "--section-from", "file", "a"},
      {"build", "--language", "klingonese", "a"},
      {"build", "--language", "12", "a"},
      {"build", "--map", "title", "a"},
      {"build", "--map", "=headline", "a"},
      {"build", "--map", "title=", "a"},
      {"build", "--map", "bogus=headline", "a"},
      {"build", "--full", "a"},
      {"--format", "json"},
  };
  for (const Arguments& row : rows) {
    CAPTURE(test::join(row, "␣"));
    CHECK(summary(row) == "error");
  }
}

TEST_CASE("values") {
  CHECK(parse({"build", "--jobs", "256", "a"})->jobs == 256);
  CHECK(parse({"build", "a"})->jobs >= 1);
  CHECK(parse({"build", "--format", "json", "a"})->json);
  CHECK_FALSE(parse({"build", "a"})->json);
  CHECK(parse({"build", "--dry-run", "a"})->dry_run);
  CHECK(parse({"build", "--allow-removals", "a"})->allow_removals);
  CHECK(parse({"build", "--index", "my dir", "a"})->index == "my dir");
  CHECK(parse({"verify", "--full"})->full);
  CHECK(parse({"build", "--progress", "never", "a"})->progress == ProgressWhen::Never);
  CHECK(parse({"build", "--language", "en-US", "a"})->read.language == "en");
  CHECK(parse({"build", "--language", "auto", "a"})->read.language == "auto");
  CHECK(parse({"build", "--section-from", "folder", "a"})->read.section_from_folder);
  CHECK(parse({"build", "--input-format", "jsonl", "a"})->read.format == "jsonl");
  const auto mapped = parse({"build", "--map", "title=a.b", "--map", "text=x=y", "a"});
  CHECK(mapped->read.field_map.at("title") == "a.b");
  CHECK(mapped->read.field_map.at("text") == "x=y");
}

TEST_CASE("a build uses remembered options unless one is given") {
  CHECK_FALSE(parse({"build", "--quiet", "--jobs", "2", "a"})->has_read_options);
  for (const Arguments& given : std::vector<Arguments>{
           {"--language", "auto"}, {"--input-format", "auto"}, {"--map", "title=x"}, {"--section-from", "folder"}}) {
    CAPTURE(given.front());
    CHECK(parse({"build", given[0], given[1], "a"})->has_read_options);
  }
}

TEST_CASE("a path may be called as a command is") {
  CHECK(summary({"build", "status"}) == "build: status");
  CHECK(summary({"inspect", "build"}) == "inspect: build");
}

}  // namespace
}  // namespace byline
