#include "searcher/accent_variants.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "archive_fixture.hpp"
#include "common/folding.hpp"

namespace byline {
namespace {

struct Text {
  const char* name;
  const char* language;
  const char* text;
};

constexpr Text kTexts[] = {
    {"fr", "fr", "La générosité des éditeurs étonnés. Les élèves préfèrent la sincérité."},
    {"fr-plain", "fr", "La generosite n'est pas la sincerite."},
    {"es", "es", "Las organizaciones y la organización; el corazón, los análisis rápidos. Habló con generosidad."},
    {"pt", "pt", "A organização das nações. Os órgãos públicos e a solução; o café e os pães."},
    {"de", "de", "Die Müllerin aus Köln fährt über die Brücke. Frau Müller grüßt die Größten."},
    {"de-plain", "de", "Herr Schroeder baut ein Haus. Die Goethestrasse ist neu, sagt der Bauer."},
    {"ru", "ru", "Ребёнок идёт всё дальше. Актёры поют, моё сердце бьётся."},
    {"en", "en", "The cafe serves a naive resume. Organs and organization."},
};

void put_texts(test::TestArchive& archive, std::string_view only = {}) {
  for (const Text& text : kTexts) {
    if (!only.empty() && text.language != only) continue;
    archive.put(std::string(text.name) + ".md",
                std::string("---\ntitle: T\nlang: ") + text.language + "\n---\n\n" + text.text + "\n");
  }
  archive.build();
}

const test::TestArchive& many_languages() {
  static test::TestArchive archive;
  static const bool is_built = (put_texts(archive), true);
  (void)is_built;
  return archive;
}

struct Row {
  std::string_view query;
  std::string_view found;
};

constexpr Row kRows[] = {
    {"générosité", "fr fr-plain"},
    {"generosite", "fr fr-plain"},
    {"GENEROSITE", "fr fr-plain"},
    {"sincerite", "fr fr-plain"},
    {"editeur", "fr"},
    {"etonne", "fr"},
    {"eleve", "fr"},
    {"organizacion", "es"},
    {"organizaciones", "es"},
    {"corazones", "es"},
    {"analisis", "es"},
    {"rapido", "es"},
    {"organizacao", "pt"},
    {"organizacoes", "pt"},
    {"nacao", "pt"},
    {"solucoes", "pt"},
    {"orgao", "pt"},
    {"muller", "de"},
    {"Müller", "de"},
    {"Mueller", "de"},
    {"Koeln", "de"},
    {"koln", "de"},
    {"uber bruecke", "de"},
    {"groesste", "de"},
    {"Schröder", "de-plain"},
    {"Schroder", ""},
    {"Bauer", "de-plain"},
    {"ребенок", "ru"},
    {"ребёнка", "ru"},
    {"дети", "ru"},
    {"идет все", "ru"},
    {"актер", "ru"},
    {"актёр", "ru"},
    {"бьется", "ru"},
    {"café", "en pt"},
    {"cafe", "en pt"},
};

TEST_CASE("a word without its accents stands for the words of the archive that it can be") {
  for (const Row& row : kRows) {
    CAPTURE(row.query);
    CHECK(many_languages().found(std::string(row.query)) == row.found);
  }
}

TEST_CASE("in an archive of one language") {
  for (const std::string_view language : {"fr", "es", "pt", "de", "ru"}) {
    test::TestArchive archive;
    put_texts(archive, language);
    for (const Row& row : kRows) {
      if (!row.found.starts_with(language)) continue;
      CAPTURE(row.query);
      CHECK(archive.found(std::string(row.query)) == row.found);
    }
  }
}

TEST_CASE("what is found so is marked, in phrases and sections too") {
  for (const std::string query : {"generosite", "~\"la generosite\"", "la NEAR/2 generosite"}) {
    CAPTURE(query);
    const Results results = many_languages().search(query);
    REQUIRE(results.hits.size() == 2);
    for (const Hit& hit : results.hits) {
      REQUIRE_FALSE(hit.passages.empty());
      CHECK_FALSE(hit.passages.front().highlights.empty());
    }
  }
}

TEST_CASE("stems of accented words, by language") {
  IndexReader reader(many_languages().layout());
  Archive archive(reader);
  const auto variants = [&](std::string_view word) {
    std::string text;
    for (const auto& [language, stem] : accent_variants(folded_case(word), archive)) {
      text += (text.empty() ? "" : " ") + language + ":" + stem;
    }
    return text;
  };
  CHECK(variants("generosite") == "fr:generos");
  CHECK(variants("organizacao") == "pt:organiz");
  CHECK(variants("Mueller") == "de:mull");
  CHECK(variants("organization").empty());
  CHECK(variants("harbour").empty());
  CHECK(variants("").empty());
  CHECK(variants("a").empty());
  CHECK(variants("東京").empty());
  CHECK(variants(std::string(300, 'e')).empty());
}

TEST_CASE("an archive of English has none to look for") {
  test::TestArchive english;
  put_texts(english, "en");
  CHECK(english.found("naïve") == "en");
  CHECK(english.found("résumé organs") == "en");
  CHECK(english.found("organizational") == "en");
}

}  // namespace
}  // namespace byline
