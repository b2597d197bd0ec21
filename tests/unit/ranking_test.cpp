#include "searcher/ranking.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include <xapian.h>

namespace byline {
namespace {

Xapian::WritableDatabase small_database() {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (unsigned i = 1; i <= 60; ++i) {
    Xapian::Document document;
    document.add_term("common", 1 + i % 5);
    if (i % 7 == 0) document.add_term("rare", i);
    for (unsigned word = 0; word < i; ++word) document.add_term("w" + std::to_string(word % 40), 1 + word % 3);
    if (i == 60) document.add_term("Lde", 0);
    if (i == 1) document.add_term("foreign", 2);
    if (i == 60) document.add_term("foreign", 1);
    database.add_document(document);
  }
  database.commit();
  return database;
}

std::vector<double> scores(Xapian::Enquire& enquire) {
  const Xapian::MSet found = enquire.get_mset(0, 100);
  std::vector<double> weights;
  for (auto hit = found.begin(); hit != found.end(); ++hit) weights.push_back(hit.get_weight());
  return weights;
}

TEST_CASE("ranking: words weigh what IneB2 says") {
  const Xapian::WritableDatabase database = small_database();
  for (const std::string words : {"common", "rare", "w3", "w39", "rare w3 common"}) {
    CAPTURE(words);
    std::vector<std::string> terms;
    for (std::string rest = words; !rest.empty();) {
      const auto space = rest.find(' ');
      terms.push_back(rest.substr(0, space));
      rest = space == std::string::npos ? std::string() : rest.substr(space + 1);
    }
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    set_weighting(enquire);
    const std::vector<double> ours = scores(enquire);
    enquire.set_weighting_scheme(Xapian::IneB2Weight(0.7));
    const std::vector<double> theirs = scores(enquire);
    REQUIRE(ours.size() == theirs.size());
    REQUIRE_FALSE(ours.empty());
    for (std::size_t i = 0; i < ours.size(); ++i) CHECK(ours[i] == doctest::Approx(theirs[i]).epsilon(1e-9));
  }
}

TEST_CASE("ranking: no score is infinite, however few documents a group of words is thought to have") {
  const Xapian::WritableDatabase database = small_database();
  const auto in_german = [](const char* term) {
    return Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(term), Xapian::Query("Lde"));
  };
  const std::vector<Xapian::Query> ways = {in_german("foreign"), in_german("missing")};
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_SYNONYM, ways.begin(), ways.end()));
  set_weighting(enquire);
  const std::vector<double> found = scores(enquire);
  REQUIRE(found.size() == 1);
  CHECK(std::isfinite(found.front()));
  CHECK(found.front() > 0);
}

}  // namespace
}  // namespace byline
