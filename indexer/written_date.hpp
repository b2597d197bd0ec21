#pragma once

#include <optional>
#include <string_view>

#include "common/calendar.hpp"
#include "indexer/date_forms.hpp"
#include "indexer/date_reading.hpp"

namespace byline {

/// The date that a line of an article states for the article. The line is nothing but a date ("April 2, 2025",
/// "2. April 2025", "2 avril 2025", "2025年4月2日", "20 มกราคม 2568", …), perhaps with a weekday, a time or a label
/// ("Published: …"), or it opens with a dateline ("PORT ALDER, April 2, 2025 — Clerks returned"). A sentence that
/// mentions a date states none, and neither does a line that says when the text was last changed. Years from 2400 on
/// are of the Buddhist era.
///
/// `language` is the article's BCP 47 tag, as far as it is known: its region or language says what "03/04/2025" is, and
/// its names of months come before those of other languages.
DateReading read_written_date(std::string_view text, std::string_view language = {},
                              DateSetting setting = DateSetting::Text);

/// The same, when the line states one date. Readers take lines with `take_written_date` (article_date.hpp), which also
/// keeps what is ambiguous and notes what cannot be.
std::optional<PartialDate> parse_written_date(std::string_view text, std::string_view language = {});

/// True when the line is nothing but such a date, ambiguous or impossible ones too; false for a dateline, which is part
/// of the text behind it.
bool is_date_line(std::string_view text);

/// True for lines like "14. August war es heiß", whose number counts days and not the items of a list.
bool begins_with_day_and_month(std::string_view text);

/// True for a line that says when the text was last changed: "Updated: April 5, 2025".
bool is_update_line(std::string_view text);

}  // namespace byline
