#pragma once

#include "indexer/article_sequence.hpp"
#include "indexer/xml_reader.hpp"

namespace byline {

/// Says of a file of articles what its XML was like: damage that was mended is a note, a file that breaks off is a
/// rejection of what would have followed.
void report_xml_damage(const XmlOutcome& outcome, ArticleSequence& articles);

}  // namespace byline
