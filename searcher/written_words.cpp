#include "searcher/written_words.hpp"

#include <cstddef>
#include <map>
#include <string_view>

#include "common/article.hpp"
#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr int kArticlesRead = 2;
constexpr std::size_t kBytesRead = 50'000;  ///< of a section
constexpr std::size_t kPlacesRead = 20;

using Spellings = std::map<std::string, std::size_t>;

std::size_t add_spellings(std::string_view text, const std::string& word, Analyser& analyser, Spellings& spellings) {
  std::size_t places = 0;
  text = whole_code_points(text, kBytesRead);
  for (const Token& token : analyser.analyse(text)) {
    if (token.joined || token.word != word) continue;
    ++spellings[folded_case(text.substr(token.begin, token.end - token.begin))];
    if (++places == kPlacesRead) break;
  }
  return places;
}

}  // namespace

std::string written_form(const std::string& word, Archive& archive) {
  Spellings spellings;
  Analyser& analyser = archive.analyser({});
  auto posting = archive.articles().postlist_begin(word);
  for (int i = 0; i < kArticlesRead && posting != archive.articles().postlist_end(word); ++i, ++posting) {
    const Article article = archive.article(*posting);
    std::size_t places = add_spellings(article.title, word, analyser, spellings);
    for (const Section& section : article.sections) {
      if (places >= kPlacesRead) break;
      places += add_spellings(section.heading, word, analyser, spellings);
      places += add_spellings(section.text, word, analyser, spellings);
    }
  }
  std::string best = word;
  std::size_t most = 0;
  for (const auto& [spelling, times] : spellings) {
    if (times <= most) continue;
    best = spelling;
    most = times;
  }
  return best;
}

}  // namespace byline
