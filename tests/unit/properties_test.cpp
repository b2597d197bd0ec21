#include <doctest/doctest.h>
#include <malloc.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive_fixture.hpp"
#include "searcher/search.hpp"

/// Pseudo-random archives of a small vocabulary, asked random queries; the answers are compared with those of a naive
/// evaluator that goes through the articles in memory.
namespace byline {
namespace {

using Words = std::vector<std::string>;

// Words whose stem is the word without its final "s". None is a stop word.
const Words kVocabulary = {"port",  "ports", "portal", "bank",   "banks", "banker", "rate",
                           "rates", "china", "canada", "canals", "canal", "chips",  "ship"};
const Words kPrefixes = {"por", "ban", "can", "chi", "rat", "ship", "canals"};
const Words kAuthors = {"Erin Williams", "Jo Doe", "Ann Lee", "ERIN WILLIAMS", "Bo Chen"};
const Words kTags = {"trade", "ports", "money"};
const Words kHeadings = {"Implications", "Outlook", "Bank rates", "IMPLICATIONS", "China"};
const Words kCategories = {"Politics", "Outlook"};

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  const std::string& pick(const Words& words) { return words[below(words.size())]; }
  Words words(std::size_t count) {
    Words result;
    while (result.size() < count) result.push_back(pick(kVocabulary));
    return result;
  }

 private:
  std::mt19937 engine_;
};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

std::string stem(const std::string& word) { return word.ends_with('s') ? word.substr(0, word.size() - 1) : word; }

struct ModelSection {
  std::string heading;
  int level = 0;
  std::vector<Words> paragraphs;

  [[nodiscard]] Words tokens() const {
    Words all = test::split(lower(heading), ' ');
    for (const Words& paragraph : paragraphs) all.insert(all.end(), paragraph.begin(), paragraph.end());
    return all;
  }
};

struct ModelArticle {
  Words title;
  Words authors;
  Words tags;
  std::string date;
  std::string category;
  std::vector<ModelSection> sections;

  [[nodiscard]] std::string markdown() const {
    std::string text = "---\nlang: en\ntitle: " + test::join(title, " ") + "\nauthors: [" + test::join(authors, ", ") +
                       "]\ntags: [" + test::join(tags, ", ") + "]\n";
    if (!date.empty()) text += "date: " + date + "\n";
    if (!category.empty()) text += "category: " + category + "\n";
    text += "---\n";
    for (const ModelSection& section : sections) {
      if (section.level > 0) {
        text += "\n" + std::string(static_cast<std::size_t>(section.level) + 1, '#') + " " + section.heading + "\n";
      }
      for (const Words& paragraph : section.paragraphs) text += "\n" + test::join(paragraph, " ") + ".\n";
    }
    return text;
  }

  /// What stands under sections of this name: places between which nothing reaches. None: there is no such section.
  [[nodiscard]] std::vector<Words> places_in(const std::string& name) const {
    if (lower(category) == lower(name)) return places();
    std::vector<Words> found;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      if (sections[i].level == 0 || lower(sections[i].heading) != lower(name)) continue;
      found.push_back(sections[i].tokens());
      for (std::size_t j = i + 1; j < sections.size() && sections[j].level > sections[i].level; ++j) {
        found.push_back(sections[j].tokens());
      }
    }
    return found;
  }

  [[nodiscard]] std::vector<Words> places() const {
    std::vector<Words> all{title};
    for (const ModelSection& section : sections) all.push_back(section.tokens());
    return all;
  }

  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> all;
    if (!category.empty()) all.insert(lower(category));
    for (const ModelSection& section : sections) {
      if (section.level > 0) all.insert(lower(section.heading));
    }
    return all;
  }

  /// Folded values of a facet, but for sections.
  [[nodiscard]] std::set<std::string> values(const std::string& facet) const {
    std::set<std::string> all;
    if (facet == "author") {
      for (const std::string& author : authors) all.insert(lower(author));
    }
    if (facet == "tag") all.insert(tags.begin(), tags.end());
    if (facet == "year" && !date.empty()) all.insert(date.substr(0, 4));
    if (facet == "language") all.insert("en");
    return all;
  }
};

using Model = std::map<std::string, ModelArticle>;  // by the file's name without ".md"

ModelArticle random_article(Dice& dice) {
  ModelArticle article;
  article.title = dice.words(1 + dice.below(3));
  article.title.push_back("n" + std::to_string(dice.below(1'000'000)) + "x");  // no heading is called so
  for (auto count = dice.below(3); count > 0; --count) {
    const std::string& author = dice.pick(kAuthors);
    if (std::none_of(article.authors.begin(), article.authors.end(),
                     [&](const std::string& other) { return lower(other) == lower(author); })) {
      article.authors.push_back(author);
    }
  }
  for (const std::string& tag : kTags) {
    if (dice.one_in(3)) article.tags.push_back(tag);
  }
  const std::string year = std::to_string(2022 + dice.below(4));
  const Words dates = {"", year, year + "-0" + std::to_string(1 + dice.below(9)),
                       year + "-03-0" + std::to_string(1 + dice.below(3))};
  article.date = dice.pick(dates);
  if (dice.one_in(3)) article.category = dice.pick(kCategories);
  const std::size_t count = 1 + dice.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    ModelSection section;
    if (i > 0 || dice.one_in(2)) {
      section.heading = dice.pick(kHeadings);
      section.level = !article.sections.empty() && article.sections.back().level > 0 && dice.one_in(3) ? 2 : 1;
    }
    for (auto paragraphs = 1 + dice.below(2); paragraphs > 0; --paragraphs) {
      section.paragraphs.push_back(dice.words(2 + dice.below(7)));
    }
    article.sections.push_back(std::move(section));
  }
  return article;
}

Model random_model(Dice& dice, std::size_t count) {
  Model model;
  for (std::size_t i = 0; i < count; ++i) model["f" + std::to_string(i)] = random_article(dice);
  return model;
}

/// What a question is asked of: an article, or some places of one.
struct Asked {
  const ModelArticle& article;
  std::vector<Words> places;
};

/// A query as text, and what it means.
struct Question {
  std::string text;
  std::function<bool(const Asked&)> holds;
};

bool anywhere(const Asked& asked, const std::function<bool(const Words&, std::size_t)>& holds_at) {
  for (const Words& place : asked.places) {
    for (std::size_t i = 0; i < place.size(); ++i) {
      if (holds_at(place, i)) return true;
    }
  }
  return false;
}

Question sequence(const Words& words, bool by_stem) {
  return {(by_stem ? "~\"" : "\"") + test::join(words, " ") + "\"", [=](const Asked& asked) {
            return anywhere(asked, [&](const Words& place, std::size_t i) {
              if (i + words.size() > place.size()) return false;
              for (std::size_t k = 0; k < words.size(); ++k) {
                if (by_stem ? stem(place[i + k]) != stem(words[k]) : place[i + k] != words[k]) return false;
              }
              return true;
            });
          }};
}

/// Whether each word has a position of its own in the place, the last at most `distance` behind the first.
bool near_holds(const Words& place, const Words& words, std::size_t distance, std::vector<std::size_t>& taken) {
  if (taken.size() == words.size()) {
    const auto [first, last] = std::minmax_element(taken.begin(), taken.end());
    return *last - *first <= distance;
  }
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (stem(place[i]) != stem(words[taken.size()]) || std::count(taken.begin(), taken.end(), i) != 0) continue;
    taken.push_back(i);
    if (near_holds(place, words, distance, taken)) return true;
    taken.pop_back();
  }
  return false;
}

Question near(const Words& words, std::size_t distance) {
  return {"(" + test::join(words, " NEAR/" + std::to_string(distance) + " ") + ")", [=](const Asked& asked) {
            return std::any_of(asked.places.begin(), asked.places.end(), [&](const Words& place) {
              std::vector<std::size_t> taken;
              return near_holds(place, words, distance, taken);
            });
          }};
}

/// A condition on the article.
Question random_field(Dice& dice) {
  const auto has = [](const std::string& facet, const std::string& value) {
    return [=](const Asked& asked) { return asked.article.values(facet).count(lower(value)) != 0; };
  };
  switch (dice.below(4)) {
    case 0: {
      const std::string author = dice.pick(kAuthors);
      return {"author:\"" + author + "\"", has("author", author)};
    }
    case 1: {
      const std::string tag = dice.pick(kTags);
      return {"tag:" + tag, has("tag", tag)};
    }
    case 2: {
      const std::string year = std::to_string(2022 + dice.below(4));
      return {"date:" + year, has("year", year)};
    }
    default: {
      const std::string word = dice.pick(kVocabulary);
      return {"title:" + word, [=](const Asked& asked) {
                const Words& title = asked.article.title;
                return std::any_of(title.begin(), title.end(), [&](const auto& t) { return stem(t) == stem(word); });
              }};
    }
  }
}

Question plain(const std::string& word) {
  return {word, [=](const Asked& asked) {
            return anywhere(asked, [&](const Words& p, std::size_t i) { return stem(p[i]) == stem(word); });
          }};
}

using Fits = std::function<bool(const std::string&)>;

/// The word with a part left open, and what it then is.
std::pair<std::string, Fits> opened(const std::string& word, Dice& dice) {
  const std::size_t begin = dice.below(word.size());
  const std::size_t end = begin + dice.below(word.size() - begin);
  const std::string before = word.substr(0, begin);
  const std::string after = word.substr(end);
  return {before + "*" + after, [=](const std::string& other) {
            return other.size() >= before.size() + after.size() && other.starts_with(before) && other.ends_with(after);
          }};
}

/// Letters added, taken out, changed or swapped with the next one, by going back over both words.
bool differs_in(const std::string& a, const std::string& b, int edits) {
  if (edits < 0) return false;
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size()) <= edits;
  if (a[0] == b[0] && differs_in(a.substr(1), b.substr(1), edits)) return true;
  const bool swapped = a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0];
  return differs_in(a.substr(1), b.substr(1), edits - 1) || differs_in(a.substr(1), b, edits - 1) ||
         differs_in(a, b.substr(1), edits - 1) || (swapped && differs_in(a.substr(2), b.substr(2), edits - 1));
}

Question any_word(const std::string& text, const Fits& fits) {
  return {text, [=](const Asked& asked) {
            return anywhere(asked, [&](const Words& place, std::size_t i) { return fits(place[i]); });
          }};
}

Question pattern(Dice& dice) {
  const auto [text, fits] = opened(dice.pick(kVocabulary), dice);
  return any_word(text, fits);
}

Question fuzzy(const std::string& word) {
  const int edits = word.size() <= 5 ? 1 : 2;
  return any_word(word + "~", [=](const std::string& other) { return differs_in(word, other, edits); });
}

/// A phrase with a pattern and a fuzzy word.
Question open_sequence(Dice& dice) {
  const auto [text, fits] = opened(dice.pick(kVocabulary), dice);
  const std::string fuzzy_word = dice.pick(kVocabulary);
  return {"\"" + text + " " + fuzzy_word + "~1\"", [fits = fits, fuzzy_word](const Asked& asked) {
            return anywhere(asked, [&](const Words& place, std::size_t i) {
              return i + 1 < place.size() && fits(place[i]) && differs_in(fuzzy_word, place[i + 1], 1);
            });
          }};
}

Question near_fuzzy(Dice& dice) {
  const std::string a = dice.pick(kVocabulary);
  const std::string b = dice.pick(kVocabulary);
  const std::size_t distance = 1 + dice.below(3);
  return {"(" + a + "~1 NEAR/" + std::to_string(distance) + " =" + b + ")", [=](const Asked& asked) {
            return anywhere(asked, [&](const Words& place, std::size_t i) {
              if (place[i] != b) return false;
              for (std::size_t k = i < distance ? 0 : i - distance; k < place.size() && k <= i + distance; ++k) {
                if (k != i && differs_in(a, place[k], 1)) return true;
              }
              return false;
            });
          }};
}

Question random_leaf(Dice& dice) {
  const std::string word = dice.pick(kVocabulary);
  switch (dice.below(16)) {
    case 12: return pattern(dice);
    case 13: return fuzzy(word);
    case 14: return open_sequence(dice);
    case 15: return near_fuzzy(dice);
    case 0:
      return {"=" + word, [=](const Asked& asked) {
                return anywhere(asked, [&](const Words& p, std::size_t i) { return p[i] == word; });
              }};
    case 1: {
      const std::string prefix = dice.pick(kPrefixes);
      return {prefix + "*", [=](const Asked& asked) {
                return anywhere(asked, [&](const Words& p, std::size_t i) { return p[i].starts_with(prefix); });
              }};
    }
    case 2: return sequence(dice.words(2), false);
    case 3: return sequence(dice.words(2 + dice.below(2)), true);
    case 4: return near(dice.words(2), 1 + dice.below(4));
    case 5: return near(dice.words(3), 2 + dice.below(4));
    case 6: return random_field(dice);
    default: return plain(word);
  }
}

Question random_question(Dice& dice, std::size_t depth) {
  if (depth == 0 || dice.one_in(3)) return random_leaf(dice);
  if (dice.one_in(5)) {
    const Question inner = random_question(dice, depth - 1);
    return {"(NOT " + inner.text + ")", [=](const Asked& asked) { return !inner.holds(asked); }};
  }
  const bool all = dice.one_in(2);
  std::vector<Question> parts;
  std::string text;
  const std::string between = all ? (dice.one_in(2) ? " AND " : " ") : " OR ";
  for (auto count = 2 + dice.below(2); count > 0; --count) {
    parts.push_back(random_question(dice, depth - 1));
    text += (text.empty() ? "" : between) + parts.back().text;
  }
  return {"(" + text + ")", [=](const Asked& asked) {
            const auto holds = [&](const Question& part) { return part.holds(asked); };
            return all ? std::all_of(parts.begin(), parts.end(), holds)
                       : std::any_of(parts.begin(), parts.end(), holds);
          }};
}

void put(test::TestArchive& archive, const Model& model) {
  for (const auto& [name, article] : model) archive.put(name + ".md", article.markdown());
}

SearchRequest strict(const test::TestArchive& archive, const std::string& query) {
  SearchRequest request = archive.request(query);
  request.is_strict = true;
  request.limit = 1000;
  request.passages = 0;
  return request;
}

std::string expected_files(const Model& model, const std::function<bool(const ModelArticle&)>& matches) {
  Words names;
  for (const auto& [name, article] : model) {
    if (matches(article)) names.push_back(name);
  }
  return test::join(names, " ");
}

/// Fills what malloc gives with one byte, so that what is read before it is written is no lucky zero.
class MemoryFill {
 public:
  explicit MemoryFill(int byte) { mallopt(M_PERTURB, byte ^ 0xFF); }
  ~MemoryFill() { mallopt(M_PERTURB, 0); }
  MemoryFill(const MemoryFill&) = delete;
  MemoryFill& operator=(const MemoryFill&) = delete;
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kHasOwnMalloc = true;
#else
constexpr bool kHasOwnMalloc = false;
#endif

TEST_CASE("property: random queries find what a naive evaluator finds") {
  for (const unsigned seed : {1u, 2u, 3u, 4u, 5u}) {
    Dice dice(seed);
    const Model model = random_model(dice, 30);
    test::TestArchive archive;
    put(archive, model);
    archive.build();
    std::size_t telling = 0;  // questions that neither all nor no articles answer
    for (int i = 0; i < 150; ++i) {
      const Question question = random_question(dice, 3);
      const std::string expected = expected_files(model, [&](const ModelArticle& article) {
        return question.holds({article, article.places()});
      });
      CAPTURE(seed);
      CAPTURE(question.text);
      CHECK(archive.found(strict(archive, question.text)) == expected);
      const std::size_t count = test::split(expected, ' ').size();
      if (count > 0 && count < model.size()) ++telling;
    }
    CHECK(telling > 50);
  }
}

TEST_CASE("property: section searches find what a naive check of each section finds") {
  for (const unsigned seed : {11u, 12u, 13u, 14u, 15u}) {
    Dice dice(seed);
    const Model model = random_model(dice, 30);
    test::TestArchive archive;
    put(archive, model);
    archive.build();
    std::size_t telling = 0;
    for (int i = 0; i < 150; ++i) {
      const Question question = random_question(dice, 2);
      Words names{dice.pick(kHeadings)};
      if (dice.one_in(3)) names.push_back(dice.pick(kCategories));
      CAPTURE(seed);
      CAPTURE(question.text);
      CAPTURE(test::join(names, "|"));
      SearchRequest request = strict(archive, question.text);
      request.filters = {test::filter(QueryField::Section, names)};
      const std::string expected = expected_files(model, [&](const ModelArticle& article) {
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          const auto places = article.places_in(name);
          return !places.empty() && question.holds({article, places});
        });
      });
      CHECK(archive.found(request) == expected);
      if (!expected.empty()) ++telling;
    }
    CHECK(telling > 50);
  }
}

TEST_CASE("property: a facet's count is what its filter returns, and what a count in memory gives") {
  const std::map<std::string, QueryField> fields = {{"author", QueryField::Author},
                                                    {"tag", QueryField::Tag},
                                                    {"year", QueryField::Date},
                                                    {"language", QueryField::Language},
                                                    {"section", QueryField::Section}};
  for (const unsigned seed : {21u, 22u, 23u}) {
    Dice dice(seed);
    const Model model = random_model(dice, 30);
    test::TestArchive archive;
    put(archive, model);
    archive.build();
    for (int i = 0; i < 12; ++i) {
      const Question question = random_question(dice, 2);
      // Every other one under a filter of an author; its own facet is counted without it.
      const std::string author = i % 2 == 0 ? std::string{} : dice.pick(kAuthors);
      SearchRequest request = strict(archive, question.text);
      request.facet_limit = 0;
      for (const auto& [name, field] : fields) request.facets.push_back(name);
      if (!author.empty()) request.filters = {test::filter(QueryField::Author, {author})};
      const Results results = archive.search(request);
      for (const Facet& facet : results.facets) {
        std::map<std::string, std::size_t> counted;
        for (const auto& [name, article] : model) {
          if (facet.name != "author" && !author.empty() && article.values("author").count(lower(author)) == 0) continue;
          if (facet.name == "section") {
            for (const std::string& section : article.names()) {
              if (question.holds({article, article.places_in(section)})) ++counted[section];
            }
          } else if (question.holds({article, article.places()})) {
            for (const std::string& value : article.values(facet.name)) ++counted[value];
          }
        }
        CAPTURE(seed);
        CAPTURE(question.text);
        CAPTURE(author);
        CAPTURE(facet.name);
        CHECK(facet.values.size() == counted.size());
        for (const FacetValue& value : facet.values) {
          CAPTURE(value.value);
          CHECK(value.count == counted[lower(value.value)]);
          SearchRequest narrowed = request;
          narrowed.facets.clear();
          narrowed.wants_hits = false;
          const QueryField field = fields.at(facet.name);
          std::erase_if(narrowed.filters, [&](const FilterOption& option) { return option.field == field; });
          narrowed.filters.push_back(test::filter(field, {value.value}));
          CHECK(archive.search(narrowed).total == value.count);
        }
      }
    }
  }
}

/// Everything a reader sees of an answer, paths relative to the archive.
std::string answer_of(const test::TestArchive& archive, SearchRequest request) {
  request.facets = {"author", "section", "year", "language", "tag"};
  request.passages = 2;
  request.limit = 15;
  const Results results = archive.search(request);
  std::string text = results.match + " " + std::to_string(results.total) + "\n" + archive.ordered(results) + "\n";
  for (const Hit& hit : results.hits) {
    text += hit.title + " by " + test::join(hit.authors, ", ") + " " + std::to_string(hit.score) + "\n";
    for (const Passage& passage : hit.passages) {
      text += "  " + test::join(passage.section, " > ") + ": " + passage.text + " @" + std::to_string(passage.line);
      for (const Highlight& mark : passage.highlights) {
        text += " " + std::to_string(mark.begin) + "-" + std::to_string(mark.end);
      }
      text += "\n";
    }
  }
  for (const Facet& facet : results.facets) {
    text += facet.name + ":";
    for (const FacetValue& value : facet.values) text += " " + value.value + "=" + std::to_string(value.count);
    text += "\n";
  }
  return text;
}

TEST_CASE("property: an index built step by step answers as one built at once") {
  for (const unsigned seed : {31u, 32u, 33u, 34u}) {
    Dice dice(seed);
    const Model model = random_model(dice, 24);
    test::TestArchive at_once;
    put(at_once, model);
    CHECK(at_once.build().articles == model.size());

    test::TestArchive stepwise;
    std::vector<std::string> strangers;
    for (int step = 0; step < 4; ++step) {
      for (const auto& [name, article] : model) {
        if (dice.one_in(3)) stepwise.put(name + ".md", article.markdown());
        if (dice.one_in(4)) stepwise.put(name + ".md", random_article(dice).markdown());
        if (dice.one_in(6)) stepwise.take_away(name + ".md");
      }
      strangers.push_back("x" + std::to_string(step) + ".md");
      stepwise.put(strangers.back(), random_article(dice).markdown());
      stepwise.build();
    }
    for (const std::string& name : strangers) stepwise.take_away(name);
    put(stepwise, model);
    CHECK(stepwise.build().articles == model.size());
    CHECK(stepwise.build().unchanged == model.size());

    for (int i = 0; i < 30; ++i) {
      const Question question = i == 0 ? Question{"*", {}} : random_question(dice, 2);
      SearchRequest request = strict(at_once, question.text);
      request.is_strict = i % 2 == 0;
      request.sort = static_cast<SortOrder>(dice.below(5));
      if (dice.one_in(4)) request.filters = {test::filter(QueryField::Section, {dice.pick(kHeadings)})};
      CAPTURE(seed);
      CAPTURE(question.text);
      CAPTURE(static_cast<int>(request.sort));
      CHECK(answer_of(at_once, request) == answer_of(stepwise, request));
    }
  }
}

// Xapian 1.4 leaves weights of an AND inside a NOT unset: MultiAndPostList's max_wt[], for AndNotPostList calls
// recalc_maxweight() of its left side only. They must not decide what matches.
TEST_CASE("property: NOT of several words, a phrase or prefix among them, does not depend on what memory held" *
          doctest::skip(kHasOwnMalloc)) {
  Dice dice(41);
  const Model model = random_model(dice, 30);
  test::TestArchive archive;
  put(archive, model);
  archive.build();
  for (const int byte : {0xFE, 0x01, 0x7F}) {
    const MemoryFill fill(byte);
    std::size_t wrong = 0;
    for (int i = 0; i < 100; ++i) {
      const Question inner = random_question(dice, 2);
      const std::string expected = expected_files(model, [&](const ModelArticle& article) {
        return !inner.holds({article, article.places()});
      });
      if (archive.found(strict(archive, "NOT " + inner.text)) != expected) ++wrong;
    }
    CAPTURE(byte);
    CHECK(wrong == 0);
  }
}

}  // namespace
}  // namespace byline
