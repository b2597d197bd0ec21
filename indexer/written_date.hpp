#pragma once

#include <optional>
#include <string_view>

#include "common/calendar.hpp"

namespace byline {

/// The date that a line of an article states for the article. The line is nothing but a date ("April 2, 2025",
/// "2. April 2025", "2 avril 2025", "2025年4月2日", "20 มกราคม 2568", …), perhaps with a weekday, a time or a label
/// ("Published: …"), or it opens with a dateline ("PORT ALDER, April 2, 2025 — Clerks returned"). A sentence that
/// mentions a date states none, and neither does a line that says when the text was last changed. Years from 2400 on
/// are of the Buddhist era.
std::optional<PartialDate> parse_written_date(std::string_view text);

/// True when the line is nothing but such a date; false for a dateline, which is part of the text behind it.
bool is_date_line(std::string_view text);

/// True for lines like "14. August war es heiß", whose number counts days and not the items of a list.
bool begins_with_day_and_month(std::string_view text);

/// True for a line that says when the text was last changed: "Updated: April 5, 2025".
bool is_update_line(std::string_view text);

}  // namespace byline
