#include "indexer/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <limits>
#include <map>
#include <thread>

#include "common/error.hpp"
#include "indexer/article_fields.hpp"

namespace byline {
namespace {

constexpr unsigned kMaxJobs = 256;

/// Positional paths, taken as they are: CLI11 would cut "[a,b]" at the comma.
void add_paths(CLI::App& command, IndexerOptions& options, const char* description, bool one) {
  auto* paths = command.add_option("PATH", options.paths, description)->required()->allow_extra_args(false);
  if (one) {
    paths->expected(1);
  } else {
    paths->expected(1, std::numeric_limits<int>::max())->type_name("PATH...");
  }
}

class OptionParser {
 public:
  std::optional<IndexerOptions> parse(int argc, const char* const* argv) {
    describe();
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp& help) {
      app_.exit(help, std::cout, std::cerr);
      return std::nullopt;
    } catch (const CLI::CallForVersion&) {
      std::cout << "byline-index " BYLINE_VERSION "\n";
      return std::nullopt;
    } catch (const CLI::ParseError& error) {
      throw Error(ErrorKind::Usage, lower_first(error.what()), "byline-index --help lists commands and options");
    }
    finish();
    return options_;
  }

 private:
  void describe() {
    app_.set_version_flag("--version", BYLINE_VERSION);
    app_.require_subcommand(1);
    add_build();
    add_command("status", "What the index holds, and what a build would change", IndexerCommand::Status);
    auto& verify = add_command("verify", "Check that the index is sound (exit 0 sound, 1 not, 2 could not check)",
                               IndexerCommand::Verify);
    verify.add_flag("--full", options_.full, "Also compare every article with its text");
    verify.add_option("--progress", progress_, "Draw progress: auto, always or never")->check(one_of(kProgress));
    verify.add_flag("--quiet", options_.quiet, "Say nothing but problems");
    add_command("compact", "Write the index anew without the room that updates left", IndexerCommand::Compact)
        .add_flag("--quiet", options_.quiet, "Say nothing but problems");
    auto& remove =
        add_command("remove", "Take the articles of files and folders out of the index", IndexerCommand::Remove);
    add_paths(remove, options_, "Files and folders; they need not exist any more", false);
    remove.add_flag("--quiet", options_.quiet, "Say nothing but what was skipped");
    add_inspect();
  }

  CLI::App& add_command(const std::string& name, const std::string& description, IndexerCommand command) {
    CLI::App* sub = app_.add_subcommand(name, description);
    sub->final_callback([this, command] { options_.command = command; });
    if (command != IndexerCommand::Inspect) {
      sub->add_option("--index", options_.index, "The index's folder (else $BYLINE_INDEX, else the nearest .byline)")
          ->type_name("DIR");
    }
    sub->add_option("--format", format_, "human or json")->check(one_of({"human", "json"}));
    return *sub;
  }

  void add_build() {
    auto& build = add_command("build", "Create the index, or bring it up to date with these files and folders",
                              IndexerCommand::Build);
    add_paths(build, options_, "Files and folders to index; - reads JSON Lines on standard input", false);
    add_read_options(build);
    build.add_option("--jobs", options_.jobs, "Threads that analyse (default: one per processor)")
        ->check(CLI::Range(1u, kMaxJobs).description(""))
        ->type_name("N");
    build.add_flag("--dry-run", options_.dry_run, "Say what would change, and change nothing");
    build.add_flag("--allow-removals", options_.allow_removals,
                   "Go on when more than half of a root's articles are gone");
    build.add_flag("--quiet", options_.quiet, "Say nothing but what was skipped");
    build.add_option("--progress", progress_, "Draw progress: auto, always or never")->check(one_of(kProgress));
  }

  void add_inspect() {
    auto& inspect = add_command("inspect", "Show what a reader makes of one file", IndexerCommand::Inspect);
    add_paths(inspect, options_, "A file; - reads standard input", true);
    add_read_options(inspect);
  }

  void add_read_options(CLI::App& command) {
    std::vector<std::string> names{"auto"};
    for (const Format& format : formats()) names.emplace_back(format.name);
    read_options_.push_back(
        command.add_option("--input-format", options_.read.format, "How to read files, whatever they are called")
            ->check(one_of(names)));
    read_options_.push_back(command
                                .add_option("--language", options_.read.language,
                                            "The language of every article (auto: as declared, else detected)")
                                ->type_name("CODE"));
    read_options_.push_back(
        command.add_option("--map", map_, "Names of fields in records and front matter, such as title=kicker")
            ->type_name("OURS=THEIRS")
            ->expected(1)
            ->allow_extra_args(false)
            ->take_all());
    read_options_.push_back(
        command.add_option("--section-from", section_from_, "folder: the folder a file lies in is its category")
            ->check(one_of({"folder"})));
  }

  void finish() {
    options_.json = format_ == "json";
    options_.progress = progress_ == "always"  ? ProgressWhen::Always
                        : progress_ == "never" ? ProgressWhen::Never
                                               : ProgressWhen::Auto;
    if (options_.jobs == 0) options_.jobs = std::clamp(std::thread::hardware_concurrency(), 1u, kMaxJobs);
    options_.read.section_from_folder = section_from_ == "folder";
    for (const CLI::Option* option : read_options_) options_.has_read_options |= option->count() > 0;
    check_language();
    for (const std::string& pair : map_) add_mapping(pair);
  }

  void check_language() {
    if (options_.read.language == "auto") return;
    const auto code = language_code(options_.read.language);
    if (!code) {
      throw Error(ErrorKind::Usage, "'" + options_.read.language + "' is not a language code",
                  "use two letters, such as en, de or zh; or auto");
    }
    options_.read.language = *code;
  }

  void add_mapping(const std::string& pair) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
      throw Error(ErrorKind::Usage, "--map '" + pair + "' is not of the form title=headline");
    }
    const std::string ours = pair.substr(0, equals);
    if (!is_known_field(ours)) {
      throw Error(ErrorKind::Usage, "--map: there is no field '" + ours + "'",
                  "fields are title, text, authors, date, section, tags, language, url, id and source");
    }
    options_.read.field_map[ours] = pair.substr(equals + 1);
  }

  static CLI::IsMember one_of(const std::vector<std::string>& names) { return CLI::IsMember(names); }

  static std::string lower_first(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && (text.size() < 2 || text[1] < 'A' || text[1] > 'Z')) {
      text[0] = static_cast<char>(text[0] + 32);
    }
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
    return text;
  }

  static inline const std::vector<std::string> kProgress{"auto", "always", "never"};

  CLI::App app_{"Index a folder of articles for byline-search.", "byline-index"};
  IndexerOptions options_ = [] {
    IndexerOptions options;
    options.jobs = 0;
    return options;
  }();
  std::string format_ = "human";
  std::string progress_ = "auto";
  std::string section_from_;
  std::vector<std::string> map_;
  std::vector<const CLI::Option*> read_options_;
};

}  // namespace

std::optional<IndexerOptions> parse_indexer_options(int argc, const char* const* argv) {
  return OptionParser().parse(argc, argv);
}

}  // namespace byline
