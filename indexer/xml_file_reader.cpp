#include "indexer/xml_file_reader.hpp"

#include "indexer/mediawiki_reader.hpp"
#include "indexer/xml_feed.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {

void read_xml_file(const Source& source, const ReadOptions& options, const OutcomeSink& sink) {
  const auto root = xml_root(source.bytes);
  if (!root) return sink(Unrecognised{});
  return root->name == "mediawiki" ? read_mediawiki(source, options, sink) : read_xml_feed(source, options, sink);
}

}  // namespace byline
