#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "common/terminal.hpp"
#include "common/utf8.hpp"
#include "indexer/reports.hpp"

namespace byline {
namespace {

/// Long lists are shown by their beginning; JSON has them whole.
constexpr std::size_t kMaxListed = 50;
constexpr std::size_t kAsideColumns = 90;

std::string shown(const std::string& path) {
  if (path == "-") return "standard input";
  std::error_code error;
  return sanitised(shown_path(path, std::filesystem::current_path(error).string()));
}

std::string place(const std::string& path, std::size_t line) {
  return line == 0 ? shown(path) : fmt::format("{}:{}", shown(path), line);
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string size_text(std::uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} bytes", bytes);
  if (bytes < 1000 * 1000) return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1e3);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// What was not looked at; empty when there is none.
std::string ignored_text(std::uint64_t of_other_types, std::uint64_t left_out) {
  std::string text;
  if (of_other_types > 0) text = counted(of_other_types, "file", "files") + " of other types ignored";
  if (left_out > 0) text += fmt::format("{}{} left out by rules", text.empty() ? "" : ", ", left_out);
  return text;
}

template <typename List, typename Line>
void print_list(const List& list, std::ostream& err, const Line& line) {
  for (std::size_t i = 0; i < list.size() && i < kMaxListed; ++i) err << line(list[i]) << '\n';
  if (list.size() > kMaxListed)
    err << fmt::format("… and {} more (--format json lists all)\n", list.size() - kMaxListed);
}

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + sanitised(item);
  return text.empty() ? "none" : text;
}

std::string read_options_text(const ReadOptions& options) {
  std::string text;
  if (options.format != "auto") text += " --input-format " + options.format;
  if (options.language != "auto") text += " --language " + options.language;
  for (const auto& [ours, theirs] : options.field_map) text += " --map " + ours + "=" + theirs;
  if (options.section_from_folder) text += " --section-from folder";
  const std::size_t names = options.author_names.size();
  if (names > 0) text += " --authors of " + counted(names, "name", "names");
  for (const std::string& pattern : options.include) text += " --include " + pattern;
  for (const std::string& pattern : options.exclude) text += " --exclude " + pattern;
  return text.empty() ? text : "  (" + text.substr(1) + ")";
}

std::string contributors_text(const Article& article) {
  std::vector<std::string> people;
  for (const Contributor& person : article.contributors) people.push_back(person.name + " (" + person.role + ")");
  return joined(people);
}

void print_field(std::string_view name, const std::string& value, std::ostream& out) {
  out << fmt::format("{:<13} {}\n", name, value);
}

void print_sections(const Article& article, std::ostream& out) {
  out << "sections\n";
  for (const Section& section : article.sections) {
    const std::string indent(static_cast<std::size_t>(std::max(section.level, 1)) * 2, ' ');
    const std::string name = section.level == 0 ? "(lead)" : sanitised(section.heading);
    const std::size_t line = section.blocks.empty() ? 0 : section.blocks.front().line;
    out << indent << name << "  " << (line == 0 ? std::string{} : fmt::format("line {}, ", line))
        << fmt::format("{}, {} characters\n", counted(section.blocks.size(), "block", "blocks"),
                       count_code_points(section.text));
  }
}

/// A field of the article with the place it was found in, when the reader says so.
void print_found(std::string_view name, const std::string& value, const Article& article, std::ostream& out) {
  const auto found = std::find_if(article.findings.begin(), article.findings.end(),
                                  [&](const Finding& finding) { return finding.field == name; });
  print_field(name, found == article.findings.end() ? value : value + "  [" + sanitised(found->origin) + "]", out);
}

void print_left_out(std::size_t line, std::string_view what, const std::string& text, std::ostream& out) {
  out << (line == 0 ? std::string(11, ' ') : fmt::format("  line {:<4}", line))
      << fmt::format(" {:<9} {}\n", what, clipped(sanitised(single_spaced(text)), kAsideColumns));
}

void print_article(const InspectedArticle& inspected, std::ostream& out) {
  const Article& article = inspected.article;
  print_found("title", sanitised(article.title), article, out);
  print_found("authors", joined(article.authors), article, out);
  print_found("contributors", contributors_text(article), article, out);
  print_found("date", article.date ? article.date->to_string() : "none stated", article, out);
  print_found("language",
              article.language.empty() ? "unknown" : sanitised(article.language) + ", " + inspected.language_origin,
              article, out);
  if (!article.source.empty()) print_found("source", sanitised(article.source), article, out);
  if (!article.categories.empty()) print_found("categories", joined(article.categories), article, out);
  if (!article.tags.empty()) print_found("tags", joined(article.tags), article, out);
  if (!article.id.empty()) print_found("id", sanitised(article.id), article, out);
  if (!article.url.empty()) print_found("url", sanitised(article.url), article, out);
  if (!article.sections.empty()) print_sections(article, out);
  if (!article.asides.empty()) out << "left out of the body\n";
  for (const Aside& aside : article.asides) print_left_out(aside.line, name_of(aside.kind), aside.text, out);
  if (!article.omissions.empty()) out << "left out and not kept\n";
  for (const Omission& omission : article.omissions) {
    print_left_out(omission.line, sanitised(omission.what), omission.text, out);
  }
  for (const std::string& note : article.notes) print_field("note", sanitised(note), out);
}

}  // namespace

void print_human(const BuildReport& report, bool quiet, std::ostream& out, std::ostream& err) {
  print_list(report.skipped, err, [](const SkippedInput& item) {
    return fmt::format("skipped {}: {}", place(item.path, item.line), sanitised(item.reason));
  });
  if (quiet) return;
  print_list(report.notes, err, [](const ArticleNote& item) {
    return fmt::format("note {}: {}", place(item.path, item.line), sanitised(item.note));
  });
  if (report.reanalysed) err << "note: every article was analysed anew from the index's own copy\n";
  if (!report.bulk_refusal.empty()) {
    err << fmt::format("note: written with Xapian's writer, more slowly: the bulk loader's test failed ({})\n",
                       sanitised(report.bulk_refusal));
  }
  out << fmt::format("{}{} added, {} updated, {} removed, {} unchanged", report.dry_run ? "would be: " : "",
                     report.added, report.updated, report.removed, report.unchanged);
  if (!report.skipped.empty()) out << fmt::format(", {} skipped", report.skipped.size());
  const std::string ignored = ignored_text(report.ignored - report.left_out, report.left_out);
  if (!ignored.empty()) out << fmt::format(" ({})", ignored);
  out << '\n';
  if (report.dry_run) return;
  out << fmt::format("{} with {} in {}; read {} in {:.1f} s\n", counted(report.articles, "article", "articles"),
                     counted(report.section_count, "named section", "named sections"), shown(report.index.string()),
                     size_text(report.bytes_read), report.seconds);
}

void print_human(const StatusReport& report, std::ostream& out) {
  print_field("index", shown(report.index.string()), out);
  print_field("articles", std::to_string(report.articles), out);
  print_field("sections", std::to_string(report.section_count), out);
  print_field("text", size_text(report.text_bytes), out);
  print_field("on disk", size_text(report.index_bytes), out);
  std::string languages;
  for (const auto& [code, count] : report.languages) {
    languages += fmt::format("{}{} {}", languages.empty() ? "" : ", ", sanitised(code), count);
  }
  print_field("languages", languages.empty() ? "none" : languages, out);
  if (!report.author_merges.empty()) {
    print_field("authors", counted(report.author_merges.size(), "person", "people") + " under several names", out);
  }
  print_field("analysis", report.analysis, out);
  for (const Root& root : report.roots) {
    const auto& missing = report.missing_roots;
    const bool is_missing = std::find(missing.begin(), missing.end(), root.path) != missing.end();
    print_field("root", shown(root.path) + sanitised(read_options_text(root.options)) + (is_missing ? "  missing" : ""),
                out);
  }
  const BuildReport& pending = report.pending;
  const bool current = pending.added + pending.updated + pending.removed == 0;
  print_field("a build would",
              current ? "change nothing"
                      : fmt::format("add {}, update {}, remove {}", pending.added, pending.updated, pending.removed),
              out);
}

void print_human(const VerifyReport& report, bool quiet, std::ostream& out, std::ostream& err) {
  for (const std::string& problem : report.problems) err << "problem: " << sanitised(problem) << '\n';
  if (quiet || !report.problems.empty()) return;
  out << fmt::format("sound: {} with {}{}\n", counted(report.articles, "article", "articles"),
                     counted(report.section_count, "named section", "named sections"),
                     report.full ? ", every one compared with its text" : "");
}

void print_human(const Inspection& inspection, std::ostream& out) {
  for (std::size_t i = 0; i < inspection.articles.size(); ++i) {
    const InspectedArticle& inspected = inspection.articles[i];
    if (i > 0) out << '\n';
    out << place(inspected.article.path, inspected.article.line) << "  (" << inspected.format << ")\n";
    print_article(inspected, out);
  }
  for (const SkippedInput& item : inspection.skipped) {
    out << fmt::format("skipped {}: {}\n", place(item.path, item.line), sanitised(item.reason));
  }
  const std::string ignored = ignored_text(inspection.ignored, inspection.left_out);
  if (!ignored.empty()) out << ignored << '\n';
}

}  // namespace byline
