#include "searcher/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

#include "common/command_line.hpp"
#include "common/error.hpp"
#include "common/schema.hpp"

namespace byline {
namespace {

const std::map<std::string, OutputFormat> kFormats{{"human", OutputFormat::Human},
                                                   {"json", OutputFormat::Json},
                                                   {"jsonl", OutputFormat::JsonLines},
                                                   {"csv", OutputFormat::Csv},
                                                   {"trec", OutputFormat::Trec}};
const std::map<std::string, SortOrder> kOrders{{"relevance", SortOrder::Relevance},
                                               {"date", SortOrder::DateAscending},
                                               {"-date", SortOrder::DateDescending},
                                               {"title", SortOrder::Title},
                                               {"author", SortOrder::Author}};
const std::map<std::string, ColorWhen> kColors{
    {"auto", ColorWhen::Auto}, {"always", ColorWhen::Always}, {"never", ColorWhen::Never}};
const std::map<std::string, MatchMode> kMatches{{"all", MatchMode::All}, {"any", MatchMode::Any}};

/// `-l` without a limit: more than an index can hold.
constexpr std::size_t kAllArticles = 0xFFFFFFFF;

bool has_space(std::string_view text) { return text.find_first_of(" \t\n") != std::string_view::npos; }

/// CLI11 knows nothing of the query, which we take apart ourselves.
class UsageFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App*, std::string) const override {
    return "Usage: byline-search [OPTIONS] QUERY...\n";
  }
};

class OptionParser {
 public:
  std::optional<SearcherOptions> parse(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) arguments_.emplace_back(argv[i]);
    describe();
    divide(argc, argv);
    try {
      std::reverse(option_arguments_.begin(), option_arguments_.end());
      app_.parse(option_arguments_);
    } catch (const CLI::CallForHelp& help) {
      app_.exit(help, std::cout, std::cerr);
      return std::nullopt;
    } catch (const CLI::CallForVersion&) {
      std::cout << "byline-search " BYLINE_VERSION "\n";
      return std::nullopt;
    } catch (const CLI::ExtrasError&) {
      throw Error(ErrorKind::Usage, "there is no option like " + unknown_option(),
                  "byline-search --help lists them; words to exclude go behind --, or in quotes with the others");
    } catch (const CLI::ParseError& error) {
      throw Error(ErrorKind::Usage, plain_message(error.what()), "byline-search --help lists the options");
    }
    finish();
    return std::move(options_);
  }

 private:
  void describe() {
    app_.formatter(std::make_shared<UsageFormatter>());
    app_.footer(
        "In a query: \"a phrase\", ~\"in any inflection\", =exact, a OR b, -not, NEAR/5, prefix*, t*riff, fuzzy~,\n"
        "title:, author:, section:, tag:, lang:, source:, date:2024..2025, path:. `*` alone is every article.\n"
        "Exit: 0 found, 1 nothing found, 2 error.");
    if (is_wanted("--version")) app_.set_version_flag("--version", BYLINE_VERSION);
    value("--index", options_.index, "DIR", "The index (else $BYLINE_INDEX, else the nearest .byline)");
    filter("--author", QueryField::Author, "NAME", "Only articles by this author (repeat for more)");
    filter("--section", QueryField::Section, "NAME", "Only matches that stand in this section");
    filter("--tag", QueryField::Tag, "TAG", "Only articles with this tag");
    filter("--lang", QueryField::Language, "CODE", "Only articles in this language");
    filter("--source", QueryField::Source, "NAME", "Only articles from this site or feed");
    filter("--date", QueryField::Date, "RANGE",
           "Only articles of this time: 2024..2025, \"march 2025\", \"since 2023\", \"last 7 days\"");
    value("--match", match_, "all|any", "Find articles with all the words, or any (default: all, else any)");
    flag("--words", options_.request.is_plain_text, "The query is plain text, without operators");
    value("--synonyms", options_.synonyms, "FILE", "Also find what the file's synonyms say (else $BYLINE_SYNONYMS)");
    flag("--no-synonyms", options_.no_synonyms, "Only the words of the query, whatever the environment says");
    flag("--fix", options_.request.fix, "Search with the archive's spelling of words that no article has");
    flag("--expand", options_.request.expand, "Rank by telling words of the best articles too");
    like_option_ = value("--like", options_.request.like, "ARTICLE", "Rank by likeness to this article: path or id");
    value("--sort", sort_, "ORDER", "relevance, date, -date, title or author");
    limit_option_ = value("-n,--limit", limit_, "N", "Show at most N articles (default 10)");
    value("--offset", offset_, "N", "Leave out the first N");
    list("--facets", facet_names_, "LIST", "Count values: author,section,year,language,tag,source");
    value("--facet-limit", facet_limit_, "N", "Show at most N values of each (default 10, 0: all)");
    value("--passages", passages_, "N", "Show at most N passages of each article (default 2)");
    flag("--explain", options_.request.explain, "Say what the query means and why articles match");
    flag("-c,--count", options_.count_only, "Print only the number of articles");
    flag("-l,--files-with-matches", options_.paths_only, "Print only the paths of the articles, all of them");
    value("--format", format_, "FORMAT", "human, json, jsonl, csv or trec");
    value("--color", color_, "WHEN", "auto, always or never");
    value("--queries", options_.queries, "FILE", "Run the queries of a file, a line each: id, TAB, query");
    value("--run-id", options_.run_id, "NAME", "The run's name in trec output");
  }

  /// Whether an argument names the option, or asks for help, which lists all. CLI11 compares every option that it is
  /// told of with all others, which takes as long as all else that a start does of itself. Short options may stand
  /// together: one of them wants all that are short.
  [[nodiscard]] bool is_wanted(std::string_view names) const {
    return std::any_of(arguments_.begin(), arguments_.end(), [&](std::string_view argument) {
      if (!argument.starts_with('-')) return false;
      const std::string_view name = names.substr(names.find("--"));
      if (!argument.starts_with("--"))
        return names.size() > name.size() || argument.find('h') != std::string_view::npos;
      return argument.starts_with("--help") || argument.substr(0, argument.find('=')) == name;
    });
  }

  /// Nothing when the command line does not have it.
  CLI::Option* value(const char* names, std::string& target, const char* type, const char* description) {
    if (!is_wanted(names)) return nullptr;
    return app_.add_option(names, target, description)->type_name(type)->allow_extra_args(false);
  }

  void flag(const char* names, bool& target, const char* description) {
    if (is_wanted(names)) app_.add_flag(names, target, description);
  }

  void filter(const char* name, QueryField field, const char* type, const char* description) {
    filters_.push_back({field, {}});
    if (!is_wanted(name)) return;
    auto& values = filter_values_[static_cast<std::size_t>(field)];
    app_.add_option(name, values, description)->type_name(type)->expected(1)->allow_extra_args(false)->take_all();
  }

  void list(const char* name, std::vector<std::string>& values, const char* type, const char* description) {
    if (!is_wanted(name)) return;
    facets_ = app_.add_option(name, values, description);
    facets_->type_name(type)->delimiter(',')->expected(1)->allow_extra_args(false)->take_all();
  }

  static bool is_given(const CLI::Option* option) { return option != nullptr && option->count() > 0; }

  /// Parts the command line: options and their values are CLI11's to read, the rest is the query.
  void divide(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
      const std::string argument = argv[i];
      if (argument == "--") {
        for (++i; i < argc; ++i) add_word(argv[i]);
      } else if (takes_value(argument)) {
        option_arguments_.push_back(argument);
        if (++i < argc) option_arguments_.emplace_back(argv[i]);
      } else if (is_option_with_value(argument) ||
                 (argument.size() > 1 && argument[0] == '-' && !has_space(argument))) {
        option_arguments_.push_back(argument);
      } else {
        add_word(argument);
      }
    }
  }

  [[nodiscard]] bool takes_value(const std::string& argument) const {
    if (argument.size() < 2 || argument[0] != '-') return false;
    const CLI::Option* option = app_.get_option_no_throw(argument);
    return option != nullptr && option->get_items_expected_max() > 0;
  }

  [[nodiscard]] bool is_option_with_value(const std::string& argument) const {
    const auto equals = argument.find('=');
    return argument.starts_with("--") && equals != std::string::npos && takes_value(argument.substr(0, equals));
  }

  void add_word(const std::string& word) {
    auto& query = options_.request.query;
    if (has_query_) query += ' ';
    query += word;
    has_query_ = true;
    note_eaten_quotes(word);
  }

  /// `author:"Erin Williams"` reaches us as `author:Erin Williams` when the quotes were the shell's.
  void note_eaten_quotes(const std::string& word) {
    const auto colon = word.find(':');
    if (colon == std::string::npos || !has_space(word) || word.find('"') != std::string::npos) return;
    if (has_space(word.substr(colon + 1, 1))) return;
    for (const QueryField field : {QueryField::Author, QueryField::Section, QueryField::Tag, QueryField::Source}) {
      if (name_of(field) == word.substr(0, colon))
        options_.request.bare_values.push_back({field, {word.substr(colon + 1)}});
    }
  }

  void finish() {
    SearchRequest& request = options_.request;
    if (!match_.empty()) request.match = choice("match", match_, kMatches);
    request.sort = choice("sort", sort_, kOrders);
    options_.format = choice("format", format_, kFormats);
    options_.color = choice("color", color_, kColors);
    request.limit = parse_number("limit", limit_);
    request.offset = parse_number("offset", offset_);
    request.facet_limit = parse_number("facet-limit", facet_limit_);
    request.passages = parse_number("passages", passages_);
    for (FilterOption& option : filters_) {
      option.values = filter_values_[static_cast<std::size_t>(option.field)];
      if (!option.values.empty()) request.filters.push_back(option);
    }
    add_facets();
    request.has_query = has_query_ || !options_.queries.empty();
    if (options_.no_synonyms && !options_.synonyms.empty()) {
      throw Error(ErrorKind::Usage, "--synonyms and --no-synonyms cannot be given together");
    }
    // Of a batch nobody reads notes; JSON keeps them with their query.
    if (!options_.queries.empty() && options_.format != OutputFormat::Json) request.wants_suggestions = request.fix;
    if (options_.count_only || options_.paths_only) apply_short_output();
    check_query();
  }

  void add_facets() {
    if (is_given(facets_) && facet_names_.empty()) throw Error(ErrorKind::Usage, "--facets needs a name");
    for (std::string name : facet_names_) {
      if (name == "lang") name = "language";
      if (find_facet(name) == nullptr) {
        throw Error(ErrorKind::Usage, fmt::format("there is no facet '{}'", name),
                    "facets are author, section, year, language, tag and source");
      }
      auto& facets = options_.request.facets;
      if (std::find(facets.begin(), facets.end(), name) == facets.end()) facets.push_back(name);
    }
  }

  /// `-c` and `-l` are for scripts: strict, and about every article.
  void apply_short_output() {
    SearchRequest& request = options_.request;
    request.is_strict = true;
    request.passages = 0;
    request.wants_hits = options_.paths_only;
    if (options_.paths_only && !is_given(limit_option_)) request.limit = kAllArticles;
  }

  void check_query() const {
    if (!options_.queries.empty() && has_query_) {
      throw Error(ErrorKind::Usage, "a query and --queries cannot be given together");
    }
    if (options_.request.expand && is_given(like_option_)) {
      throw Error(ErrorKind::Usage, "--expand and --like cannot be given together");
    }
    if (is_given(like_option_) && options_.request.like.empty()) {
      throw Error(ErrorKind::Usage, "--like needs an article", "give its path, or the id that --format json shows");
    }
    if (options_.queries.empty() && !has_query_ && !is_given(like_option_)) {
      throw Error(ErrorKind::Usage, "there is no query",
                  "byline-search WORDS..., or `*` for every article; --help says more");
    }
  }

  [[nodiscard]] std::string unknown_option() const {
    for (const std::string& argument : app_.remaining()) {
      if (argument.starts_with('-')) return argument;
    }
    return app_.remaining().empty() ? "this" : app_.remaining().front();
  }

  CLI::App app_{"Search an archive of articles.", "byline-search"};
  SearcherOptions options_;
  std::vector<std::string_view> arguments_;
  std::vector<std::string> option_arguments_;
  bool has_query_ = false;
  std::vector<FilterOption> filters_;
  std::map<std::size_t, std::vector<std::string>> filter_values_;
  std::string match_;
  std::string sort_ = "relevance";
  std::string limit_ = "10";
  std::string offset_ = "0";
  std::string facet_limit_ = "10";
  std::string passages_ = "2";
  std::string format_ = "human";
  std::string color_ = "auto";
  CLI::Option* limit_option_ = nullptr;
  CLI::Option* like_option_ = nullptr;
  std::vector<std::string> facet_names_;
  CLI::Option* facets_ = nullptr;
};

}  // namespace

std::optional<SearcherOptions> parse_searcher_options(int argc, const char* const* argv) {
  return OptionParser().parse(argc, argv);
}

}  // namespace byline
