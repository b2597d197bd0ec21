#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// What stands between the dates, times, ages ("3 hours ago") and reading times ("5 min read") of a single-spaced line,
/// in its order: {"Nathan Willis"} of "Nathan Willis March 25, 2015". Numbers inside words are left alone.
std::vector<std::string_view> parts_between_dates(std::string_view line);

/// The dates, times and ages themselves, with the labels in front of them: {"March 25, 2015"}.
std::vector<std::string_view> dates_in(std::string_view line);

/// Without the words of buttons at both ends: "Jane Doe" of "Jane Doe Follow".
std::string_view without_buttons(std::string_view text);

/// True for what names nobody: nothing but dates, buttons and punctuation.
bool is_byline_noise(std::string_view text);

/// True for a word that is a URL, the address of a mailbox or the name of a host.
bool is_address(std::string_view word);

}  // namespace byline
