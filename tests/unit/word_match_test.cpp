#include "searcher/word_match.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/index_reader.hpp"
#include "searcher/filters.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_parser.hpp"
#include "searcher/ranking.hpp"
#include "searcher/xapian_queries.hpp"

namespace byline {
namespace {

/// Articles of different lengths in which words are common and rare, in titles too, and some of which are alike.
const test::TestArchive& archive() {
  static const test::TestArchive& made = []() -> const test::TestArchive& {
    static test::TestArchive files;
    constexpr std::string_view kWords[] = {"steel", "tariff", "port", "glacier", "river",
                                           "bank",  "ice",    "boat", "zinc"};
    unsigned state = 1;
    const auto draw = [&](unsigned below) {
      state = state * 1664525 + 1013904223;
      return (state >> 16) % below;
    };
    for (int article = 0; article < 120; ++article) {
      std::string title = "Notes";
      std::string text;
      for (unsigned i = 0; i < std::size(kWords); ++i) {
        const std::string word = std::string(kWords[i]) + " ";
        if (draw(4 * (i + 1)) == 0) title += " " + word;
        if (draw(i + 1) != 0) continue;
        for (unsigned times = draw(5) + 1; times > 0; --times) text += word;
      }
      for (unsigned more = draw(200); more > 0; --more) text += "filler ";
      files.put("article" + std::to_string(article) + ".md",
                "---\ntitle: " + title + "\nlang: en\n---\n\n" + text + "\n");
      if (article % 10 == 0)
        files.put("copy" + std::to_string(article) + ".md",
                  "---\ntitle: " + title + "\nlang: en\n---\n\n" + text + "\n");
    }
    files.build();
    return files;
  }();
  return made;
}

using Scores = std::map<Xapian::docid, double>;

/// What Xapian's matcher finds.
Scores matched(const Xapian::Database& articles, const MatchNode& root, const TitleMatch& title) {
  Xapian::Enquire enquire(articles);
  enquire.set_query(title.added_to(article_query(root, articles)));
  set_weighting(enquire);
  const Xapian::MSet found = enquire.get_mset(0, articles.get_doccount());
  Scores result;
  for (auto hit = found.begin(); hit != found.end(); ++hit) result[*hit] = hit.get_weight();
  return result;
}

/// Those that are no worse than the last wanted one.
Scores best_of(const Scores& scores, std::size_t wanted) {
  std::vector<double> ranked;
  for (const auto& [article, score] : scores) ranked.push_back(score);
  std::sort(ranked.rbegin(), ranked.rend());
  Scores best;
  for (const auto& [article, score] : scores) {
    if (ranked.size() <= wanted || score >= ranked[wanted - 1]) best[article] = score;
  }
  return best;
}

MatchNode compiled(const std::string& query, Archive& opened) {
  FilterResolver filters(
      opened, [] { return Day{}; }, "/");
  return compile_query(parse_query(query).root, MatchMode::All, opened, filters).root;
}

TEST_CASE("words and phrases are found and scored to the last bit as Xapian's matcher does") {
  IndexReader reader(archive().layout());
  Archive opened(reader);
  for (const std::string query : {"steel",
                                  "zinc",
                                  "steel OR tariff",
                                  "zinc OR steel",
                                  "steel tariff",
                                  "zinc port",
                                  "boat OR ice OR steel",
                                  "tariff OR port OR glacier OR river OR bank",
                                  "steel OR tariff OR port OR glacier OR river OR bank OR ice OR zinc",
                                  "steel steel OR port",
                                  "steel tariff glacier",
                                  "port bank steel boat",
                                  "title:steel",
                                  "title:steel OR port",
                                  "title:port steel",
                                  "bank bank zinc",
                                  "\"steel steel\"",
                                  "\"filler filler\"",
                                  "\"steel tariff port\"",
                                  "\"zinc filler\"",
                                  "steel NEAR/3 port",
                                  "title:\"tariff port\"",
                                  "\"zinc steel\""}) {
    CAPTURE(query);
    const MatchNode root = compiled(query, opened);
    const TitleMatch title(root, opened.articles());
    const auto found = WordMatch::find(root, opened);
    REQUIRE(found);
    const Scores all = matched(opened.articles(), root, title);
    CHECK(found->count() == all.size());
    for (const std::size_t wanted : {1u, 3u, 10u, 1000u}) {
      CAPTURE(wanted);
      const std::vector<ScoredArticle> best = found->best(wanted, title, reader.lengths());
      Scores scores;
      for (const ScoredArticle& article : best) scores[article.document] = article.score;
      CHECK(scores == best_of(all, wanted));
      CHECK(std::is_sorted(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.score > b.score; }));
    }
    CHECK(found->best(0, title, reader.lengths()).empty());
  }
}

TEST_CASE("a query that is more than plain words or one phrase is left to Xapian's matcher") {
  IndexReader reader(archive().layout());
  Archive opened(reader);
  for (const std::string query :
       {"*", "\"steel tariff\" port", "steel -tariff", "stee*", "=steel", "steel~", "\"steel nowhere\"",
        "(steel OR port) tariff", "steel lang:en", "nowhere", "nowhere OR steel"}) {
    CAPTURE(query);
    CHECK_FALSE(WordMatch::find(compiled(query, opened), opened));
  }
}

}  // namespace
}  // namespace byline
