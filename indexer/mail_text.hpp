#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.hpp"

namespace byline {

/// How the lines of a mail's plain text are meant (RFC 3676).
struct MailTextFlow {
  bool is_flowed = false;       ///< a line that ends in a space goes on in the next
  bool deletes_spaces = false;  ///< that space is no text
};

/// A mail's plain text as sections, and what in it is not the sender's article: quoted messages with the line that
/// introduces them, the signature, the footer of a mailing list, PGP's armour. Only underlined lines are headings.
struct MailText {
  std::vector<Section> sections;
  std::vector<Omission> omissions;
};

/// `text` is well-formed UTF-8 with "\n" line ends; `first_line` is its place in the file, or 0 when its lines are not
/// the file's.
MailText read_mail_text(std::string_view text, const MailTextFlow& flow, std::size_t first_line);

}  // namespace byline
