#pragma once

#include <filesystem>

#include "indexer/reader.hpp"

namespace byline {

/// Reads one mail (`.eml`, a message of a maildir) as an article: the subject is its title, the sender its author.
///
/// Of a text in two forms the HTML is read when it has headings or says at least twice as much as the plain text, as in
/// newsletters; else the plain text. Quoted messages, signatures and the footers of mailing lists are left out, and so
/// are attachments. A message inside the message is a section under its subject.
void read_mail(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

/// Reads an mbox: each message is an article, told apart by its Message-ID. A file that was cut is read as far as it
/// goes.
void read_mbox(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

/// True for the name of a message in a maildir: in a folder `cur` or `new`, "1712052600.M20P7.host:2,S".
bool is_maildir_message(const std::filesystem::path& path);

}  // namespace byline
