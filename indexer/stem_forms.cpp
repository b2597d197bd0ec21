#include "indexer/stem_forms.hpp"

#include "common/schema.hpp"

namespace byline {

void StemForms::add(const std::vector<std::pair<std::string, std::string>>& forms, Xapian::WritableDatabase& articles) {
  for (const auto& [stem, word] : forms) {
    if (known_.insert(stem + '\0' + word).second) articles.add_synonym(std::string(prefix::kStem).append(stem), word);
  }
}

}  // namespace byline
