#include "common/stem_overrides.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis.hpp"
#include "common/folding.hpp"

namespace byline {
namespace {

std::vector<std::string> words_in(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

struct Row {
  std::string_view language;
  std::string_view families;  ///< "a as | b bs": the words of each have one stem, which no other has
};

constexpr Row kApart[] = {
    {"en",
     "organization organizations organizational organize organised organisation | organ organs | organic | "
     "organism organisms"},
    {"en", "international internationally | internal internally | intern interns interned | internment"},
    {"en", "university universities | universal universally universality | universe universes"},
    {"en", "emergency emergencies | emerge emerges emerged emerging emergence emergent"},
    {"en", "experience experiences experienced | experiment experiments experimental experimentally"},
    {"en", "important importance importantly | import imports imported importing importer"},
    {"en", "several | severe severely severity | sever severed severing severance"},
    {"en",
     "general generals generally generalize | generation generations | generate generated generator | generous | "
     "generic"},
    {"en", "policy policies | police policing | polite politely | politics political politically | politician"},
    {"en", "news | new"},
    {"en", "wander wanders wandering | wand wands | wanting want"},
    {"en", "adverse adversely | advertise advertised advertising | adversary adversaries"},
    {"en", "author authors authored | authority authorities | authorize authorized authorization authorisation"},
    {"en", "execute executed execution executable | executive executives"},
    {"en", "customer customers | custom customs | customize customized customization"},
    {"en", "department departments departmental | depart departs departed departing"},
    {"en", "apartment apartments | apart"},
    {"en", "defendant defendants | defend defends defended defender"},
    {"en", "conversation conversations | convert converts converted conversion conversions"},
    {"en", "critical critically | critic critics criticism criticize criticised"},
    {"en", "digital digitally digitize | digit digits"},
    {"en", "edition editions | edit edits edited editing | editor editors"},
    {"en", "electron electrons | electronic electronics electronically"},
    {"en", "empire empires | empirical empirically"},
    {"en", "engine engines | engineer engineers engineering engineered"},
    {"en", "factory factories | factor factors | factorial factorials"},
    {"en", "hospital hospitals hospitalized | hospitality hospitable"},
    {"en", "heroin | heroine heroines | hero heroes"},
    {"en", "liberal liberals | liberate liberated liberation"},
    {"en", "majority majorities | major majors"},
    {"en", "officer officers | office offices | official officials officially"},
    {"en", "past | paste pasted pasting pastes"},
    {"en", "positive positively positives | position positions positioned"},
    {"en", "president presidents presidency presidential | preside presides presided presiding"},
    {"en", "protest protests protested protesters | protestant protestants"},
    {"en", "recess | recession recessions"},
    {"en", "suit suits suited | suite suites"},
    {"en", "unit units | unite united uniting unites"},
    {"en", "witness witnesses witnessed | wit wits"},
    {"en", "quit quits quitting | quite"},
    {"en", "underlying underlie | under"},
    {"en", "add adds added adding | ad ads"},
    {"en", "evening evenings | even evenly"},
    {"en", "vertical vertically | vertex vertices"},
    {"en", "maine | main mainly"},
    {"en", "july | julie"},
    {"de", "Organ Organe Organs | Organisation Organisationen | organisch organische organischen"},
    {"de", "Politik | Politiker Politikern Politikerin"},
    {"fr",
     "commune communes communauté communautés | communication communications communiquer communiqué | "
     "communisme communiste"},
    {"fr", "organe organes | organisme organismes | organisation organiser"},
    {"fr", "important importante importance | importer importé importation"},
    {"fr", "journal journaux | journaliste journalistes journalisme"},
    {"es", "comunicación comunicar comunicaciones | comunidad comunidades | comunismo comunista"},
    {"es", "universidad universidades | universo universos | universal"},
    {"es", "importante importantes importancia | importar importaciones importación"},
    {"it", "università | universo"},
    {"it", "comunicazione comunicazioni | comunità | comunismo comunista"},
    {"pt", "universidade universidades | universo universos"},
    {"pt", "mãe mães | mão mãos | mais"},
    {"ru", "орган органа органы органов органам | организация организации"},
};

constexpr Row kTogether[] = {
    {"en", "child children"},
    {"en", "man men | woman women"},
    {"en", "write writes writing wrote written | writer writers"},
    {"en", "buy buys buying bought"},
    {"en", "mouse mice"},
    {"en", "analysis analyses analyse analysed analyze analyzing"},
    {"en", "index indexes indices indexed"},
    {"en", "criterion criteria | phenomenon phenomena | nucleus nuclei | matrix matrices"},
    {"en", "gas gases | lens lenses | bus buses"},
    {"en", "foot feet | tooth teeth | knife knives | wolf wolves"},
    {"en", "staff staffed staffing | stuff stuffed"},
    {"en", "CAFÉ cafés"},
    {"es", "voz voces | luz luces | vez veces | lápiz lápices"},
    {"fr", "travail travaux | œil yeux | vieux vieille vieil | nouveau nouvelle"},
    {"it", "uomo uomini"},
    {"nl", "huis huizen | brief brieven | stad steden | kind kinderen"},
    {"pt",
     "nação nações | animal animais | homem homens | papel papéis | fácil fáceis | possível possíveis | "
     "pão pães | espanhol espanhóis | comum comuns"},
    {"ru", "ребёнок ребенок ребёнка дети детей | мать матери | человек люди людей | время времени времён времен"},
    {"ru", "живёт живет | её ее | замо́к замок"},
};

void check(const Row& row) {
  const Analyser analyser(row.language);
  std::vector<std::string> stems;  // of each family
  std::string stem;
  for (const std::string& word : words_in(row.families)) {
    if (word == "|") {
      stems.push_back(stem);
      stem.clear();
      continue;
    }
    CAPTURE(word);
    const std::string found = analyser.stem_of(word);
    if (stem.empty()) stem = found;
    CHECK(found == stem);
  }
  stems.push_back(stem);
  for (std::size_t i = 0; i < stems.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) CHECK(stems[i] != stems[j]);
  }
}

TEST_CASE("words of far-apart meanings have stems apart, and their inflections keep together") {
  for (const Row& row : kApart) {
    CAPTURE(row.families);
    check(row);
  }
}

TEST_CASE("forms that a stemmer misses come together") {
  for (const Row& row : kTogether) {
    CAPTURE(row.families);
    check(row);
  }
}

TEST_CASE("a table is of one language, and says nothing of other words") {
  CHECK(overriding_stem("en", "organs").empty());
  CHECK(overriding_stem("en", "children") == "child");
  CHECK(overriding_stem("", "children").empty());
  CHECK(overriding_stem("fr", "children").empty());
  CHECK(overriding_stem("pl", "children").empty());
  CHECK(overriding_stem("en", "").empty());
}

TEST_CASE("languages without a stemmer do not fall to another's") {
  for (const std::string_view language : {"pl", "cs", "ja", "zh", "uk", "el", "he", "hi", "xx", ""}) {
    CAPTURE(language);
    CHECK_FALSE(has_stemmer(language));
    const Analyser analyser(language);
    for (const std::string_view word : {"organizations", "children", "running", "komputery", "počítače"}) {
      CHECK(analyser.stem_of(word) == folded_name(word));
    }
  }
}

}  // namespace
}  // namespace byline
