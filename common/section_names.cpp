#include "common/section_names.hpp"

#include <map>
#include <set>

#include "common/folding.hpp"

namespace byline {
namespace {

struct Gathered {
  std::string display;
  std::set<std::size_t> members;
  bool whole_article = false;
};

/// The section and everything below it.
void add_with_subsections(const std::vector<Section>& sections, std::size_t index, std::set<std::size_t>& members) {
  members.insert(index);
  for (std::size_t i = index + 1; i < sections.size() && sections[i].level > sections[index].level; ++i) {
    members.insert(i);
  }
}

}  // namespace

std::vector<NamedSection> named_sections(const Article& article) {
  std::map<std::string, Gathered> gathered;
  for (std::size_t i = 0; i < article.sections.size(); ++i) {
    const Section& section = article.sections[i];
    if (section.level == 0) continue;
    std::string key = folded_name(section.heading);
    if (key.empty()) continue;
    Gathered& entry = gathered[std::move(key)];
    if (entry.display.empty()) entry.display = section.heading;
    if (!entry.members.contains(i)) add_with_subsections(article.sections, i, entry.members);
  }
  for (const std::string& category : article.categories) {
    std::string key = folded_name(category);
    if (key.empty()) continue;
    Gathered& entry = gathered[std::move(key)];
    if (entry.display.empty()) entry.display = category;
    entry.whole_article = true;
    for (std::size_t i = 0; i < article.sections.size(); ++i) entry.members.insert(i);
  }
  std::vector<NamedSection> result;
  for (auto& [key, entry] : gathered) {
    result.push_back({key, entry.display, {entry.members.begin(), entry.members.end()}, entry.whole_article});
  }
  return result;
}

}  // namespace byline
