#include "indexer/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <thread>

#include "common/command_line.hpp"
#include "common/error.hpp"
#include "indexer/article_fields.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxJobs = 256;

const std::map<std::string, bool> kFormats{{"human", false}, {"json", true}};
const std::map<std::string, ProgressWhen> kProgress{
    {"auto", ProgressWhen::Auto}, {"always", ProgressWhen::Always}, {"never", ProgressWhen::Never}};
const std::map<std::string, ShardChoice> kWriters{
    {"auto", ShardChoice::Auto}, {"bulk", ShardChoice::Bulk}, {"api", ShardChoice::Api}};
const std::map<std::string, bool> kSectionSources{{"folder", true}};

struct CommandText {
  IndexerCommand command;
  const char* name;
  const char* operands;
  const char* description;
};

constexpr CommandText kCommands[] = {
    {IndexerCommand::Build, "build", " PATH...",
     "Create the index, or bring it up to date with these files and folders.\nA path - reads JSON Lines on standard "
     "input. How files of a root are read is\nremembered for its next build."},
    {IndexerCommand::Status, "status", "", "What the index holds, and what a build would change"},
    {IndexerCommand::Verify, "verify", "", "Check that the index is sound (exit 0 sound, 1 not, 2 could not check)"},
    {IndexerCommand::Compact, "compact", "", "Write the index anew without the room that updates left"},
    {IndexerCommand::Remove, "remove", " PATH...",
     "Take the articles of files and folders out of the index; they need not exist any more"},
    {IndexerCommand::Inspect, "inspect", " PATH", "Show what a reader makes of one file; - reads standard input"},
};

/// CLI11 knows nothing of the operands, which we read ourselves: it would cut "[a,b]" at the comma.
class UsageFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string) const override {
    for (const CommandText& text : kCommands) {
      if (app->get_name() == text.name) return usage(std::string(text.name) + " [OPTIONS]" + text.operands);
    }
    return usage("COMMAND [OPTIONS] [PATH...]");
  }

 private:
  static std::string usage(const std::string& rest) { return "Usage: byline-index " + rest + "\n"; }
};

class OptionParser {
 public:
  std::optional<IndexerOptions> parse(int argc, const char* const* argv) {
    describe();
    divide(argc, argv);
    try {
      app_.parse(arguments_);
    } catch (const CLI::CallForHelp& help) {
      app_.exit(help, std::cout, std::cerr);
      return std::nullopt;
    } catch (const CLI::CallForVersion&) {
      std::cout << "byline-index " BYLINE_VERSION "\n";
      return std::nullopt;
    } catch (const CLI::ParseError& error) {
      require_command();
      throw Error(ErrorKind::Usage, plain_message(error.what()), "byline-index --help lists commands and options");
    }
    finish();
    return std::move(options_);
  }

 private:
  void describe() {
    app_.formatter(std::make_shared<UsageFormatter>());
    app_.set_version_flag("--version", BYLINE_VERSION);
    app_.require_subcommand(1);
    app_.footer("byline-index COMMAND --help says more. Exit: 0 done, 1 done but inputs were skipped, 2 failed.");
    for (const CommandText& text : kCommands) add_command(text);
  }

  void add_command(const CommandText& text) {
    CLI::App& command = *app_.add_subcommand(text.name, text.description);
    command.allow_extras();
    if (text.command != IndexerCommand::Inspect) {
      add(command, "--index", options_.index, "DIR",
          "The index's folder (else $BYLINE_INDEX, else the nearest .byline)");
    }
    if (text.command == IndexerCommand::Build || text.command == IndexerCommand::Inspect) add_read_options(command);
    if (text.command == IndexerCommand::Build) {
      jobs_option_ =
          add(command, "--jobs", jobs_, "N", "Threads that read, analyse and write (default: one per processor)");
      add(command, "--writer", writer_, "NAME",
          "How large builds are written: bulk, api (Xapian's writer, slower), or auto, which tests bulk first");
      command.add_flag("--dry-run", options_.dry_run, "Say what would change, and change nothing");
      command.add_flag("--allow-removals", options_.allow_removals,
                       "Go on when more than half of a root's articles are gone");
    }
    if (text.command == IndexerCommand::Verify) {
      command.add_flag("--full", options_.full, "Also compare every article with its text");
    }
    if (text.command != IndexerCommand::Inspect && text.command != IndexerCommand::Status) {
      command.add_flag("--quiet", options_.quiet, "Say nothing but what is wrong");
    }
    if (text.command == IndexerCommand::Build || text.command == IndexerCommand::Verify) {
      add(command, "--progress", progress_, "WHEN", "Draw progress: auto, always or never");
    }
    add(command, "--format", format_, "FORMAT", "human or json");
  }

  static CLI::Option* add(CLI::App& command, const std::string& name, std::string& target, const std::string& type,
                          const std::string& description) {
    return command.add_option(name, target, description)->type_name(type)->allow_extra_args(false);
  }

  void add_read_options(CLI::App& command) {
    std::string names = "auto";
    for (const Format& format : formats()) names.append(", ").append(format.name);
    read_options_.push_back(add(command, "--input-format", options_.read.format, "NAME",
                                "How to read files, whatever they are called: " + names));
    read_options_.push_back(add(command, "--language", options_.read.language, "CODE",
                                "The language of every article (auto: as declared, else detected)"));
    read_options_.push_back(
        add(command, "--section-from", section_from_, "WHAT", "folder: the folder a file lies in is its category"));
    read_options_.push_back(
        command.add_option("--map", map_, "Names of fields in records and front matter, such as title=kicker")
            ->type_name("OURS=THEIRS")
            ->expected(1)
            ->allow_extra_args(false)
            ->take_all());
    read_options_.push_back(add(command, "--authors", options_.authors_file, "FILE",
                                "Names of authors: a name as it is written, a tab, the name that is meant"));
    add_patterns(command, "--include", options_.read.include, "Read only what matches, also what is else left out");
    add_patterns(command, "--exclude", options_.read.exclude, "Leave out what matches");
  }

  /// As in .gitignore, and counted from the root.
  void add_patterns(CLI::App& command, const std::string& name, std::vector<std::string>& target,
                    const std::string& description) {
    read_options_.push_back(command.add_option(name, target, description + "; repeat it for more")
                                ->type_name("PATTERN")
                                ->expected(1)
                                ->allow_extra_args(false)
                                ->take_all());
  }

  /// Behind "--" everything is a path. CLI11 wants the others in reverse.
  void divide(int argc, const char* const* argv) {
    int i = 1;
    for (; i < argc && argv[i] != std::string_view("--"); ++i) arguments_.emplace_back(argv[i]);
    for (++i; i < argc; ++i) paths_behind_.emplace_back(argv[i]);
    if (!arguments_.empty()) first_ = arguments_.front();
    std::reverse(arguments_.begin(), arguments_.end());
  }

  void require_command() const {
    const bool known = std::any_of(std::begin(kCommands), std::end(kCommands),
                                   [&](const CommandText& text) { return first_ == text.name; });
    if (known) return;
    if (first_.starts_with('-')) {
      throw Error(ErrorKind::Usage, "there is no option like " + first_,
                  "byline-index --help lists commands and options");
    }
    throw Error(ErrorKind::Usage, first_.empty() ? "there is no command" : "there is no command '" + first_ + "'",
                "commands are build, status, verify, compact, remove and inspect");
  }

  void finish() {
    const CLI::App& command = *app_.get_subcommands().front();
    const auto* text = std::find_if(std::begin(kCommands), std::end(kCommands),
                                    [&](const CommandText& t) { return command.get_name() == t.name; });
    options_.command = text->command;
    take_paths(command, *text);
    options_.json = choice("format", format_, kFormats);
    options_.progress = choice("progress", progress_, kProgress);
    const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
    options_.writer = choice("writer", writer_, kWriters);
    options_.jobs = static_cast<unsigned>(std::min(jobs_option_->count() == 0 ? processors : jobs(), kMaxJobs));
    if (!section_from_.empty()) {
      options_.read.section_from_folder = choice("section-from", section_from_, kSectionSources);
    }
    for (const CLI::Option* option : read_options_) options_.has_read_options |= option->count() > 0;
    check_input_format();
    check_language();
    for (const std::string& pair : map_) add_mapping(pair);
  }

  void take_paths(const CLI::App& command, const CommandText& text) {
    for (const std::string& argument : command.remaining()) {
      if (argument.size() > 1 && argument.starts_with('-')) {
        throw Error(
            ErrorKind::Usage, "there is no option like " + argument,
            std::string("byline-index ") + text.name + " --help lists them; a path that begins so goes behind --");
      }
      options_.paths.push_back(argument);
    }
    std::copy(paths_behind_.begin(), paths_behind_.end(), std::back_inserter(options_.paths));
    const std::string name(text.name);
    const bool takes_paths = text.operands[0] != '\0';
    if (!takes_paths && !options_.paths.empty()) throw Error(ErrorKind::Usage, name + " takes no paths");
    if (takes_paths && options_.paths.empty()) {
      throw Error(ErrorKind::Usage, name + " needs a path", "such as: byline-index " + name + " articles/");
    }
    if (text.command == IndexerCommand::Inspect && options_.paths.size() > 1) {
      throw Error(ErrorKind::Usage, "inspect looks at one file at a time");
    }
  }

  [[nodiscard]] std::size_t jobs() const {
    const std::size_t number = parse_number("jobs", jobs_, 1);
    if (number > kMaxJobs) throw Error(ErrorKind::Usage, "--jobs " + jobs_ + " is too many", "at most 256");
    return number;
  }

  void check_input_format() const {
    std::map<std::string, bool> names{{"auto", true}};
    for (const Format& format : formats()) names.emplace(std::string(format.name), true);
    choice("input-format", options_.read.format, names);
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

  CLI::App app_{"Index a folder of articles for byline-search.", "byline-index"};
  IndexerOptions options_;
  std::vector<std::string> arguments_;
  std::vector<std::string> paths_behind_;
  std::string first_;
  std::string format_ = "human";
  std::string progress_ = "auto";
  std::string section_from_;
  std::string jobs_;
  std::string writer_ = "auto";
  const CLI::Option* jobs_option_ = nullptr;
  std::vector<std::string> map_;
  std::vector<const CLI::Option*> read_options_;
};

}  // namespace

std::optional<IndexerOptions> parse_indexer_options(int argc, const char* const* argv) {
  return OptionParser().parse(argc, argv);
}

}  // namespace byline
