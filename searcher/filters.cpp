#include "searcher/filters.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "common/error.hpp"
#include "common/folding.hpp"
#include "common/schema.hpp"
#include "searcher/query_dates.hpp"
#include "searcher/similar_names.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxListed = 8;

/// The values of these keys as facets show them: a person under several names once.
std::string listed(Archive& archive, std::string_view facet, const std::vector<std::string>& keys) {
  const bool is_author = facet == "author";
  const std::vector<FacetEntry> entries = archive.facet(facet).all();
  std::vector<std::string> names;
  for (std::uint32_t id = 0; id < entries.size(); ++id) {
    if (std::find(keys.begin(), keys.end(), entries[id].key) == keys.end()) continue;
    if (!is_author || archive.people().counted_as(id) == id) names.push_back(entries[id].display());
  }
  const std::size_t shown = std::min(names.size(), kMaxListed);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() == shown ? text : text + fmt::format(" and {} more", names.size() - shown);
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
}

std::string shown(Day day) {
  const std::chrono::year_month_day date(day);
  return PartialDate{int(date.year()), unsigned(date.month()), unsigned(date.day())}.to_string();
}

bool is_glob(std::string_view value) { return value.find_first_of("*?[") != std::string_view::npos; }

/// `value` names the file itself, a folder it lies in, or by a glob either its name or its path from some folder on.
bool path_matches(const std::string& path, const std::string& value, const std::string& from_here) {
  if (is_glob(value)) {
    const std::string name = path.substr(path.rfind('/') + 1);
    return fnmatch(value.c_str(), path.c_str(), 0) == 0 || fnmatch(("*/" + value).c_str(), path.c_str(), 0) == 0 ||
           fnmatch(value.c_str(), name.c_str(), 0) == 0 || fnmatch(("*/" + value + "/*").c_str(), path.c_str(), 0) == 0;
  }
  const auto is_or_holds = [&](const std::string& place) {
    return path == place || (path.starts_with(place) && path[place.size()] == '/');
  };
  if (value.starts_with('/')) return is_or_holds(value);
  return is_or_holds(from_here) || path.ends_with("/" + value) || path.find("/" + value + "/") != std::string::npos;
}

/// A container is read as a folder, and may be written as one: "posts.zip/2024" is "posts.zip!2024".
bool member_matches(const std::string& member, const std::string& container, const std::string& value,
                    const std::string& from_here) {
  const auto as_folders = [&](std::string path, std::size_t from) {
    std::replace(path.begin() + static_cast<std::ptrdiff_t>(std::min(from, path.size())), path.end(), '!', '/');
    return path;
  };
  return path_matches(member, value, from_here) ||
         path_matches(as_folders(member, container.size()), as_folders(value, 0), as_folders(from_here, 0));
}

}  // namespace

std::string_view facet_of(QueryField field) {
  switch (field) {
    case QueryField::Author: return "author";
    case QueryField::Section: return "section";
    case QueryField::Tag: return "tag";
    case QueryField::Language: return "language";
    case QueryField::Source: return "source";
    case QueryField::Date: return "year";
    default: return {};
  }
}

ResolvedFilter FilterResolver::resolve(QueryField field, const std::string& value) {
  const auto known = known_.find({field, value});
  if (known != known_.end()) return known->second;
  return known_.emplace(std::pair(field, value), resolve_anew(field, value)).first->second;
}

/// A file of the archive by its whole path: nothing else can be meant.
bool FilterResolver::is_plain_file(const std::string& path) const {
  if (!path.starts_with('/') || is_glob(path)) return false;
  const std::optional<FileRecord> file = archive_.file_record(path);
  return file && !file->is_container;
}

void FilterResolver::count_vague() {
  if (++vague_ <= kMaxVagueValues) return;
  throw Error(
      ErrorKind::BadQuery,
      fmt::format("the query has more than {} paths and values that the archive does not have", kMaxVagueValues),
      "ask for less at a time; values as facets show them have no such limit");
}

ResolvedFilter FilterResolver::resolve_anew(QueryField field, const std::string& value) {
  if (field == QueryField::Date) return resolve_date(value);
  if (field == QueryField::Path) return resolve_path(value);
  return resolve_facet(field, value);
}

ResolvedFilter FilterResolver::resolve_facet(QueryField field, const std::string& value) {
  const FacetField& facet = *find_facet(facet_of(field));
  std::string folded = folded_name(value);
  // Languages are kept without their regions: "de-AT" is found as "de".
  if (field == QueryField::Language) folded.resize(std::min(folded.size(), folded.find_first_of("-_")));
  if (folded.empty()) {
    throw Error(ErrorKind::BadQuery, fmt::format("{} '{}' has no letter in it", name_of(field), value));
  }
  ResolvedFilter result;
  // Section names have terms in the other database only; their dictionary is the same for both.
  const bool is_section = field == QueryField::Section;
  const std::string term = filter_term(is_section ? prefix::kSection : facet.prefix, folded);
  const bool exists =
      is_section ? archive_.reader().sections().term_exists(term) : archive_.articles().term_exists(term);
  if (exists) {
    result.keys = {folded};
  } else if (field != QueryField::Language) {
    count_vague();
    result.keys = field == QueryField::Author ? similar_authors(folded) : similar_keys(facet.name, folded);
  }
  if (field == QueryField::Author) result.keys = with_other_names(result.keys);
  std::vector<Xapian::Query> terms;
  for (const std::string& key : result.keys) {
    terms.emplace_back(filter_term(is_section ? prefix::kSection : facet.prefix, key));
  }
  result.query = any_of(terms);
  result.values = result.keys;
  if (exists) return result;
  result.warnings.push_back(result.keys.empty() ? fmt::format("no {} is called '{}'", facet.name, value)
                                                : fmt::format("{} '{}' taken as: {}", facet.name, value,
                                                              listed(archive_, facet.name, result.keys)));
  return result;
}

std::vector<std::string> FilterResolver::with_other_names(const std::vector<std::string>& keys) {
  std::vector<std::string> all;
  for (const std::string& key : keys) {
    for (std::string& name : archive_.people().keys_of(key)) {
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(std::move(name));
    }
  }
  return all;
}

std::vector<std::string> FilterResolver::similar_keys(std::string_view facet, const std::string& folded) {
  std::vector<std::string> keys;
  for (const FacetEntry& entry : archive_.facet(facet).all()) {
    if (!entry.spellings.empty() && has_words(entry.key, folded)) keys.push_back(entry.key);
  }
  return keys;
}

std::vector<std::string> FilterResolver::similar_authors(const std::string& folded) {
  std::vector<std::string> keys;
  NameLikeness best = NameLikeness::Initials;
  for (const FacetEntry& entry : archive_.facet("author").all()) {
    if (entry.spellings.empty()) continue;
    const NameLikeness likeness = name_likeness(entry.key, folded);
    if (likeness > best) keys.clear();
    best = std::max(best, likeness);
    if (likeness == best) keys.push_back(entry.key);
  }
  return keys;
}

Xapian::Query without_date() {
  return Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll,
                       Xapian::Query(Xapian::Query::OP_VALUE_GE, slot::kFirstDay, "0"));
}

ResolvedFilter FilterResolver::resolve_date(const std::string& value) {
  const DateRange range = parse_date_range(value, today_());
  has_dates_ = true;
  if (dates_are_unknown_) return {without_date(), {}, {}, {}};
  // An article's date is an interval; it matches when the two overlap. Both slots are set or neither.
  const std::string first = range.first ? to_sortable(*range.first) : "0";
  const std::string last = range.last ? to_sortable(*range.last) : "99999999";
  ResolvedFilter result;
  result.query =
      Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot::kFirstDay, "0", last),
                    Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot::kLastDay, first, "99999999"));
  result.values = {(range.first ? shown(*range.first) : "") + ".." + (range.last ? shown(*range.last) : "")};
  return result;
}

void FilterResolver::add_members(const std::string& container, const std::string& wanted, const std::string& from_here,
                                 std::vector<Xapian::Query>& terms) const {
  const std::vector<std::string> members = archive_.members_of(container);
  std::vector<Xapian::Query> matching;
  for (const std::string& member : members) {
    if (!member_matches(member, container, wanted, from_here)) continue;
    matching.emplace_back(file_term(place_key(member, container)));
  }
  // One term for all of them is much faster.
  if (!members.empty() && matching.size() == members.size()) matching = {Xapian::Query(file_term(container))};
  terms.insert(terms.end(), matching.begin(), matching.end());
}

ResolvedFilter FilterResolver::resolve_path(const std::string& value) {
  ResolvedFilter result;
  if (value == "-") {
    result.query = Xapian::Query(file_term(value));
    return result;
  }
  std::string wanted = value;
  while (wanted.size() > 1 && wanted.ends_with('/')) wanted.pop_back();
  if (is_plain_file(wanted)) {
    result.query = Xapian::Query(file_term(wanted));
    result.values = {"1 file"};
    return result;
  }
  count_vague();
  if (wanted.starts_with("./")) wanted.erase(0, 2);
  const std::string from_here = (std::filesystem::path(folder_) / wanted).lexically_normal().string();
  std::vector<Xapian::Query> terms;
  for (const Archive::IndexedFile& file : archive_.files()) {
    if (path_matches(file.path, wanted, from_here)) {
      terms.emplace_back(file_term(file.path));
    } else if (file.is_container) {
      add_members(file.path, wanted, from_here, terms);
    }
  }
  if (terms.empty()) result.warnings.push_back(fmt::format("no indexed file matches the path '{}'", value));
  result.values = {terms.size() == 1 ? "1 file" : fmt::format("{} files", terms.size())};
  result.query = any_of(terms);
  return result;
}

}  // namespace byline
