#include "indexer/byline_names.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_set>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/line_label.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

using WordSet = std::unordered_set<std::string>;

/// Bylines are lines; longer ones are paragraphs.
constexpr std::size_t kLongestByline = 400;

constexpr std::string_view kAuthor = "author";

struct BylineLabel {
  std::string_view words;
  std::string_view role;
  bool needs_colon = false;  ///< the words alone mean something else
};

/// The longer of two labels that begin alike comes first.
constexpr BylineLabel kLabels[] = {
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
    {"by", kAuthor},
    {"authors", kAuthor, true},
    {"author", kAuthor, true},
    {"words", kAuthor, true},
    {"text", kAuthor, true},
    {"texte de", kAuthor},
    {"texte", kAuthor, true},
    {"texto de", kAuthor},
    {"texto", kAuthor, true},
    {"text von", kAuthor},
    {"ein Beitrag von", kAuthor},
    {"geschrieben von", kAuthor},
    {"von", kAuthor},
    {"écrit par", kAuthor},
    {"par", kAuthor},
    {"escrito por", kAuthor},
    {"por", kAuthor},
    {"di", kAuthor},
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
    {"Авторы", kAuthor, true},
    {"Автор", kAuthor, true},
    {"Текст", kAuthor, true},
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
    {"بقلم", kAuthor},
    {"الكاتبة", kAuthor, true},
    {"الكاتب", kAuthor, true},
    {"كتبت", kAuthor, true},
    {"كتب", kAuthor, true},
    {"edited by", "editor"},
    {"editors", "editor", true},
    {"editor", "editor", true},
    {"Redaktion", "editor", true},
    {"édité par", "editor"},
    {"editado por", "editor"},
    {"Редактор", "editor", true},
    {"責任編集", "editor", true},
    {"编辑", "editor", true},
    {"編集", "editor", true},
    {"translated by", "translator"},
    {"translation by", "translator"},
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
};

/// "J.", "J. R.", "M.-L.": given names behind a surname and a comma.
bool is_initials(std::string_view text) {
  if (text.size() > 12) return false;
  bool has_stop = false;
  std::size_t letters = 0;
  for (const char byte : text) {
    if (byte == '.') has_stop = true;
    if (byte == '.' || byte == ' ' || byte == '-') {
      letters = 0;
    } else if (++letters > 1 || !u_isalpha(static_cast<unsigned char>(byte))) {
      return false;
    }
  }
  return has_stop;
}

bool is_suffix(const std::string& folded) {
  return folded == "jr." || folded == "jr" || folded == "sr." || folded == "sr" || folded == "ii" || folded == "iii";
}

bool is_degree(const std::string& folded) {
  static const WordSet kDegrees = {"phd", "ph.d.", "ph.d", "md", "m.d.", "mba", "msc", "ma", "ba", "esq.", "esq"};
  return kDegrees.contains(folded);
}

struct Separator {
  std::string_view text;
  bool is_strong = false;  ///< separates people, never a name from an affiliation
};

constexpr Separator kSeparators[] = {
    {", and ", true}, {", & ", true},   {" and ", true}, {" & ", true}, {" und ", true}, {" et ", true},
    {" y ", true},    {" e ", true},    {" и ", true},   {" و ", true}, {" และ ", true}, {" with ", true},
    {" mit ", true},  {" avec ", true}, {";", true},     {"；", true},  {"、", true},    {"，", false},
    {",", false},     {"،", false},     {" / ", true},
};

/// The separator that stands at the start of `text`, whatever its case; null when none does.
const Separator* separator_at(std::string_view text) {
  for (const Separator& separator : kSeparators) {
    if (text.size() < separator.text.size()) continue;
    const bool is_same = std::equal(
        separator.text.begin(), separator.text.end(), text.begin(),
        [](char ours, char theirs) { return ours == (theirs >= 'A' && theirs <= 'Z' ? theirs + 32 : theirs); });
    if (is_same) return &separator;
  }
  return nullptr;
}

struct NamePart {
  std::string text;
  bool after_comma = false;
};

/// "José Ortega y Gasset": one surname on the other side of a "y" that joins no people.
bool is_double_surname(const Separator* separator, std::string_view before, std::string_view part) {
  if (separator == nullptr || (separator->text != " y " && separator->text != " e ")) return false;
  return before.find(' ') != std::string_view::npos && part.find(' ') == std::string_view::npos;
}

/// The parts of a list, single-spaced; initials and "Jr." go back to the name before their comma.
std::vector<NamePart> parts_of(std::string_view list) {
  std::vector<NamePart> parts;
  const Separator* before = nullptr;
  std::size_t begin = 0;
  const auto finish = [&](std::size_t end) {
    const std::string_view part = trim(list.substr(begin, end - begin));
    const bool after_comma = before != nullptr && !before->is_strong;
    const std::string folded = part.size() < 16 ? folded_case(part) : std::string();
    if (part.empty() || (after_comma && is_degree(folded))) return;
    if (after_comma && !parts.empty() && (is_initials(part) || is_suffix(folded))) {
      parts.back().text += ", " + std::string(part);
    } else if (!parts.empty() && is_double_surname(before, parts.back().text, part)) {
      parts.back().text += std::string(before->text) + std::string(part);
    } else {
      parts.push_back({std::string(part), after_comma});
    }
  };
  for (std::size_t at = 0; at < list.size();) {
    const Separator* separator = separator_at(list.substr(at));
    if (separator == nullptr) {
      next_code_point(list, at);
      continue;
    }
    finish(at);
    before = separator;
    at = begin = at + separator->text.size();
  }
  finish(list.size());
  return parts;
}

bool is_name_with_suffix(std::string_view text) { return looks_like_name(text.substr(0, text.find(','))); }

/// Behind a full name and a comma: an employer, an office or an agency, not the next person.
bool is_affiliation(const NamePart& part) {
  if (!part.after_comma) return false;
  return !is_name_with_suffix(part.text) || has_affiliation_word(part.text);
}

void add_name(std::vector<std::string>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

/// "Jane Doe in London", "Jane Doe for the Harbour Institute": the name in front.
std::string_view without_whereabouts(std::string_view text) {
  for (const std::string_view word : {" in ", " for ", " at ", " from ", " para ", " pour ", " für "}) {
    const std::size_t at = text.find(word);
    if (at != std::string_view::npos && is_person(text.substr(0, at))) return text.substr(0, at);
  }
  return text;
}

/// The names of a byline's list, all of whose parts must be people, bodies or their affiliations; else none.
/// `allows_single_words`: a label with a colon leaves no doubt that a name follows.
std::vector<std::string> strict_names(std::string_view list, bool allows_single_words) {
  constexpr std::size_t kLongestAffiliation = 60;
  std::vector<std::string> names;
  bool in_affiliation = false;  // "NAME, Senior Editor, APF Canada": what follows an office belongs to it
  for (const NamePart& part : parts_of(list)) {
    const std::string_view name = without_whereabouts(part.text);
    in_affiliation = !names.empty() && part.after_comma && (in_affiliation || is_affiliation(part));
    if (in_affiliation) {
      if (part.text.size() > kLongestAffiliation) return {};
    } else if (is_person(name.substr(0, name.find(','))) || is_organisation(name) ||
               (allows_single_words && is_single_name(name))) {
      add_name(names, name);
    } else if (names.empty() || !is_agency(name)) {
      return {};
    }
  }
  return names;
}

struct LabelledNames {
  std::string_view role;
  std::vector<std::string> names;
};

std::optional<LabelledNames> labelled_names(std::string_view segment) {
  for (const BylineLabel& label : kLabels) {
    const auto rest = after_label(segment, label.words);
    if (!rest || rest->text.empty() || (label.needs_colon && !rest->has_colon)) continue;
    auto names = strict_names(rest->text, rest->has_colon);
    if (!names.empty()) return LabelledNames{label.role, std::move(names)};
  }
  return std::nullopt;
}

/// A sentence ends in a full stop; a name does only when it ends in an initial or a suffix.
bool ends_like_sentence(std::string_view line) {
  if (!line.ends_with('.')) return line.ends_with('!') || line.ends_with('?') || line.ends_with(':');
  const std::size_t space = line.rfind(' ');
  return line.size() - (space == std::string_view::npos ? 0 : space + 1) > 4;
}

std::vector<std::string_view> segments_of(std::string_view line) {
  std::vector<std::string_view> segments;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    for (const std::string_view separator : {" | ", " · ", " • "}) {
      if (!line.substr(at).starts_with(separator)) continue;
      segments.push_back(line.substr(begin, at - begin));
      begin = at + separator.size();
      at = begin - 1;
      break;
    }
  }
  segments.push_back(line.substr(begin));
  return segments;
}

}  // namespace

std::optional<Byline> parse_byline_line(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > kLongestByline || line.find('\n') != std::string_view::npos) return std::nullopt;
  if (ends_like_sentence(line)) return std::nullopt;
  const std::string spaced = single_spaced(line);
  Byline byline;
  for (const std::string_view segment : segments_of(spaced)) {
    const auto found = labelled_names(segment);
    if (!found && byline == Byline()) return std::nullopt;
    if (!found) continue;  // an agency, a date or the time that reading takes
    for (const std::string& name : found->names) {
      if (found->role == kAuthor) {
        add_name(byline.authors, name);
      } else {
        byline.contributors.push_back({name, std::string(found->role)});
      }
    }
  }
  return byline;
}

std::vector<std::string> split_names(std::string_view list) {
  const std::string spaced = single_spaced(list);
  std::string_view names_text = spaced;
  if (const auto rest = after_label(spaced, "by"); rest && !rest->text.empty()) names_text = rest->text;
  std::vector<std::string> names;
  bool dropped = false;
  bool first_is_full = false;
  for (const NamePart& part : parts_of(names_text)) {
    const bool is_aside = !part.after_comma && dropped && !begins_like_sentence(part.text);
    if (names.empty()) {
      first_is_full = is_name_with_suffix(part.text);
      add_name(names, part.text);
    } else if (is_agency(part.text) || is_aside || (first_is_full && is_affiliation(part))) {
      dropped = true;
    } else {
      add_name(names, part.text);
    }
  }
  return names;
}

}  // namespace byline
