#include "searcher/title_match.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "archive_fixture.hpp"
#include "common/index_reader.hpp"
#include "common/schema.hpp"
#include "searcher/filters.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/ranking.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    const auto put = [](const std::string& name, const std::string& title, const std::string& text) {
      files.put(name + ".md", "---\ntitle: " + title + "\nlang: en\n---\n\n" + text + "\n");
    };
    put("tariffs", "The steel tariff", "Ports wait.");
    put("long", "What the steel tariff means for glaciers, ports, banks and rates in Canada", "Ports wait.");
    put("body", "Ports", "A steel tariff, a steel tariff, a steel tariff and a tariff of steel.");
    put("river", "River-boat races", "Ports wait for a tariff.");
    put("none", "Glaciers", "Ice melts.");
    files.build();
    return files;
  }();
  return made;
}

/// One query of the archive: what the match of titles adds to each article, by the article's file name.
struct Asked {
  std::map<std::string, double> added;       ///< by weight_of
  std::map<std::string, double> difference;  ///< of scores with and without
  std::size_t words = 0;
  std::size_t matches = 0;
  std::size_t matches_with = 0;
};

std::map<Xapian::docid, double> scores(const Xapian::Database& articles, const Xapian::Query& query) {
  Xapian::Enquire enquire(articles);
  enquire.set_query(query);
  set_weighting(enquire);
  const Xapian::MSet found = enquire.get_mset(0, articles.get_doccount());
  std::map<Xapian::docid, double> result;
  for (auto hit = found.begin(); hit != found.end(); ++hit) result[*hit] = hit.get_weight();
  return result;
}

Asked ask(const std::string& text, MatchMode mode = MatchMode::Any) {
  IndexReader reader(archive().layout());
  Archive opened(reader);
  FilterResolver filters(opened, archive().request("").today, archive().folder().string());
  const CompiledQuery compiled = compile_query(parse_query(text).root, mode, opened, filters);
  const Xapian::Query query = article_query(compiled.root, opened.articles());
  const TitleMatch match(compiled.root, opened.articles());
  const auto without = scores(opened.articles(), query);
  const auto with = scores(opened.articles(), match.added_to(query));
  Asked asked;
  asked.words = match.words().size();
  asked.matches = without.size();
  asked.matches_with = with.size();
  for (const auto& [document, score] : with) {
    const std::string order = opened.articles().get_document(document).get_value(slot::kTieOrder);
    std::string name(path_in_tie_order(order));
    name = name.substr(name.rfind('/') + 1);
    name.resize(name.size() - 3);
    asked.added[name] = match.weight_of(document);
    asked.difference[name] = score - without.at(document);
  }
  return asked;
}

TEST_CASE("a title that the query says comes before a text that repeats it") {
  const Results results = archive().search("steel tariff");
  CHECK(archive().ordered(results) == "tariffs body long");
}

TEST_CASE("what a title adds is in the score, and no article matches for it") {
  for (const char* query : {"steel tariff", "steel tariff glaciers", "tariff -steel", "ports", "\"steel tariff\"",
                            "title:steel tariff", "tarif* steel", "river-boat tariff", "steel steel tariff", "=tariff",
                            "the", "ports OR ice", "steel NEAR tariff"}) {
    CAPTURE(std::string(query));
    for (const MatchMode mode : {MatchMode::All, MatchMode::Any}) {
      const Asked asked = ask(query, mode);
      CHECK(asked.matches == asked.matches_with);
      for (const auto& [name, added] : asked.added) {
        CAPTURE(name);
        CHECK(asked.difference.at(name) == doctest::Approx(added));
      }
    }
  }
}

TEST_CASE("the share of the query and the share of the title") {
  const Asked both = ask("steel tariff");
  CHECK(both.words == 2);
  // "steel" is in three of five articles, "tariff" in four.
  const double steel = std::log2(6 / 3.5);
  const double tariff = std::log2(6 / 4.5);
  CHECK(both.added.at("tariffs") == doctest::Approx(1.5 * (steel + tariff) * 2 / 3));
  CHECK(both.added.at("long") == doctest::Approx(1.5 * (steel + tariff) * 2 / 13));
  CHECK(both.added.at("body") == 0);
  const Asked half = ask("steel ice");
  const double ice = std::log2(6 / 1.5);
  CHECK(half.added.at("tariffs") == doctest::Approx(1.5 * steel * steel / (steel + ice) / 3));
  CHECK(ask("steel steel").added.at("tariffs") == doctest::Approx(repeat_weight(2) * 1.5 * steel / 3));
  // A word that no article has is a word of the query all the same.
  const double unknown = std::log2(6 / 0.5);
  CHECK(ask("steel steeel").added.at("tariffs") == doctest::Approx(1.5 * steel * steel / (steel + unknown) / 3));
}

TEST_CASE("a joined form is no further word of a title") {
  const Asked asked = ask("river boat races");
  const double rare = std::log2(6 / 1.5);
  CHECK(asked.added.at("river") == doctest::Approx(1.5 * 3 * rare));
}

TEST_CASE("queries without words of a title add nothing") {
  CHECK(ask("*").words == 0);
  CHECK(ask("-steel").words == 0);
  std::string many;
  for (int i = 0; i < 101; ++i) many += "w" + std::to_string(i) + " ";
  CHECK(ask(many + "steel").words == 0);
  CHECK(ask(many + "steel").matches == 3);
}

TEST_CASE("what feedback adds is no word of the query") {
  IndexReader reader(archive().layout());
  WordSet typed;
  typed.by_stem = true;
  typed.stems = {"steel"};
  WordSet added = typed;
  added.stems = {"tariff"};
  added.origin = WordOrigin::Feedback;
  std::vector<MatchNode> words;
  for (const WordSet& set : {typed, added}) {
    TextCondition text;
    text.words = {set};
    words.push_back(MatchNode::of_text(text));
  }
  const TitleMatch match(join(MatchNode::Kind::Or, std::move(words)), reader.articles());
  REQUIRE(match.words().size() == 1);
  CHECK((match.words().front().terms == std::vector<std::string>{"ZSsteel"}));
}

}  // namespace
}  // namespace byline
