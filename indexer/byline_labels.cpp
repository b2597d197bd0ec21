#include "indexer/byline_labels.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/byline_noise.hpp"
#include "indexer/line_label.hpp"
#include "indexer/name_list.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

constexpr std::string_view kAuthor = kAuthorRole;
/// Where an article is from; nobody's name.
constexpr std::string_view kSource = kSourceRole;

/// The longer of two labels that begin alike comes first.
constexpr BylineLabel kLabels[] = {
    {"originally written by", kAuthor},
    {"posted by", kAuthor},
    {"published by", kAuthor},
    {"submitted by", kAuthor},
    {"contributed by", kAuthor},
    {"created by", kAuthor},
    {"authored by", kAuthor},
    {"review by", kAuthor},
    {"reviewed and written by", kAuthor},
    {"article by", kAuthor},
    {"column by", kAuthor},
    {"essay by", kAuthor},
    {"additional reporting by", "contributor"},
    {"additional reporting", "contributor", true},
    {"with additional reporting by", "contributor"},
    {"with reporting by", "contributor"},
    {"with contributions from", "contributor"},
    {"with files from", "contributor"},
    {"reporting by", kAuthor},
    {"reporting", kAuthor, true},
    {"writing by", kAuthor},
    {"written by", kAuthor},
    {"reported by", kAuthor},
    {"story by", kAuthor},
    {"words by", kAuthor},
    {"text by", kAuthor},
    {"text and photos by", kAuthor},
    {"text and photos", kAuthor, true},
    {"Text und Fotos", kAuthor, true},
    {"Texte et photos", kAuthor, true},
    {"Texto y fotos", kAuthor, true},
    {"report by", kAuthor},
    {"analysis by", kAuthor},
    {"commentary by", kAuthor},
    {"opinion by", kAuthor},
    {"view all posts by", kAuthor},
    {"see all articles by", kAuthor},
    {"more from", kAuthor},
    {"more by", kAuthor},
    {"Alle Artikel von", kAuthor},
    {"Tous les articles de", kAuthor},
    {"Ver todos los artículos de", kAuthor},
    {"by", kAuthor},
    {"authors", kAuthor, true},
    {"author", kAuthor, true},
    {"byline", kAuthor, true},
    {"written", kAuthor, true},
    {"words", kAuthor, true},
    {"text", kAuthor, true},
    {"texte de", kAuthor},
    {"texte", kAuthor, true},
    {"texto de", kAuthor},
    {"texto", kAuthor, true},
    {"text von", kAuthor},
    {"Texte und Fotos", kAuthor, true},
    {"ein Kommentar von", kAuthor},
    {"ein Gastbeitrag von", kAuthor},
    {"eine Analyse von", kAuthor},
    {"eine Reportage von", kAuthor},
    {"Kommentar von", kAuthor},
    {"Verfasst von", kAuthor},
    {"Veröffentlicht von", kAuthor},
    {"ein Beitrag von", kAuthor},
    {"geschrieben von", kAuthor},
    {"von", kAuthor},
    {"écrit par", kAuthor},
    {"publié par", kAuthor},
    {"posté par", kAuthor},
    {"rédigé par", kAuthor},
    {"un article de", kAuthor},
    {"article de", kAuthor},
    {"un récit de", kAuthor},
    {"par", kAuthor},
    {"escrito por", kAuthor},
    {"publicado por", kAuthor},
    {"redactado por", kAuthor},
    {"un artículo de", kAuthor},
    {"escrita por", kAuthor},
    {"por", kAuthor},
    {"scritto da", kAuthor},
    {"articolo di", kAuthor},
    {"a cura di", "editor"},
    {"pubblicato da", kAuthor},
    {"di", kAuthor},
    {"geschreven door", kAuthor},
    {"skrevet av", kAuthor},
    {"skrevet af", kAuthor},
    {"skriven av", kAuthor},
    {"av", kAuthor},
    {"af", kAuthor},
    {"Yazan", kAuthor, true},
    {"Yazar", kAuthor, true},
    {"Oleh", kAuthor},
    {"Penulis", kAuthor, true},
    {"Tác giả", kAuthor, true},
    {"Bài viết", kAuthor, true},
    {"Autoři", kAuthor, true},
    {"Forfatter", kAuthor, true},
    {"Författare", kAuthor, true},
    {"Tekst", kAuthor, true},
    {"Teksti", kAuthor, true},
    {"Tekst i zdjęcia", kAuthor, true},
    {"Autrice", kAuthor, true},
    {"Autrici", kAuthor, true},
    {"Autore", kAuthor, true},
    {"Autori", kAuthor, true},
    {"Autorzy", kAuthor, true},
    {"Autorka", kAuthor, true},
    {"door", kAuthor},
    {"Autorinnen", kAuthor, true},
    {"Autorin", kAuthor, true},
    {"Autoren", kAuthor, true},
    {"Autores", kAuthor, true},
    {"Autora", kAuthor, true},
    {"Autor", kAuthor, true},
    {"Auteurs", kAuthor, true},
    {"Auteure", kAuthor, true},
    {"Auteur", kAuthor, true},
    {"Автор текста", kAuthor, true},
    {"Авторка", kAuthor, true},
    {"Автори", kAuthor, true},
    {"Подготовил", kAuthor, true},
    {"Подготовила", kAuthor, true},
    {"Подготовили", kAuthor, true},
    {"Авторы", kAuthor, true},
    {"Автор", kAuthor, true},
    {"Текст", kAuthor, true},
    {"文・写真", kAuthor, true},
    {"取材・文", kAuthor, true},
    {"文字", kAuthor, true},
    {"來源作者", kAuthor, true},
    {"本报记者", kAuthor},
    {"本報記者", kAuthor},
    {"本网记者", kAuthor},
    {"新华社记者", kAuthor},
    {"特约记者", kAuthor},
    {"实习记者", kAuthor},
    {"記者", kAuthor, true},
    {"记者", kAuthor, true},
    {"ライター", kAuthor, true},
    {"글쓴이", kAuthor, true},
    {"작성자", kAuthor, true},
    {"저자", kAuthor, true},
    {"作者", kAuthor, true},
    {"撰文", kAuthor, true},
    {"文", kAuthor, true},
    {"著者", kAuthor, true},
    {"筆者", kAuthor, true},
    {"執筆", kAuthor, true},
    {"글", kAuthor, true},
    {"ผู้เขียน", kAuthor},
    {"เขียนโดย", kAuthor},
    {"เรื่องโดย", kAuthor},
    {"โดย", kAuthor},
    {"الكُتّاب", kAuthor, true},
    {"إعداد", kAuthor, true},
    {"تحرير", "editor", true},
    {"بقلم", kAuthor},
    {"الكاتبة", kAuthor, true},
    {"الكاتب", kAuthor, true},
    {"كتبت", kAuthor, true},
    {"كتب", kAuthor, true},
    {"editing by", "editor"},
    {"editing", "editor", true},
    {"medically reviewed by", "reviewer"},
    {"fact checked by", "reviewer"},
    {"fact-checked by", "reviewer"},
    {"reviewed by", "reviewer"},
    {"geprüft von", "reviewer"},
    {"herausgegeben von", "editor"},
    {"bearbeitet von", "editor"},
    {"redigiert von", "editor"},
    {"edited by", "editor"},
    {"editors", "editor", true},
    {"editor", "editor", true},
    {"Redaktion", "editor", true},
    {"édité par", "editor"},
    {"sous la direction de", "editor"},
    {"editado por", "editor"},
    {"Редактор", "editor", true},
    {"責任編集", "editor", true},
    {"责任编辑", "editor", true},
    {"責任編輯", "editor", true},
    {"編輯", "editor", true},
    {"编辑", "editor", true},
    {"編集", "editor", true},
    {"translated by", "translator"},
    {"translation by", "translator"},
    {"Deutsch von", "translator"},
    {"Перевела", "translator", true},
    {"Перевёл", "translator", true},
    {"перевод с английского", "translator", true},
    {"tradotto da", "translator"},
    {"traduzione di", "translator"},
    {"traduzido por", "translator"},
    {"tradução de", "translator"},
    {"tradução", "translator", true},
    {"vertaald door", "translator"},
    {"traduite par", "translator"},
    {"traducida por", "translator"},
    {"translators", "translator", true},
    {"translator", "translator", true},
    {"translation", "translator", true},
    {"übersetzt von", "translator"},
    {"aus dem Englischen von", "translator"},
    {"Übersetzung", "translator", true},
    {"traduit par", "translator"},
    {"traduction de", "translator"},
    {"Traduction", "translator", true},
    {"traducido por", "translator"},
    {"traducción de", "translator"},
    {"Traducción", "translator", true},
    {"Перевод", "translator", true},
    {"Переводчик", "translator", true},
    {"译者", "translator", true},
    {"翻译", "translator", true},
    {"訳者", "translator", true},
    {"翻訳", "translator", true},
    {"訳", "translator", true},
    {"แปลโดย", "translator"},
    {"ผู้แปล", "translator"},
    {"ترجمة", "translator", true},
    {"photographs by", "photographer"},
    {"photography by", "photographer"},
    {"photos by", "photographer"},
    {"photo by", "photographer"},
    {"pictures by", "photographer"},
    {"photographed by", "photographer"},
    {"images by", "photographer"},
    {"photographies", "photographer", true},
    {"Bilder", "photographer", true},
    {"Fotografie", "photographer", true},
    {"Fotografía", "photographer", true},
    {"fotos de", "photographer"},
    {"fotografías de", "photographer"},
    {"foto di", "photographer"},
    {"photo", "photographer", true},
    {"Foto", "photographer", true},
    {"photography", "photographer", true},
    {"photos", "photographer", true},
    {"Fotos von", "photographer"},
    {"Fotos", "photographer", true},
    {"Photos de", "photographer"},
    {"Fotografías", "photographer", true},
    {"Фото", "photographer", true},
    {"摄影", "photographer", true},
    {"攝影", "photographer", true},
    {"撮影", "photographer", true},
    {"写真", "photographer", true},
    {"تصوير", "photographer", true},
    {"illustrated by", "illustrator"},
    {"illustrations by", "illustrator"},
    {"illustration by", "illustrator"},
    {"Illustrationen von", "illustrator"},
    {"illustriert von", "illustrator"},
    {"illustrations de", "illustrator"},
    {"illustré par", "illustrator"},
    {"ilustraciones de", "illustrator"},
    {"ilustrado por", "illustrator"},
    {"Иллюстрации", "illustrator", true},
    {"插画", "illustrator", true},
    {"イラスト", "illustrator", true},
    {"illustrations", "illustrator", true},
    {"illustration", "illustrator", true},
    {"Ilustración", "illustrator", true},
    {"interviewed by", "interviewer"},
    {"interview by", "interviewer"},
    {"interviewer", "interviewer", true},
    {"interview", "interviewer", true},
    {"Interview von", "interviewer"},
    {"das Interview führte", "interviewer"},
    {"propos recueillis par", "interviewer"},
    {"Entretien", "interviewer", true},
    {"entrevista de", "interviewer"},
    {"entrevista", "interviewer", true},
    {"Интервью", "interviewer", true},
    {"采访", "interviewer", true},
    {"採訪", "interviewer", true},
    {"聞き手", "interviewer", true},
    {"インタビュー", "interviewer", true},
    {"with", "contributor"},
    {"avec", "contributor"},
    {"mit", "contributor"},
    {"con", "contributor"},
    {"com", "contributor"},
    {"при участии", "contributor"},
    {"source", kSource, true},
    {"sources", kSource, true},
    {"Quelle", kSource, true},
    {"Fuente", kSource, true},
    {"Fonte", kSource, true},
    {"Источник", kSource, true},
    {"来源", kSource, true},
    {"來源", kSource, true},
    {"المصدر", kSource, true},
};

/// How far a name and what stands beside it reach, in bytes.
constexpr std::size_t kLongestName = 160;

enum class Place { Start, Inside };

/// "With Jane Doe" at the start of a value names an author like any other.
bool joins_people(const BylineLabel& label) {
  return label.role == "contributor" && label.words.find(' ') == std::string_view::npos;
}

/// Inside a value a label must be unmistakable: a colon, several words ("edited by"), or one that joins people.
bool may_stand(const BylineLabel& label, const LabelledText& found, Place place) {
  if (found.text.empty() || (label.needs_colon && !found.has_colon)) return false;
  if (place == Place::Start) return !joins_people(label);
  return found.has_colon || joins_people(label) || label.words.find(' ') != std::string_view::npos;
}

struct FoundLabel {
  const BylineLabel* label = nullptr;
  LabelledText rest;
};

UChar32 first_letter(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : u_foldCase(static_cast<UChar32>(next_code_point(text, at)), U_FOLD_CASE_DEFAULT);
}

/// The labels that begin with a letter: every word of a line is asked for one.
const std::vector<const BylineLabel*>& labels_with(UChar32 letter) {
  static const auto kByLetter = [] {
    std::unordered_map<UChar32, std::vector<const BylineLabel*>> all;
    for (const BylineLabel& label : kLabels) all[first_letter(label.words)].push_back(&label);
    return all;
  }();
  static const std::vector<const BylineLabel*> kNone;
  const auto found = kByLetter.find(letter);
  return found == kByLetter.end() ? kNone : found->second;
}

/// The longest label that opens the text.
FoundLabel longest_label(std::string_view text, Place place) {
  FoundLabel longest;
  for (const BylineLabel* label : labels_with(first_letter(text))) {
    if (longest.label != nullptr && label->words.size() <= longest.label->words.size()) continue;
    const auto rest = after_label(text, label->words);
    if (rest && may_stand(*label, *rest, place)) longest = {label, *rest};
  }
  return longest;
}

/// "Jane Doe with Jo Roe"; but not "A Working Group in partnership with the Foundation".
bool is_between_people(std::string_view before, std::string_view behind) {
  if (before.size() > kLongestName) before = before.substr(before.find(' ', before.size() - kLongestName) + 1);
  behind = whole_code_points(behind, kLongestName);
  const std::vector<NamePart> left = name_parts(before.substr(0, before.find_last_of("([")));
  const std::vector<NamePart> right = name_parts(behind.substr(0, behind.find_first_of(")]")));
  return !left.empty() && !right.empty() && is_person(left.back().text) &&
         (is_person(right.front().text) || is_organisation(right.front().text));
}

bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || std::string_view(" (,;/[\"").find(text[at - 1]) != std::string_view::npos;
}

/// Parts a text at its labels. A label behind an opening bracket rules up to the closing one.
class ClauseCutter {
 public:
  explicit ClauseCutter(std::string_view text) : text_(text) {}

  std::vector<RoleClause> clauses() {
    for (std::size_t at = 0; at < text_.size();) {
      if (bracket_ends(at)) {
        finish(at);
        at = begin_ = at + 1;
        current_ = outer_;
        in_bracket_ = false;
      } else if (begins_word(text_, at) && take_label(at)) {
        at = begin_;
      } else {
        next_code_point(text_, at);
      }
    }
    finish(text_.size());
    return std::move(clauses_);
  }

 private:
  [[nodiscard]] bool bracket_ends(std::size_t at) const {
    return in_bracket_ && (text_[at] == ')' || text_[at] == ']');
  }

  /// "Posted on March 3, 2015 by …": nothing but a date stands in front.
  [[nodiscard]] bool is_start(std::string_view before) const {
    return clauses_.empty() && before.size() <= kLongestName && is_byline_noise(before);
  }

  bool take_label(std::size_t at) {
    const std::string_view before = text_.substr(begin_, at - begin_);
    const FoundLabel found = longest_label(text_.substr(at), is_start(before) ? Place::Start : Place::Inside);
    if (found.label == nullptr) return false;
    if (joins_people(*found.label) && !is_between_people(before, found.rest.text)) return false;
    const bool opens_bracket = at > 0 && (text_[at - 1] == '(' || text_[at - 1] == '[');
    finish(opens_bracket ? at - 1 : at);
    if (opens_bracket) outer_ = current_;
    in_bracket_ = in_bracket_ || opens_bracket;
    current_ = {found.label->role, {}, true, found.rest.has_colon, found.label->words};
    begin_ = static_cast<std::size_t>(found.rest.text.data() - text_.data());
    return true;
  }

  void finish(std::size_t end) {
    RoleClause clause = current_;
    clause.text = trim(text_.substr(begin_, end - begin_));
    if (!clause.text.empty()) clauses_.push_back(clause);
  }

  std::string_view text_;
  std::vector<RoleClause> clauses_;
  RoleClause current_;
  RoleClause outer_;
  std::size_t begin_ = 0;
  bool in_bracket_ = false;
};

}  // namespace

bool opens_with_label(std::string_view text) { return longest_label(text, Place::Start).label != nullptr; }

std::vector<RoleClause> role_clauses(std::string_view text) { return ClauseCutter(text).clauses(); }

std::optional<std::string_view> role_named(std::string_view noun) {
  const std::string key = folded_name(noun.ends_with('.') ? noun.substr(0, noun.size() - 1) : noun);
  if (key == "ed" || key == "eds" || key == "hg" || key == "hrsg") return "editor";
  if (key == "trans" || key == "tr" || key == "übers" || key == "trad") return "translator";
  for (const BylineLabel& label : kLabels) {
    if (label.needs_colon && label.role != kSource && folded_name(label.words) == key) return label.role;
  }
  return std::nullopt;
}

}  // namespace byline
