#include "indexer/author_notes.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/heading_text.hpp"
#include "indexer/line_label.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

/// Notes stand at the end; what is further up is never one.
constexpr std::size_t kLastBlocks = 60;
constexpr std::size_t kLongestLink = 2000;
constexpr std::size_t kMostAuthors = 8;
constexpr std::size_t kLastParagraphs = 3;

bool is_heading_in(const TextBlock& block, std::initializer_list<std::string_view> headings) {
  if (!is_one_line(block) || block.text.size() > 80) return false;
  std::string key = folded_name(block.text);
  if (key.ends_with(':')) key.pop_back();
  return std::any_of(headings.begin(), headings.end(),
                     [&](std::string_view heading) { return key == folded_name(heading); });
}

bool is_authors_heading(const TextBlock& block) {
  return is_heading_in(block, {"about the author",
                               "about the authors",
                               "about the writer",
                               "about the writers",
                               "about the contributors",
                               "author bio",
                               "author biography",
                               "Über den Autor",
                               "Über die Autorin",
                               "Über die Autoren",
                               "Zur Person",
                               "À propos de l'auteur",
                               "À propos de l’auteure",
                               "À propos des auteurs",
                               "Sobre el autor",
                               "Sobre la autora",
                               "Sobre los autores",
                               "Об авторе",
                               "Об авторах",
                               "作者简介",
                               "关于作者",
                               "作者簡介",
                               "著者について",
                               "筆者紹介",
                               "เกี่ยวกับผู้เขียน",
                               "عن الكاتب",
                               "عن الكاتبة"});
}

bool is_related_heading(const TextBlock& block) {
  return is_heading_in(block, {"related",           "related articles", "related stories", "related links",
                               "related posts",     "related reading",  "related content", "more on this story",
                               "you may also like", "further coverage", "Mehr zum Thema",  "Lesen Sie auch",
                               "Lire aussi",        "À lire aussi",     "Lea también",     "Artículos relacionados",
                               "Читайте также",     "相关阅读",         "相关文章",        "関連記事",
                               "ข่าวที่เกี่ยวข้อง",       "บทความที่เกี่ยวข้อง",   "اقرأ أيضا",       "مواضيع ذات صلة"});
}

/// "… Read more >": a run of links that lost their markup.
bool is_link_line(const TextBlock& block) {
  if (block.text.size() > kLongestLink) return false;
  std::string_view text = block.text;
  bool has_arrow = false;
  for (const std::string_view arrow : {">", "»", "›", "→", ">>", "…"}) {
    if (!text.ends_with(arrow)) continue;
    text = trim(text.substr(0, text.size() - arrow.size()));
    has_arrow = true;
  }
  constexpr std::string_view kWords[] = {"Read more",     "More",     "Continue reading", "Weiterlesen",
                                         "Lire la suite", "Leer más", "Читать далее",     "阅读更多",
                                         "続きを読む",    "อ่านต่อ"};
  return has_arrow && std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
           return text.size() >= word.size() && after_label(text.substr(text.size() - word.size()), word).has_value();
         });
}

/// "Related: The Dam Above the Town".
bool is_labelled_link(const TextBlock& block) {
  if (!is_one_line(block) || block.text.size() > 300) return false;
  constexpr std::string_view kLabels[] = {"related",     "related article", "related story",  "read more",
                                          "read also",   "more on this",    "Lesen Sie auch", "Lire aussi",
                                          "Lea también", "Читайте также"};
  return std::any_of(std::begin(kLabels), std::end(kLabels), [&](std::string_view label) {
    const auto rest = after_label(block.text, label);
    return rest && rest->has_colon && begins_like_sentence(rest->text) && !ends_with_sentence_mark(rest->text);
  });
}

void take(TextBlock& block, AsideKind kind, Article& article) {
  article.asides.push_back({kind, unindented(block), block.line});
  block.is_taken = true;
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" ,\n")); }

std::string_view without_possessive(std::string_view word) {
  for (const std::string_view ending : {"’s", "'s"}) {
    if (word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

/// A paragraph about the person: it opens with one of their names or a pronoun for them.
bool is_about(std::string_view name, std::string_view paragraph) {
  const std::string folded = folded_name(name);
  std::string_view opening = paragraph;
  for (const std::string_view title : {"Dr. ", "Dr ", "Prof. ", "Professor ", "Mr. ", "Ms. ", "Mrs. "}) {
    if (opening.starts_with(title)) opening.remove_prefix(title.size());
  }
  const std::string word = folded_name(without_possessive(first_word(opening)));
  static const std::unordered_set<std::string> kPronouns = {"he",   "she", "they", "er", "sie", "il",
                                                            "elle", "он",  "она",  "他", "她"};
  if (kPronouns.contains(word)) return true;
  if (word.empty()) return false;
  if ((" " + folded + " ").find(" " + word + " ") != std::string::npos) return true;
  return folded_name(paragraph.substr(0, name.size())) == folded;
}

/// The name that a note begins with: "Declan Byrne" of "Declan Byrne is a Research Fellow".
std::string leading_name(std::string_view text) {
  std::string name;
  const std::string spaced = single_spaced(text.substr(0, text.find('\n')).substr(0, 400));
  for (std::size_t at = 0; at < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', at), spaced.size());
    std::string_view word(spaced.data() + at, end - at);
    const bool is_last = word.ends_with(',');
    if (is_last) word.remove_suffix(1);
    std::string longer = name + (name.empty() ? "" : " ") + std::string(word);
    // The next word may belong to the name only when it begins like one or is a particle between two that do.
    if (!name.empty() && !begins_like_sentence(word) && looks_like_name(name)) break;
    name = std::move(longer);
    if (is_last) break;
    at = end + 1;
    if (name.size() > 80) return {};
  }
  return is_person(name) ? name : std::string();
}

void add_author(std::vector<std::string>& authors, std::string name) {
  if (std::find(authors.begin(), authors.end(), name) == authors.end()) authors.push_back(std::move(name));
}

bool is_author(const Article& article, std::string_view name) {
  const std::string key = folded_name(name);
  return std::any_of(article.authors.begin(), article.authors.end(),
                     [&](const std::string& author) { return folded_name(author) == key; });
}

/// The last blocks of an article.
class Ending {
 public:
  Ending(std::vector<TextBlock>& blocks, Article& article)
      : blocks_(blocks), article_(article), begin_(blocks.size() - std::min(blocks.size(), kLastBlocks)) {}

  void take_notes() {
    take_bylines();
    take_related();
    take_authors_section();
    take_author_blocks();
    take_closing_notes();
  }

 private:
  [[nodiscard]] std::size_t next(std::size_t at) const {
    do {
      ++at;
    } while (at < blocks_.size() && blocks_[at].is_taken);
    return at;
  }

  [[nodiscard]] std::size_t first() const {
    return begin_ == 0 ? next(static_cast<std::size_t>(-1)) : next(begin_ - 1);
  }

  /// "Edited by …" may stand anywhere here; the authors' own byline only in the last paragraphs, and only when none
  /// stood at the top.
  void take_bylines() {
    std::size_t left =
        static_cast<std::size_t>(std::count_if(blocks_.begin() + static_cast<std::ptrdiff_t>(begin_), blocks_.end(),
                                               [](const TextBlock& block) { return !block.is_taken; }));
    const bool has_authors = !article_.authors.empty();
    for (std::size_t i = first(); i < blocks_.size(); i = next(i), --left) {
      if (!is_one_line(blocks_[i]) || blocks_[i].kind != TextBlock::Kind::Paragraph) continue;
      const auto byline = parse_byline_line(blocks_[i].text);
      if (!byline || (!byline->authors.empty() && (has_authors || left > kLastParagraphs))) continue;
      for (const std::string& author : byline->authors) add_author(article_.authors, author);
      article_.contributors.insert(article_.contributors.end(), byline->contributors.begin(),
                                   byline->contributors.end());
      has_editor_ = true;
      take(blocks_[i], AsideKind::Byline, article_);
    }
  }

  void take_related() {
    for (std::size_t i = first(); i < blocks_.size(); i = next(i)) {
      if (is_link_line(blocks_[i]) || is_labelled_link(blocks_[i])) {
        take(blocks_[i], AsideKind::Related, article_);
      } else if (is_related_heading(blocks_[i])) {
        take_link_list(i);
      }
    }
  }

  /// A heading like "Related" counts when every block behind it, to the end of the text, is a link's short line.
  void take_link_list(std::size_t heading) {
    std::size_t end = heading;
    for (std::size_t i = next(heading); i < blocks_.size(); i = next(i)) {
      const bool is_item = blocks_[i].kind == TextBlock::Kind::Bullet || blocks_[i].kind == TextBlock::Kind::Numbered;
      if (blocks_[i].text.size() > 250 || (!is_item && is_prose(blocks_[i]))) return;
      end = i;
    }
    if (end == heading) return;
    for (std::size_t i = heading; i <= end; i = next(i)) take(blocks_[i], AsideKind::Related, article_);
  }

  /// "About the Authors" and the paragraphs behind it, up to a heading of something else.
  void take_authors_section() {
    std::size_t i = first();
    while (i < blocks_.size() && !is_authors_heading(blocks_[i])) i = next(i);
    if (i >= blocks_.size()) return;
    const bool names_authors = article_.authors.empty();
    take(blocks_[i], AsideKind::Bio, article_);
    for (i = next(i); i < blocks_.size(); i = next(i)) {
      const TextBlock& block = blocks_[i];
      const bool is_name = is_one_line(block) && is_person(block.text);
      const bool is_heading = block.kind == TextBlock::Kind::Underlined ||
                              (is_one_line(block) && block.is_before_blank && looks_like_heading(block.text));
      if (is_heading && !is_name) return;
      if (std::string name = is_name ? single_spaced(block.text) : leading_name(block.text);
          names_authors && !name.empty()) {
        add_author(article_.authors, std::move(name));
      }
      take(blocks_[i], AsideKind::Bio, article_);
    }
  }

  struct AuthorBlock {
    std::size_t begin = 0;  ///< the name's line
    std::size_t end = 0;    ///< behind the last paragraph
  };

  [[nodiscard]] bool begins_author_block(std::size_t at) const {
    const TextBlock& name = blocks_[at];
    const std::size_t after = next(at);
    if (after >= blocks_.size() || name.kind != TextBlock::Kind::Paragraph || !is_one_line(name)) return false;
    return is_person(name.text) && is_prose(blocks_[after]) && is_about(name.text, blocks_[after].text);
  }

  /// The author blocks that reach to the end of the text without anything else between them.
  [[nodiscard]] std::vector<AuthorBlock> author_blocks() const {
    std::vector<AuthorBlock> found;
    for (std::size_t i = first(); i < blocks_.size(); i = next(i)) {
      if (begins_author_block(i)) {
        found.push_back({i, blocks_.size()});
        i = next(i);
      } else if (!found.empty() && !is_prose(blocks_[i])) {
        found.clear();
      }
    }
    for (std::size_t i = 0; i + 1 < found.size(); ++i) found[i].end = found[i + 1].begin;
    return found;
  }

  [[nodiscard]] std::size_t bytes_between(std::size_t begin, std::size_t end) const {
    std::size_t bytes = 0;
    for (std::size_t i = begin; i < end; ++i) bytes += blocks_[i].is_taken ? 0 : blocks_[i].text.size();
    return bytes;
  }

  /// A text in sections about people looks like author blocks too; it is told by its authors being others, and by
  /// there being little other text.
  [[nodiscard]] bool are_trustworthy(const std::vector<AuthorBlock>& found) const {
    if (found.empty() || found.size() > kMostAuthors) return false;
    const bool fits_byline =
        article_.authors.empty() || std::all_of(found.begin(), found.end(), [&](const AuthorBlock& block) {
          return is_author(article_, blocks_[block.begin].text);
        });
    const std::size_t before = bytes_between(0, found.front().begin);
    const std::size_t notes = bytes_between(found.front().begin, blocks_.size());
    const bool has_evidence = has_editor_ || !article_.authors.empty() || found.size() <= 2;
    return fits_byline && has_evidence && before > notes / (has_editor_ ? 4 : 1);
  }

  void take_author_blocks() {
    const auto found = author_blocks();
    if (!are_trustworthy(found)) return;
    for (const AuthorBlock& block : found) {
      add_author(article_.authors, single_spaced(blocks_[block.begin].text));
      Aside note{AsideKind::Bio, "", blocks_[block.begin].line};
      for (std::size_t i = block.begin; i < block.end; ++i) {
        if (blocks_[i].is_taken) continue;
        note.text += (note.text.empty() ? "" : "\n") + unindented(blocks_[i]);
        blocks_[i].is_taken = true;
      }
      article_.asides.push_back(std::move(note));
    }
  }

  /// "Jane Doe is a professor of economics." as the last words, when Jane Doe wrote the article.
  void take_closing_notes() {
    for (std::size_t i = blocks_.size(); i-- > begin_;) {
      const TextBlock& block = blocks_[i];
      if (block.is_taken) continue;
      const std::string name = block.text.size() <= 700 ? leading_name(block.text) : std::string();
      const bool is_note = block.kind == TextBlock::Kind::Paragraph && !name.empty() && is_author(article_, name) &&
                           is_note_verb(trim(block.text.substr(std::min(block.text.size(), name.size()))));
      if (!is_note) return;
      take(blocks_[i], AsideKind::Bio, article_);
    }
  }

  static bool is_note_verb(std::string_view rest) {
    const std::string word = folded_name(first_word(rest));
    static const std::unordered_set<std::string> kVerbs = {"is",  "was", "are", "has",   "writes", "teaches", "covers",
                                                           "ist", "est", "es",  "works", "leads",  "reports"};
    return kVerbs.contains(word);
  }

  std::vector<TextBlock>& blocks_;
  Article& article_;
  std::size_t begin_;
  bool has_editor_ = false;
};

}  // namespace

void take_author_notes(std::vector<TextBlock>& blocks, Article& article) { Ending(blocks, article).take_notes(); }

}  // namespace byline
