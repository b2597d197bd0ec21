#pragma once

#include <string_view>

#include "common/article.hpp"
#include "indexer/date_reading.hpp"

namespace byline {

/// Gives the article what was read of `written`: its date, or a date that waits for the article's language
/// (Article::ambiguous_date), or a note. The first date stays. False when nothing was stated or only what cannot be.
bool state_date(const DateReading& reading, std::string_view written, Article& article);

/// The date of a line of the article (see read_written_date) as `state_date` takes it.
bool take_written_date(std::string_view line, Article& article);

/// What the article knows of its language so far: the tag it declares, else its language; perhaps empty.
const std::string& known_language(const Article& article);

/// Decides an ambiguous date by the article's language, stated or detected, else by a day in its address or file name
/// that is one of the two readings, else leaves the article undated, with a note. Called when everything else is read.
void settle_date(Article& article);

}  // namespace byline
