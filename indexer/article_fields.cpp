#include "indexer/article_fields.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/article_date.hpp"
#include "indexer/byline_names.hpp"
#include "indexer/field_date.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

/// Metadata is kept to be shown, not to double an archive.
constexpr std::size_t kMaxMetadataBytes = 1000;

struct Aliases {
  std::string_view field;
  std::vector<std::string_view> names;  ///< the best first
};

const std::vector<Aliases>& aliases() {
  static const std::vector<Aliases> all = {
      {"title", {"title", "headline"}},
      {"text",
       {"text", "body", "content", "article_body", "articleBody", "full_text", "article", "short_description",
        "summary", "abstract", "description"}},
      {"authors",
       {"authors", "author", "byline", "by", "creator", "creators", "taxonomies.authors", "extra.authors",
        "extra.author", "params.authors", "params.author"}},
      {"date",
       {"date", "published", "published_at", "date_published", "datePublished", "publish_date", "publication_date",
        "published_date", "pub_date", "pubdate", "created", "created_at", "posted"}},
      {"section", {"section", "category", "categories", "taxonomies.categories", "taxonomies.category"}},
      {"tags", {"tags", "tag", "keywords", "topics", "taxonomies.tags", "extra.tags", "params.tags"}},
      {"language", {"lang", "language", "locale", "extra.lang"}},
      {"url", {"url", "link", "canonical_url", "permalink", "uri"}},
      {"id", {"id", "_id", "uid", "uuid", "guid"}},
      {"source", {"source", "site", "site_name", "publication", "publisher", "feed"}},
  };
  return all;
}

const Aliases* find_aliases(std::string_view field) {
  for (const Aliases& entry : aliases()) {
    if (entry.field == field) return &entry;
  }
  return nullptr;
}

struct RoleField {
  std::string_view name;
  std::string_view role;
};
constexpr std::array<RoleField, 12> kRoleFields = {{
    {"editor", "editor"},
    {"editors", "editor"},
    {"edited_by", "editor"},
    {"translator", "translator"},
    {"translators", "translator"},
    {"translated_by", "translator"},
    {"interviewer", "interviewer"},
    {"interviewee", "interviewee"},
    {"photographer", "photographer"},
    {"photo_by", "photographer"},
    {"illustrator", "illustrator"},
    {"photos_by", "photographer"},
}};

/// The text of a value that stands for one thing: a map by its name ("author: {name: …}").
std::string text_of(const FieldValue& value) {
  if (value.kind == FieldValue::Kind::Text) return single_spaced(value.text);
  if (value.kind == FieldValue::Kind::List) return value.items.empty() ? std::string{} : text_of(value.items.front());
  for (const char* name : {"name", "title", "label", "term", "value"}) {
    const FieldValue* found = value.find(name);
    if (found != nullptr && found->kind == FieldValue::Kind::Text) return single_spaced(found->text);
  }
  return {};
}

void add_once(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// The people of a field: a text may name several; a list holds one or several an item; a map either is one person or
/// has people as its values.
Byline people_of(const FieldValue& value, const BylineContext& context) {
  if (value.kind == FieldValue::Kind::Text) return read_byline(value.text, context);
  Byline people;
  const auto add = [&](Byline found) {
    for (std::string& name : found.authors) add_once(people.authors, std::move(name));
    for (Contributor& other : found.contributors) people.contributors.push_back(std::move(other));
  };
  if (value.kind == FieldValue::Kind::List) {
    for (const FieldValue& item : value.items) add(read_byline(text_of(item), context));
    return people;
  }
  if (const std::string name = text_of(value); !name.empty()) return read_byline(name, context);
  for (const auto& [key, entry] : value.entries) {
    if (entry.kind == FieldValue::Kind::Map) add(read_byline(text_of(entry), context));
  }
  return people;
}

void add_contributor(std::string name, std::string_view role, Article& article) {
  Contributor contributor{std::move(name), std::string(role)};
  auto& all = article.contributors;
  if (std::find(all.begin(), all.end(), contributor) == all.end()) all.push_back(std::move(contributor));
}

void apply_authors(const FieldValue& value, const BylineContext& context, Article& article) {
  Byline people = people_of(value, context);
  for (std::string& name : people.authors) add_once(article.authors, std::move(name));
  for (Contributor& other : people.contributors) add_contributor(std::move(other.name), other.role, article);
}

std::vector<std::string> split_list(std::string_view text, bool at_spaces) {
  std::vector<std::string> parts;
  const bool has_comma = text.find_first_of(",;") != std::string_view::npos;
  if (!has_comma && !at_spaces) return {single_spaced(text)};
  const char* separators = has_comma ? ",;" : " \t\n";
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    add_once(parts, single_spaced(text.substr(0, end)));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::vector<std::string> list_of(const FieldValue& value, bool split_at_spaces) {
  std::vector<std::string> list;
  if (value.kind == FieldValue::Kind::Text) {
    for (std::string& part : split_list(value.text, split_at_spaces)) add_once(list, std::move(part));
  } else if (value.kind == FieldValue::Kind::List) {
    for (const FieldValue& item : value.items) add_once(list, text_of(item));
  } else {
    add_once(list, text_of(value));
  }
  return list;
}

void apply_language(const FieldValue& value, Article& article) {
  const std::string text = text_of(value);
  if (text.empty()) return;
  if (const auto code = language_code(text)) {
    article.language = *code;
    article.language_tag = text;
  } else {
    article.notes.push_back("language '" + text + "' not understood");
  }
}

/// The first value counts. Where it is ambiguous, another field that has one of its two readings decides.
void apply_dates(const std::vector<const FieldValue*>& values, Article& article) {
  if (values.empty()) return;
  const std::string text = text_of(*values.front());
  if (text.empty()) return;
  const std::string& language = known_language(article);
  const DateReading reading = read_field_date(text, language);
  state_date(reading, text, article);
  if (reading.is_none()) article.notes.push_back("date '" + text + "' not understood");
  if (!article.ambiguous_date) return;
  const AmbiguousDate& ambiguous = *article.ambiguous_date;
  for (const FieldValue* value : values) {
    const auto other = parse_field_date(text_of(*value), language);
    if (other == ambiguous.day_first || other == ambiguous.month_first) article.date = other;
  }
}

void apply_contributors(const FieldValue& record, const BylineContext& context, Article& article) {
  for (const auto& [name, role] : kRoleFields) {
    const FieldValue* value = record.find(name);
    if (value == nullptr) continue;
    for (std::string& person : people_of(*value, context).authors) add_contributor(std::move(person), role, article);
  }
}

bool has_role_field(std::string_view name) {
  return std::any_of(kRoleFields.begin(), kRoleFields.end(), [&](const RoleField& f) { return f.name == name; });
}

/// What no field of ours took stays visible in `inspect` and in the stored article.
void keep_metadata(const FieldValue& record, const std::set<const FieldValue*>& used, Article& article) {
  for (const auto& [name, value] : record.entries) {
    if (used.count(&value) != 0 || has_role_field(name)) continue;
    std::string text = text_of(value);
    if (text.empty()) continue;
    if (text.size() > kMaxMetadataBytes) {
      text.resize(whole_code_points(text, kMaxMetadataBytes).size());
      text += "…";
    }
    article.asides.push_back({AsideKind::Metadata, name + ": " + text, article.line});
  }
}

}  // namespace

bool is_known_field(std::string_view name) { return find_aliases(name) != nullptr; }

const FieldValue* FieldNames::value(const FieldValue& record, std::string_view field) const {
  const std::vector<const FieldValue*> all = values(record, field);
  return all.empty() ? nullptr : all.front();
}

std::vector<const FieldValue*> FieldNames::values(const FieldValue& record, std::string_view field) const {
  std::vector<const FieldValue*> found;
  const auto look_up = [&](std::string_view name) {
    const FieldValue* value = record.at_path(name);
    if (value != nullptr && !value->empty()) found.push_back(value);
  };
  if (const auto mapped = field_map_.find(std::string(field)); mapped != field_map_.end()) {
    look_up(mapped->second);
  } else {
    for (const std::string_view name : find_aliases(field)->names) look_up(name);
  }
  return found;
}

void apply_fields(const FieldValue& record, const FieldNames& names, FieldOrigin origin, Article& article) {
  std::set<const FieldValue*> used;
  const auto with = [&](std::string_view field, const auto& apply) {
    const FieldValue* value = names.value(record, field);
    if (value == nullptr) return;
    used.insert(value);
    apply(*value);
  };
  const bool front_matter = origin == FieldOrigin::FrontMatter;
  const bool jekyll_tags = front_matter && record.find("tags") != nullptr;
  const bool jekyll_categories = front_matter && record.find("categories") != nullptr;
  with("title", [&](const FieldValue& value) { article.title = text_of(value); });
  // The language comes first: it may say what a date is.
  with("language", [&](const FieldValue& value) { apply_language(value, article); });
  const std::vector<const FieldValue*> dates = names.values(record, "date");
  if (!dates.empty()) used.insert(dates.front());
  apply_dates(dates, article);
  for (const FieldValue* value : names.values(record, "section")) {
    used.insert(value);
    for (std::string& name : list_of(*value, jekyll_categories)) add_once(article.categories, std::move(name));
  }
  with("tags", [&](const FieldValue& value) { article.tags = list_of(value, jekyll_tags); });
  with("source", [&](const FieldValue& value) { article.source = text_of(value); });
  const BylineContext context{article.source, {}, false};
  with("authors", [&](const FieldValue& value) { apply_authors(value, context, article); });
  with("url", [&](const FieldValue& value) {
    if (std::string url = text_of(value); url.find("://") != std::string::npos) article.url = std::move(url);
  });
  if (origin == FieldOrigin::Record) {
    with("id", [&](const FieldValue& value) { article.id = text_of(value); });
    with("text", [](const FieldValue&) {});
  }
  apply_contributors(record, context, article);
  keep_metadata(record, used, article);
}

std::optional<std::string> language_code(std::string_view text) {
  const std::string tag(trim(text).substr(0, 30));
  std::array<char, ULOC_LANG_CAPACITY> language{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(tag.c_str(), language.data(), language.size(), &status);
  const std::size_t length = std::strlen(language.data());
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  const std::size_t typed = std::min(tag.size(), tag.find_first_of("-_"));
  if (U_FAILURE(status) || length < 2 || length > 3 || typed > 3 ||
      !std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(typed), is_letter)) {
    return std::nullopt;
  }
  // A code that no language has would be a value like any other, and hide that nothing is known.
  if (*uloc_getISO3Language(language.data()) == '\0') return std::nullopt;
  return std::string(language.data());
}

DatedName split_dated_name(std::string_view stem) {
  if (stem.size() < 10) return {std::nullopt, stem};
  const auto date = parse_iso_date(stem.substr(0, 10));
  if (!date || date->day == 0) return {std::nullopt, stem};
  std::string_view rest = stem.substr(10);
  if (!rest.empty() && rest.front() != '-' && rest.front() != '_' && rest.front() != ' ') return {std::nullopt, stem};
  rest = rest.substr(std::min(rest.size(), rest.find_first_not_of("-_ ")));
  return {date, rest.empty() ? stem : rest};
}

}  // namespace byline
