#include "searcher/query_counter.hpp"

#include "common/error.hpp"
#include "searcher/query_compiler.hpp"
#include "searcher/query_parser.hpp"

namespace byline {

std::size_t count_articles(Archive& archive, const MatchRequest& request,
                           const std::optional<std::vector<std::string>>& sections) {
  if (!sections) return ArticlePass(archive, request).count();
  return SectionPass(archive, request, &*sections, {}).count();
}

std::size_t QueryCounter::count(const std::string& query, const std::vector<ActiveFilter>& filters) const {
  try {
    return count(parse_typed(query, is_plain_text_).root, filters);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::BadQuery) throw;
    return 0;
  }
}

std::size_t QueryCounter::count(const QueryNode& query, const std::vector<ActiveFilter>& filters) const {
  const CompiledQuery compiled = compile_query(query, MatchMode::All, archive_, resolver_, synonyms_);
  return count_articles(archive_, request_under(filters, compiled.root), wanted_sections(compiled, filters));
}

}  // namespace byline
