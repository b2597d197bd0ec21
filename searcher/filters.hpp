#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/calendar.hpp"
#include "searcher/archive.hpp"
#include "searcher/query_tree.hpp"

namespace byline {

/// What a value of a field selects.
struct ResolvedFilter {
  Xapian::Query query;                ///< matches nothing when the archive has no such value
  std::vector<std::string> keys;      ///< folded values it stands for; of facets only
  std::vector<std::string> values;    ///< what the value stands for, for explanations: keys, days, how many files
  std::vector<std::string> warnings;  ///< how the value was taken, when not exactly
};

/// So many values that the archive does not have exactly, and patterns of paths, are looked for in one query: each goes
/// through all its values or files.
inline constexpr std::size_t kMaxVagueValues = 64;

/// Resolves values of fields against one archive. A value equal to one of the archive's after folding is that one; only
/// when there is none it stands for those that hold its words; an author for the names that fit best
/// (similar_names.hpp). A name of an author stands for all names of that person.
class FilterResolver {
 public:
  /// `today` says what relative dates count from; `folder` is where relative paths start.
  FilterResolver(Archive& archive, Today today, std::string folder)
      : archive_(archive), today_(std::move(today)), folder_(std::move(folder)) {}

  /// A condition on articles. Throws Error (BadQuery) for a date that is none, and beyond kMaxVagueValues. Remembers
  /// what it has resolved. REQUIRES: field is not Title.
  ResolvedFilter resolve(QueryField field, const std::string& value);

  /// Whether a date was resolved so far.
  [[nodiscard]] bool has_dates() const { return has_dates_; }
  /// From now on a date selects the articles that have none, instead of those of that time.
  void take_dates_as_unknown() {
    dates_are_unknown_ = true;
    std::erase_if(known_, [](const auto& resolved) { return resolved.first.first == QueryField::Date; });
  }

 private:
  ResolvedFilter resolve_anew(QueryField field, const std::string& value);
  void count_vague();
  [[nodiscard]] bool is_plain_file(const std::string& path) const;
  ResolvedFilter resolve_facet(QueryField field, const std::string& value);
  ResolvedFilter resolve_date(const std::string& value);
  ResolvedFilter resolve_path(const std::string& value);
  /// The keys, with those of the other names of the same people.
  std::vector<std::string> with_other_names(const std::vector<std::string>& keys);
  void add_members(const std::string& container, const std::string& wanted, const std::string& from_here,
                   std::vector<Xapian::Query>& terms) const;
  /// The values that have all the words.
  std::vector<std::string> similar_keys(std::string_view facet, const std::string& folded);
  /// The names that fit best.
  std::vector<std::string> similar_authors(const std::string& folded);

  Archive& archive_;
  Today today_;
  std::string folder_;
  std::map<std::pair<QueryField, std::string>, ResolvedFilter> known_;
  std::size_t vague_ = 0;
  bool has_dates_ = false;
  bool dates_are_unknown_ = false;
};

/// The articles, or sections of articles, whose date is not known.
Xapian::Query without_date();

/// Facet field of a query field: "author" for Author; empty for Title and Path.
std::string_view facet_of(QueryField field);

}  // namespace byline
