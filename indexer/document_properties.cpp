#include "indexer/document_properties.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>
#include <vector>

#include "common/folding.hpp"
#include "common/utf8.hpp"
#include "indexer/article_fields.hpp"

namespace byline {
namespace {

/// What programs put where a title should be, folded; the whole of it.
constexpr std::array<std::string_view, 23> kNoTitles = {"untitled",     "untitled document",
                                                        "no title",     "title",
                                                        "document",     "document title",
                                                        "new document", "print",
                                                        "layout 1",     "slide 1",
                                                        "blank page",   "powerpoint presentation",
                                                        "presentation", "none",
                                                        "null",         "unbenannt",
                                                        "ohne titel",   "sans titre",
                                                        "sin titulo",   "без названия",
                                                        "无标题",       "無題",
                                                        "unspecified"};

/// Its beginnings.
constexpr std::array<std::string_view, 6> kNoTitleBeginnings = {
    "microsoft word", "microsoft powerpoint", "untitled-", "about:", "document1", "dokument1"};

constexpr std::array<std::string_view, 24> kFileEndings = {
    ".doc", ".docx", ".docm", ".dot", ".dotx", ".odt",   ".ott", ".rtf",  ".txt", ".pdf",  ".tex", ".dvi",
    ".ps",  ".eps",  ".indd", ".qxd", ".qxp",  ".pages", ".ppt", ".pptx", ".xls", ".xlsx", ".htm", ".html"};

/// Accounts and programs, folded; the whole of an author.
constexpr std::array<std::string_view, 44> kNoAuthors = {"admin",
                                                         "administrator",
                                                         "administrador",
                                                         "administrateur",
                                                         "adm",
                                                         "user",
                                                         "users",
                                                         "usuario",
                                                         "utilisateur",
                                                         "benutzer",
                                                         "besitzer",
                                                         "owner",
                                                         "root",
                                                         "guest",
                                                         "default",
                                                         "default user",
                                                         "windows user",
                                                         "windows-benutzer",
                                                         "utilisateur windows",
                                                         "usuario de windows",
                                                         "microsoft office user",
                                                         "office user",
                                                         "unknown",
                                                         "unknown author",
                                                         "anonymous",
                                                         "author",
                                                         "autor",
                                                         "auteur",
                                                         "none",
                                                         "null",
                                                         "n/a",
                                                         "name",
                                                         "pc",
                                                         "home",
                                                         "microsoft",
                                                         "hp inc.",
                                                         "test",
                                                         "пользователь",
                                                         "администратор",
                                                         "автор",
                                                         "user1",
                                                         "用户",
                                                         "管理员",
                                                         "作者"};

/// Words of programs' names.
constexpr std::array<std::string_view, 20> kPrograms = {
    "adobe",       "acrobat", "indesign",   "quarkxpress", "pdfcreator",     "ghostscript", "latex",
    "pdftex",      "pandoc",  "openoffice", "libreoffice", "microsoft word", "weasyprint",  "prince xml",
    "wkhtmltopdf", "scanner", "xerox",      "scansnap",    "calibre",        "python-docx"};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

bool ends_like_file(std::string_view folded) {
  return std::any_of(kFileEndings.begin(), kFileEndings.end(), [&](std::string_view ending) {
    return folded.size() > ending.size() && folded.substr(folded.size() - ending.size()) == ending;
  });
}

bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (u_isalpha(static_cast<UChar32>(next_code_point(text, at)))) return true;
  }
  return false;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }
/// "report_final-2", "IMG0042": one word that looks like the work of a machine.
bool is_file_like_word(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  return text.find_first_of("_\\/") != std::string_view::npos || (is_ascii(text) && has_digit(text));
}

/// "jsmith", "jsmith2": in a script with case a name begins with a capital.
bool is_account(std::string_view author) {
  if (author.find(' ') != std::string_view::npos) return author.find('\\') != std::string_view::npos;
  if (author.find_first_of("@\\_") != std::string_view::npos || (is_ascii(author) && has_digit(author))) return true;
  std::size_t at = 0;
  return is_ascii(author) && u_islower(static_cast<UChar32>(next_code_point(author, at)));
}

bool is_meant_author(std::string_view author) {
  const std::string folded = folded_name(author);
  if (folded.empty() || !has_letter(folded) || author.find("\uFFFD") != std::string_view::npos) return false;
  if (is_one_of(folded, kNoAuthors) || is_account(author)) return false;
  return std::none_of(kPrograms.begin(), kPrograms.end(),
                      [&](std::string_view program) { return folded.find(program) != std::string::npos; });
}

}  // namespace

std::string meant_title(std::string_view title, const std::string& path) {
  std::string text = single_spaced(title);
  const std::string folded = folded_name(text);
  const std::string stem = folded_name(repair_utf8(std::filesystem::path(path).stem().string()).text);
  const bool is_stem = folded == stem && text.find(' ') == std::string::npos;
  const bool begins_wrongly =
      std::any_of(kNoTitleBeginnings.begin(), kNoTitleBeginnings.end(),
                  [&](std::string_view beginning) { return folded.substr(0, beginning.size()) == beginning; });
  if (!has_letter(text) || is_one_of(folded, kNoTitles) || begins_wrongly || ends_like_file(folded) || is_stem ||
      is_file_like_word(text) || text.find("://") != std::string::npos || text.find("\uFFFD") != std::string::npos) {
    return {};
  }
  return text;
}

std::string meant_authors(std::string_view authors) {
  const std::string text = single_spaced(authors);
  std::string result;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view author = trim(rest.substr(0, rest.find(';')));
    rest.remove_prefix(
        std::min(rest.size(), rest.find(';') == std::string_view::npos ? rest.size() : rest.find(';') + 1));
    if (!is_meant_author(author)) continue;
    if (!result.empty()) result += "; ";
    result.append(author);
  }
  return result;
}

void apply_properties(const DocumentProperties& properties, const std::map<std::string, std::string>& field_map,
                      Article& article) {
  FieldValue record = FieldValue::map();
  const auto add = [&](const char* name, std::string value) {
    if (!value.empty()) record.entries.emplace_back(name, FieldValue::of_text(std::move(value)));
  };
  const std::string title = meant_title(properties.title, article.path);
  const std::string authors = meant_authors(properties.authors);
  if (article.title.empty()) add("title", title);
  if (article.authors.empty()) add("authors", authors);
  if (!article.date) add("date", properties.date);
  add("language", properties.language);
  add("keywords", properties.keywords);
  add("category", properties.category);
  if (!is_one_of(folded_name(properties.subject), kNoTitles)) add("subject", properties.subject);
  add("description", properties.description);
  Article found;
  found.path = article.path;
  apply_fields(record, FieldNames(field_map), FieldOrigin::Record, found);
  const auto finding = [&](const char* field) { article.findings.push_back({field, properties.origin}); };
  if (!found.title.empty()) article.title = found.title, finding("title");
  if (!found.authors.empty()) article.authors = found.authors, finding("authors");
  if (found.date) article.date = found.date, finding("date");
  if (!found.language.empty()) article.language = found.language, finding("language");
  if (!found.tags.empty()) article.tags = found.tags, finding("tags");
  if (!found.categories.empty()) article.categories = found.categories, finding("section");
  article.asides.insert(article.asides.end(), found.asides.begin(), found.asides.end());
  article.notes.insert(article.notes.end(), found.notes.begin(), found.notes.end());
  const auto left_out = [&](const std::string& what, std::string_view text) {
    if (!trim(text).empty()) article.omissions.push_back({what, 0, single_spaced(text)});
  };
  if (title.empty()) left_out("title that says nothing", properties.title);
  if (authors.empty()) left_out("author that is no person", properties.authors);
}

}  // namespace byline
