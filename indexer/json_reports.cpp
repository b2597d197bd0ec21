#include <nlohmann/json.hpp>
#include <ostream>

#include "indexer/reports.hpp"

namespace byline {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kSchema[] = "byline.index/1";

/// Paths need not be UTF-8; what is not becomes U+FFFD.
void write(const Json& json, std::ostream& out) {
  out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Json line_or_null(std::size_t line) { return line == 0 ? Json(nullptr) : Json(line); }

Json skipped_list(const std::vector<SkippedInput>& skipped) {
  Json list = Json::array();
  for (const SkippedInput& item : skipped) {
    list.push_back({{"path", item.path}, {"line", line_or_null(item.line)}, {"reason", item.reason}});
  }
  return list;
}

Json notes_list(const std::vector<ArticleNote>& notes) {
  Json list = Json::array();
  for (const ArticleNote& item : notes) {
    list.push_back({{"path", item.path}, {"line", line_or_null(item.line)}, {"note", item.note}});
  }
  return list;
}

Json options_of(const ReadOptions& options) {
  return {
      {"input_format", options.format},  {"language", options.language},
      {"map", options.field_map},        {"section_from", options.section_from_folder ? Json("folder") : Json(nullptr)},
      {"authors", options.author_names}, {"include", options.include},
      {"exclude", options.exclude}};
}

Json merges_list(const StatusReport& report) {
  Json list = Json::array();
  for (const AuthorMerge& merge : report.author_merges) {
    list.push_back({{"name", merge.name}, {"also", merge.also}});
  }
  return list;
}

Json roots_list(const StatusReport& report) {
  Json list = Json::array();
  for (const Root& root : report.roots) {
    const auto& missing = report.missing_roots;
    const bool is_missing = std::find(missing.begin(), missing.end(), root.path) != missing.end();
    list.push_back({{"path", root.path}, {"missing", is_missing}, {"options", options_of(root.options)}});
  }
  return list;
}

Json sections_of(const Article& article) {
  Json list = Json::array();
  for (std::size_t i = 0; i < article.sections.size(); ++i) {
    const Section& section = article.sections[i];
    const std::size_t line = section.blocks.empty() ? 0 : section.blocks.front().line;
    list.push_back({{"heading", section.level == 0 ? Json(nullptr) : Json(section.heading)},
                    {"level", section.level},
                    {"path", heading_path(article.sections, i)},
                    {"line", line_or_null(line)},
                    {"text", section.text}});
  }
  return list;
}

Json people_of(const Article& article) {
  Json list = Json::array();
  for (const Contributor& person : article.contributors) list.push_back({{"name", person.name}, {"role", person.role}});
  return list;
}

Json asides_of(const Article& article) {
  Json list = Json::array();
  for (const Aside& aside : article.asides) {
    list.push_back({{"kind", name_of(aside.kind)}, {"line", line_or_null(aside.line)}, {"text", aside.text}});
  }
  return list;
}

Json omissions_of(const Article& article) {
  Json list = Json::array();
  for (const Omission& omission : article.omissions) {
    list.push_back({{"what", omission.what}, {"line", line_or_null(omission.line)}, {"text", omission.text}});
  }
  return list;
}

Json findings_of(const Article& article) {
  Json object = Json::object();
  for (const Finding& finding : article.findings) object[finding.field] = finding.origin;
  return object;
}

Json article_json(const InspectedArticle& inspected) {
  const Article& article = inspected.article;
  return {{"path", article.path},
          {"format", inspected.format},
          {"id", article.id.empty() ? Json(nullptr) : Json(article.id)},
          {"line", article.line},
          {"url", article.url.empty() ? Json(nullptr) : Json(article.url)},
          {"title", article.title},
          {"authors", article.authors},
          {"contributors", people_of(article)},
          {"date", article.date ? Json(article.date->to_string()) : Json(nullptr)},
          {"language", article.language.empty() ? Json(nullptr) : Json(article.language)},
          {"language_origin", inspected.language_origin},
          {"source", article.source.empty() ? Json(nullptr) : Json(article.source)},
          {"categories", article.categories},
          {"tags", article.tags},
          {"sections", sections_of(article)},
          {"left_out", asides_of(article)},
          {"not_kept", omissions_of(article)},
          {"found_in", findings_of(article)},
          {"notes", article.notes}};
}

}  // namespace

void print_json(const BuildReport& report, std::ostream& out) {
  Json json = {{"schema", kSchema},
               {"index", report.index.string()},
               {"added", report.added},
               {"updated", report.updated},
               {"removed", report.removed},
               {"unchanged", report.unchanged},
               {"ignored", report.ignored},
               {"left_out", report.left_out},
               {"skipped", skipped_list(report.skipped)},
               {"articles", report.articles},
               {"sections", report.section_count},
               {"seconds", report.seconds},
               {"bytes_read", report.bytes_read},
               {"notes", notes_list(report.notes)},
               {"reanalysed", report.reanalysed},
               {"dry_run", report.dry_run}};
  if (!report.bulk_refusal.empty()) json["bulk_refusal"] = report.bulk_refusal;
  write(json, out);
}

void print_json(const StatusReport& report, std::ostream& out) {
  Json languages = Json::array();
  for (const auto& [code, count] : report.languages) languages.push_back({{"language", code}, {"articles", count}});
  Json json = {{"schema", kSchema},
               {"index", report.index.string()},
               {"articles", report.articles},
               {"sections", report.section_count},
               {"text_bytes", report.text_bytes},
               {"index_bytes", report.index_bytes},
               {"main_language", report.main_language},
               {"languages", std::move(languages)},
               {"index_schema", report.schema},
               {"analysis", report.analysis},
               {"author_merges", merges_list(report)},
               {"roots", roots_list(report)},
               {"pending",
                {{"added", report.pending.added},
                 {"updated", report.pending.updated},
                 {"removed", report.pending.removed},
                 {"unchanged", report.pending.unchanged}}}};
  write(json, out);
}

void print_json(const VerifyReport& report, std::ostream& out) {
  write({{"schema", kSchema},
         {"index", report.index.string()},
         {"sound", report.problems.empty()},
         {"full", report.full},
         {"problems", report.problems},
         {"articles", report.articles},
         {"sections", report.section_count}},
        out);
}

void print_json(const Inspection& inspection, std::ostream& out) {
  Json articles = Json::array();
  for (const InspectedArticle& article : inspection.articles) articles.push_back(article_json(article));
  write({{"schema", kSchema},
         {"path", inspection.path},
         {"format", inspection.format},
         {"articles", std::move(articles)},
         {"skipped", skipped_list(inspection.skipped)},
         {"ignored", inspection.ignored + inspection.left_out},
         {"left_out", inspection.left_out}},
        out);
}

void print_json(const Error& error, std::ostream& out) {
  write({{"schema", kSchema},
         {"error",
          {{"code", code_name(error.kind())},
           {"message", error.what()},
           {"hint", error.hint().empty() ? Json(nullptr) : Json(error.hint())},
           {"column", nullptr}}}},
        out);
}

}  // namespace byline
