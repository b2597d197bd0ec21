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

Json forms_json(const ListedForms& forms) { return {{"forms", forms.shown}, {"form_count", forms.count}}; }

Json word_json(const WordMeaning& word) {
  Json json = {{"typed", word.typed}, {"origin", word.origin}};
  if (!word.by_stem) {
    json.update(forms_json(word.forms));
    return json;
  }
  Json stems = Json::array();
  for (const StemMeaning& stem : word.stems) {
    Json entry = {{"stem", stem.stem}, {"language", text_or_null(stem.language)}};
    entry.update(forms_json(stem.forms));
    stems.push_back(std::move(entry));
  }
  json["stems"] = std::move(stems);
  json["stem_count"] = word.stem_count;
  return json;
}

Json meaning_json(const MeaningNode& node) {
  Json json = {{"kind", node.kind}};
  if (node.in_title) json["title"] = true;
  if (node.kind == "near") json["distance"] = node.distance;
  if (node.kind == "word") json["times"] = node.times;
  if (node.kind == "word") json["weight"] = node.weight;
  if (node.kind == "filter") json["filter"] = node.filter;
  if (node.kind == "filter") json["values"] = node.values;
  for (const WordMeaning& word : node.words) json["words"].push_back(word_json(word));
  for (const MeaningNode& child : node.children) json["children"].push_back(meaning_json(child));
  return json;
}

Json query_tree_json(const QueryExplanation& query) {
  Json filters = Json::array();
  for (const MeaningNode& filter : query.filters) filters.push_back(meaning_json(filter));
  return {{"root", meaning_json(query.root)},
          {"filters", std::move(filters)},
          {"sections", query.of_sections ? Json(query.sections) : Json(nullptr)},
          {"left_out", query.left_out},
          {"left_out_language", text_or_null(query.left_out_language)},
          {"fell_back", query.fell_back},
          {"documents", query.documents}};
}

Json contributions_json(const ScoreExplanation& explanation) {
  Json parts = Json::array();
  for (const ScorePart& part : explanation.parts) {
    Json json = {{"kind", part.kind}, {"typed", part.typed}, {"score", part.score}, {"holds", part.holds}};
    const bool is_of_word = part.kind == "word" || part.kind == "phrase" || part.kind == "near";
    if (is_of_word) {
      json["within"] = text_or_null(part.within);
      json["title"] = part.in_title;
      json["stems"] = part.stems;
      json["times_in_title"] = part.times_in_title;
      json["times_in_text"] = part.times_in_text;
      json["documents"] = part.documents;
    }
    parts.push_back(std::move(json));
  }
  return parts;
}

Json hit_json(const Hit& hit, const std::optional<QueryExplanation>& query) {
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
  if (hit.explanation && query) {
    json["explanation"] = to_text(*hit.explanation, hit.score, *query);
    json["contributions"] = contributions_json(*hit.explanation);
  }
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
    for (const Hit& hit : results.hits) hits.push_back(hit_json(hit, results.explanation));
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
    if (results.explanation) {
      json["explanation"] = to_text(*results.explanation);
      json["query_tree"] = query_tree_json(*results.explanation);
    }
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
      json.update(hit_json(hit, results.explanation));
      write(json, out);
    }
  }
};

}  // namespace

std::unique_ptr<Printer> make_json_printer() { return std::make_unique<JsonPrinter>(); }
std::unique_ptr<Printer> make_json_lines_printer() { return std::make_unique<JsonLinesPrinter>(); }

}  // namespace byline
