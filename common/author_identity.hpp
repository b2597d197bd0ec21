#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// A name that authors are known under in an archive. REQUIRES: names differ in their keys.
struct AuthorName {
  std::string name;            ///< in its commonest spelling
  std::uint64_t articles = 0;  ///< decides which of two equally full forms is shown
};

/// Which names are plainly the same person: names that differ only in punctuation, in "Last, First" order, in middle
/// names that one lacks or has as initials, in initials for given names, and in a suffix that one lacks ("Jr.").
///
/// Nothing is guessed: a name is merged only when all names that it could stand for could stand for each other. With
/// "Erin Williams" and "Eric Williams" in the archive, "E. Williams" stays itself; with "Erin M. Williams" and
/// "Erin K. Williams", so does "Erin Williams". Names of one word, of scripts that put no spaces, and those of groups
/// (whoever calls leaves these out) are never merged, and last names must be equal.
///
/// Returns the indexes of each person's names, two or more of them: the fullest form first, the others by key. Depends
/// on the set of names only, not on their order. Pure; time is bounded: a last name with very many given names under
/// one initial is left alone.
std::vector<std::vector<std::size_t>> same_people(const std::vector<AuthorName>& names);

/// One name of a person in an index.
struct PersonName {
  std::uint32_t id = 0;  ///< of the author facet's dictionary
  std::string key;       ///< folded_name

  friend bool operator==(const PersonName&, const PersonName&) = default;
};

/// The people that an index knows under several names, as kMetaPeople keeps them. Empty for an index without that key.
class People {
 public:
  using Names = std::vector<PersonName>;  ///< of one person, the fullest form first

  People() = default;
  explicit People(std::vector<Names> people);

  [[nodiscard]] std::string pack() const;
  /// Throws Error (IndexDamaged). Empty bytes are nobody.
  static People unpack(std::string_view bytes);

  [[nodiscard]] bool empty() const { return people_.empty(); }
  [[nodiscard]] const std::vector<Names>& all() const { return people_; }

  /// The id under which all names of this name's person count: its own, when it is the only one.
  [[nodiscard]] std::uint32_t counted_as(std::uint32_t id) const;
  /// The keys of all names of this key's person, itself among them; alone, when there are no others.
  [[nodiscard]] std::vector<std::string> keys_of(const std::string& key) const;

 private:
  std::vector<Names> people_;
  std::vector<std::uint32_t> counted_as_;  ///< by id, as far as the merged names go
};

}  // namespace byline
