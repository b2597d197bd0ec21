#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/calendar.hpp"

namespace byline {

struct MailAddress {
  std::string name;     ///< as shown to readers; may be empty
  std::string address;  ///< "jane@example.org"; may be empty where the header is damaged
};

/// A leaf of a message's tree of parts.
struct MailPart {
  enum class Kind {
    Text,        ///< text/plain
    Html,        ///< text/html
    Message,     ///< a message inside the message begins; `name` is its subject, the parts behind it are its own
    Attachment,  ///< anything else
  };

  Kind kind = Kind::Attachment;
  std::string type;             ///< "image/png", lower case
  std::string name;             ///< the file's name of an attachment, the subject of a message; may be empty
  std::string bytes;            ///< of Text and Html: without transfer encoding, in the part's character set
  std::string charset;          ///< as declared; empty when the bytes have to tell
  bool is_flowed = false;       ///< format=flowed: a line that ends in a space goes on in the next
  bool deletes_spaces = false;  ///< delsp=yes: that space is no text
  std::size_t line = 0;         ///< 1-based line of the message where the content begins; 0 when it is encoded
  std::size_t alternative = 0;  ///< parts with the same number above 0 say the same in different forms
  std::size_t depth = 0;        ///< messages around the part; the part of a Message has that message around it
};

/// One mail, as far as its bytes could be read. Text of headers is decoded, well-formed UTF-8 on one line.
struct MailMessage {
  std::string subject;
  std::vector<MailAddress> from;
  std::optional<PartialDate> date;  ///< of the Date header, in the zone it was written in; else of the last Received
  bool has_bad_date = false;        ///< there is a Date header that cannot be understood
  std::string id;                   ///< Message-ID without the angle brackets
  std::vector<MailPart> parts;      ///< in the order of the message
  bool is_cut_off = false;          ///< the end of the message is missing

  /// All values of a header that are not empty, in the order of the message; ASCII case makes no difference.
  [[nodiscard]] std::vector<std::string> values(std::string_view header) const;
  /// The first of them, or nothing.
  [[nodiscard]] std::string value(std::string_view header) const;

  std::vector<std::pair<std::string, std::string>> headers;  ///< name and decoded value
};

/// Takes one message (RFC 5322, MIME) apart. Bounded: messages in messages down to 8, 1,000 parts. Never throws for
/// what the bytes hold. Thread-safe. The one door to GMime.
MailMessage parse_mail(std::string_view bytes);

}  // namespace byline
