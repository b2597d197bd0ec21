#include "indexer/xml_damage.hpp"

namespace byline {

void report_xml_damage(const XmlOutcome& outcome, ArticleSequence& articles) {
  if (!outcome.note.empty()) articles.note(outcome.note);
  if (!outcome.is_whole) {
    const bool is_just_cut = outcome.problem.find("Premature end") != std::string::npos || outcome.problem.empty();
    articles.reject(outcome.last_line,
                    is_just_cut ? "the XML breaks off here" : "the XML breaks off here; " + outcome.problem);
  } else if (!outcome.problem.empty()) {
    articles.note("damaged XML: " + outcome.problem);
  }
}

}  // namespace byline
