#pragma once

#include <cstddef>

#include "common/article.hpp"
#include "indexer/mail_message.hpp"

namespace byline {

/// Puts the text of a mail's parts into the article's sections, and what is left out of it into its omissions.
/// `line_offset` is added to the lines of the message to get those of the file.
void append_mail_body(const MailMessage& message, std::size_t line_offset, Article& article);

}  // namespace byline
