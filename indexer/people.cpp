#include "indexer/people.hpp"

#include <string>
#include <utility>

#include "indexer/byline_names.hpp"
#include "indexer/person_name.hpp"

namespace byline {
namespace {

/// A person's name, also with the last name in front ("Williams, Erin").
bool may_be_person(std::string name) {
  if (const auto comma = name.find(','); comma != std::string::npos) name.erase(comma, 1);
  return looks_like_name(name) && !has_affiliation_word(name) && !is_organisation(name);
}

}  // namespace

People people_among(const std::vector<FacetEntry>& authors) {
  std::vector<AuthorName> names;
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 0; id < authors.size(); ++id) {
    const FacetEntry& author = authors[id];
    if (author.spellings.empty() || !may_be_person(author.display())) continue;
    std::uint64_t articles = 0;
    for (const auto& [spelling, count] : author.spellings) articles += count;
    names.push_back({author.display(), articles});
    ids.push_back(id);
  }
  std::vector<People::Names> people;
  for (const std::vector<std::size_t>& person : same_people(names)) {
    People::Names theirs;
    for (const std::size_t index : person) theirs.push_back({ids[index], authors[ids[index]].key});
    people.push_back(std::move(theirs));
  }
  return People(std::move(people));
}

}  // namespace byline
