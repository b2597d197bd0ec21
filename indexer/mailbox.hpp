#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace byline {

/// One message of an mbox file.
struct MailboxEntry {
  std::string_view postmark;  ///< the "From " line above it, without the line break; empty in a file without any
  std::string_view bytes;     ///< headers and body, as in the file
  std::size_t line = 1;       ///< 1-based line of the first header
};

/// True when the file's first line that is not blank is a postmark: "From jane@example.org Wed Apr  2 09:30:00 2025".
bool begins_with_postmark(std::string_view mbox);

/// Takes an mbox apart at its postmarks, in one pass. A line that merely begins with "From " is none: a postmark has a
/// weekday, a month and a time, or stands between a blank line and a header. Where a message states its Content-Length
/// and a postmark, or the end of the file, stands there, postmarks inside it are text.
void for_each_message(std::string_view mbox, const std::function<void(const MailboxEntry&)>& visit);

/// A message without the '>' that writers of mbox files put before lines that begin with "From " (mboxo, mboxrd). No
/// line is added or lost.
std::string without_from_quoting(std::string_view message);

}  // namespace byline
