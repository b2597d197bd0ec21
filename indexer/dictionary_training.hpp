#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/prepared_article.hpp"

namespace byline {

/// So much text (PreparedArticle::text_bytes) is read for a dictionary; more makes it hardly better.
inline constexpr std::size_t kTrainingBytes = 4u << 20;

/// The dictionary (article_packing.hpp) that suits these articles: the stretches of their stored form that come most
/// often, by Zstandard's fastCover. Takes a tenth of a second. Empty for articles too few or too much alike for a
/// dictionary to be worth its own bytes. The same articles give the same dictionary.
std::string train_dictionary(const std::vector<std::vector<PreparedArticle>>& shards);

}  // namespace byline
