#include "indexer/feed_reader.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "indexer/json_feed.hpp"
#include "indexer/xml_feed.hpp"

namespace byline {

void read_feed(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  std::string_view text = source.bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
  const auto take = [&](ReadOutcome&& outcome) {
    if (!std::holds_alternative<Unrecognised>(outcome)) return sink(std::move(outcome));
    sink(Rejection{0, text.empty() ? "empty" : "neither RSS, Atom nor JSON Feed"});
  };
  return text.starts_with('{') ? read_json_feed(source, options, take) : read_xml_feed(source, options, take);
}

}  // namespace byline
