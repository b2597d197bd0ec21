#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/article.hpp"

namespace byline {

/// What office programs and makers of PDF know of a document, as they wrote it. Much of it nobody ever meant: they
/// fill in file names, templates' titles and whoever was logged in.
struct DocumentProperties {
  std::string title;
  std::string authors;
  std::string date;  ///< of its creation
  std::string language;
  std::string keywords;
  std::string subject;
  std::string description;
  std::string category;
  std::string origin;  ///< where they stand, for findings: "document properties"
};

/// The title when it says something; empty for a file's name, a program's ("Microsoft Word - x.doc"), "Untitled", an
/// address, or text that was decoded wrongly.
std::string meant_title(std::string_view title, const std::string& path);

/// The authors without those that are no people: accounts ("admin", "jsmith2"), computers, programs.
std::string meant_authors(std::string_view authors);

/// Puts the properties that were meant into the article, with findings. What the article has already stays.
void apply_properties(const DocumentProperties& properties, const std::map<std::string, std::string>& field_map,
                      Article& article);

}  // namespace byline
