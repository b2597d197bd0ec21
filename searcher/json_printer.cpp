#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "common/utf8.hpp"
#include "searcher/printer.hpp"

namespace byline {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kSchema[] = "byline.search/1";

/// Paths need not be UTF-8; what is not becomes U+FFFD.
void write(const Json& json, std::ostream& out) {
  out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json passage_json(const Passage& passage) {
  const std::string_view text(passage.text);
  Json highlights = Json::array();
  std::size_t at = 0;
  std::size_t code_points = 0;
  const auto count_to = [&](std::size_t byte) {
    code_points += count_code_points(text.substr(at, byte - at));
    at = byte;
    return code_points;
  };
  for (const Highlight& mark : passage.highlights) {
    const std::size_t begin = count_to(mark.begin);
    highlights.push_back({begin, count_to(mark.end)});
  }
  return {{"section", passage.section},
          {"text", passage.text},
          {"highlights", std::move(highlights)},
          {"line", passage.line == 0 ? Json(nullptr) : Json(passage.line)}};
}

Json stale_of(const Hit& hit) {
  switch (hit.freshness) {
    case Freshness::Fresh: return nullptr;
    case Freshness::Changed: return "changed";
    case Freshness::Missing: return "missing";
  }
  return nullptr;
}

Json hit_json(const Hit& hit) {
  Json contributors = Json::array();
  for (const Contributor& person : hit.contributors) {
    contributors.push_back({{"name", person.name}, {"role", person.role}});
  }
  Json passages = Json::array();
  for (const Passage& passage : hit.passages) passages.push_back(passage_json(passage));
  Json json = {{"rank", hit.rank},
               {"score", hit.score},
               {"id", hit.id},
               {"path", hit.path},
               {"url", text_or_null(hit.url)},
               {"title", hit.title},
               {"authors", hit.authors},
               {"contributors", std::move(contributors)},
               {"date", hit.date ? Json(hit.date->to_string()) : Json(nullptr)},
               {"language", text_or_null(hit.language)},
               {"source", text_or_null(hit.source)},
               {"tags", hit.tags},
               {"stale", stale_of(hit)},
               {"passages", std::move(passages)}};
  if (!hit.explanation.empty()) json["explanation"] = hit.explanation;
  return json;
}

Json facets_json(const Results& results) {
  Json facets = Json::object();
  for (const Facet& facet : results.facets) {
    Json values = Json::array();
    for (const FacetValue& value : facet.values) {
      values.push_back({{"value", value.value}, {"count", value.count}, {"selected", value.selected}});
    }
    facets[facet.name] = std::move(values);
  }
  return facets;
}

Json suggestions_json(const Results& results) {
  Json suggestions = Json::array();
  for (const Suggestion& suggestion : results.suggestions) {
    suggestions.push_back({{"query", suggestion.query}, {"total", suggestion.total}});
  }
  return suggestions;
}

Json counts_json(const std::vector<SearchHelp::Count>& counts) {
  Json json = Json::array();
  for (const SearchHelp::Count& count : counts) json.push_back({{"text", count.text}, {"total", count.total}});
  return json;
}

Json help_json(const SearchHelp& help) {
  Json json = Json::object();
  if (!help.missing.empty()) json["missing"] = help.missing;
  if (!help.alone.empty()) json["alone"] = counts_json(help.alone);
  if (!help.without.empty()) json["without"] = counts_json(help.without);
  return json;
}

Json with_query_id(const std::string& query_id) {
  Json json = {{"schema", kSchema}};
  if (!query_id.empty()) json["query_id"] = query_id;
  return json;
}

class JsonPrinter : public Printer {
 public:
  void print(const Results& results, const std::string& query_id, std::ostream& out) override {
    Json hits = Json::array();
    for (const Hit& hit : results.hits) hits.push_back(hit_json(hit));
    Json json = with_query_id(query_id);
    json["query"] = results.query;
    if (!results.fixed_query.empty()) json["fixed_query"] = results.fixed_query;
    json["match"] = results.match;
    json["total"] = results.total;
    json["hits"] = std::move(hits);
    json["facets"] = facets_json(results);
    const auto first = std::find_if(results.suggestions.begin(), results.suggestions.end(),
                                    [](const Suggestion& suggestion) { return !suggestion.is_minor; });
    json["suggestion"] = first == results.suggestions.end() ? Json(nullptr) : Json(first->query);
    if (!results.suggestions.empty()) json["suggestions"] = suggestions_json(results);
    json["warnings"] = results.warnings;
    if (const Json help = help_json(results.help); !help.empty()) json["help"] = help;
    if (!results.explanation.empty()) json["explanation"] = results.explanation;
    write(json, out);
  }

  void print_error(const Error& error, const std::string& query_id, std::ostream& out) override {
    Json json = with_query_id(query_id);
    json["error"] = {{"code", code_name(error.kind())},
                     {"message", error.what()},
                     {"hint", text_or_null(error.hint())},
                     {"column", error.column() ? Json(*error.column()) : Json(nullptr)}};
    write(json, out);
  }
};

class JsonLinesPrinter : public Printer {
 public:
  void print(const Results& results, const std::string& query_id, std::ostream& out) override {
    for (const Hit& hit : results.hits) {
      Json json = Json::object();
      if (!query_id.empty()) json["query_id"] = query_id;
      json.update(hit_json(hit));
      write(json, out);
    }
  }
};

}  // namespace

std::unique_ptr<Printer> make_json_printer() { return std::make_unique<JsonPrinter>(); }
std::unique_ptr<Printer> make_json_lines_printer() { return std::make_unique<JsonLinesPrinter>(); }

}  // namespace byline
