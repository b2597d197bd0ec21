#include "indexer/stem_forms.hpp"

#include "common/schema.hpp"

namespace byline {

void StemForms::add(const std::vector<std::pair<std::string_view, std::string_view>>& forms) {
  if (forms.empty()) return;
  const std::lock_guard lock(mutex_);
  for (const auto& [stem, word] : forms) forms_.add(scratch_.assign(prefix::kStem).append(stem), word);
}

bool StemForms::is_empty() const {
  const std::lock_guard lock(mutex_);
  return forms_.empty();
}

void StemForms::relieve(bulk::DatabaseBuilder& articles) {
  const std::lock_guard lock(mutex_);
  if (forms_.bytes() <= kMaxBytes) return;
  articles.take_synonyms(forms_);
}

void StemForms::write(const std::filesystem::path& database) {
  bulk::DatabaseBuilder builder;
  {
    const std::lock_guard lock(mutex_);
    builder.take_synonyms(forms_);
  }
  builder.write(database);
}

}  // namespace byline
