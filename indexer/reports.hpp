#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "common/error.hpp"
#include "indexer/build.hpp"
#include "indexer/inspection.hpp"
#include "indexer/status.hpp"
#include "indexer/verify.hpp"

namespace byline {

/// How the reports of the commands are written. People get sanitised text with paths relative to where they are;
/// scripts get one JSON object with absolute paths (docs/byline.index-1.schema.json).
///
/// `out` is standard output, `err` standard error: what was skipped and noted is for people and goes there. A quiet
/// human report says nothing but what was skipped.

void print_human(const BuildReport& report, bool quiet, std::ostream& out, std::ostream& err);
void print_human(const StatusReport& report, std::ostream& out);
void print_human(const VerifyReport& report, bool quiet, std::ostream& out, std::ostream& err);
void print_human(const Inspection& inspection, std::ostream& out);

void print_json(const BuildReport& report, std::ostream& out);
void print_json(const StatusReport& report, std::ostream& out);
void print_json(const VerifyReport& report, std::ostream& out);
void print_json(const Inspection& inspection, std::ostream& out);
void print_json(const Error& error, std::ostream& out);

}  // namespace byline
