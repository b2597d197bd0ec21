#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// HTML of a mail without the messages that it quotes, as mail programs mark them: `blockquote type=cite`, Gmail's
/// `gmail_quote`, Outlook's `divRplyFwdMsg`, Thunderbird's and Yahoo's likewise. Lines stay where they were.
struct HtmlWithoutQuotations {
  std::string html;
  std::vector<std::string> quotations;  ///< how the first twenty begin, one line each
};

HtmlWithoutQuotations without_quotations(std::string_view html);

}  // namespace byline
