#include "indexer/bulk/self_test.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/error.hpp"
#include "indexer/bulk/database_builder.hpp"
#include "indexer/bulk/database_check.hpp"
#include "indexer/bulk/sample.hpp"

namespace byline::bulk {
namespace fs = std::filesystem;
namespace {

/// The same bytes in every run. They do not deflate.
class Noise {
 public:
  std::uint32_t next() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>(state_ >> 33);
  }
  std::string bytes(std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) bytes += static_cast<char>(next());
    return bytes;
  }

 private:
  std::uint64_t state_ = 1;
};

SampleDocument odd_document(std::uint32_t number, Noise& noise) {
  SampleDocument document;
  document.terms["common"] = {125 + number % 5, {1, number + 2, 3 * number + 5}};
  document.terms[std::string(number, 'x') + "\xff"] = {0, {number}};
  document.terms[std::string(245 - number, 'l')].wdf = 1 + number * number * number;
  document.terms[std::string("\0z", 2) + std::to_string(number % 3)] = {1, {}};
  SampleDocument::Term& spread = document.terms["spread"];
  for (std::uint32_t i = 0; i < number * 20; ++i) spread.positions.push_back(i * (number % 7 + 2) + (i % 3 == 0));
  document.values = {{0, noise.bytes(1 + number)}, {200, std::to_string(number)}, {70'000, "far"}};
  document.data = number % 2 == 0 ? noise.bytes(number * 120) : std::string(number * 120, 'd');
  return document;
}

/// Zero bytes, the longest terms, wdfs that take one byte or more, and none; many positions and none; values and data
/// of several pieces; documents with nothing in them; so many documents that lists are cut, so many terms that tables
/// have branch blocks.
Sample test_content() {
  constexpr std::uint32_t kOdd = 40;
  constexpr std::uint32_t kPlain = 620;
  constexpr std::uint32_t kTerms = 500;
  Noise noise;
  Sample content;
  content.documents.resize(2);
  content.documents[1].data = std::string("zero \0 byte", 11);
  for (std::uint32_t number = 0; number < kOdd; ++number) content.documents.push_back(odd_document(number, noise));
  SampleDocument& wide = content.documents.emplace_back();
  for (std::uint32_t i = 0; i < kTerms; ++i) wide.terms["w" + std::to_string(noise.next() % 100'000)] = {1, {i}};
  for (std::uint32_t i = 0; i < kPlain; ++i) content.documents.emplace_back().terms["plain"].wdf = 20'000 + i;
  for (const char* synonym : {"b", "a", "\xff", "a"}) content.synonyms.emplace_back("term", synonym);
  content.synonyms.emplace_back(std::string(200, 's'), noise.bytes(200));
  return content;
}

void write_by_loader(const fs::path& folder, const Sample& sample, Deflate deflate) {
  DatabaseBuilder builder(deflate);
  add(builder, sample);
  builder.write(folder);
}

using Lines = std::vector<std::string>;

template <typename... Numbers>
std::string numbers(Numbers... all) {
  std::string text;
  ((text += std::to_string(all) + " "), ...);
  return text;
}

void tell_terms(const Xapian::Database& database, Lines& lines) {
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    lines.push_back("term " + *term + " " +
                    numbers(database.get_termfreq(*term), database.get_collection_freq(*term),
                            database.get_wdf_upper_bound(*term)));
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
      std::string& line = lines.emplace_back(numbers(*at, at.get_wdf(), at.get_doclength()));
      for (auto p = at.positionlist_begin(); p != at.positionlist_end(); ++p) line += numbers(*p);
    }
  }
}

void tell_documents(const Xapian::Database& database, Lines& lines) {
  std::set<Xapian::valueno> slots;
  for (auto docid = database.postlist_begin(""); docid != database.postlist_end(""); ++docid) {
    const Xapian::Document document = database.get_document(*docid);
    lines.push_back("document " + numbers(*docid, docid.get_wdf(), database.get_doclength(*docid)));
    for (auto term = database.termlist_begin(*docid); term != database.termlist_end(*docid); ++term)
      lines.push_back(*term + " " + numbers(term.get_wdf()));
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      lines.push_back(numbers(value.get_valueno()) + *value);
      slots.insert(value.get_valueno());
    }
    lines.push_back(document.get_data());
  }
  for (const Xapian::valueno slot : slots) {
    lines.push_back("values " + numbers(slot, database.get_value_freq(slot)) + database.get_value_lower_bound(slot) +
                    " " + database.get_value_upper_bound(slot));
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
      lines.push_back(numbers(value.get_docid()) + *value);
  }
}

/// All that a reader can ask for.
Lines told_by(const Xapian::Database& database) {
  Lines lines = {numbers(database.get_doccount(), database.get_lastdocid(), database.get_total_length(),
                         database.get_doclength_lower_bound(), database.get_doclength_upper_bound(),
                         int{database.has_positions()})};
  tell_terms(database, lines);
  tell_documents(database, lines);
  for (auto term = database.synonym_keys_begin(); term != database.synonym_keys_end(); ++term) {
    lines.push_back("synonyms " + *term);
    for (auto synonym = database.synonyms_begin(*term); synonym != database.synonyms_end(*term); ++synonym)
      lines.push_back(*synonym);
  }
  return lines;
}

/// An error for which the system gave a reason is the disk's; but a file that Xapian expects and does not find says
/// something of the format.
bool is_of_the_disk(const Xapian::Error& error) {
  const char* reason = error.get_error_string();
  return reason != nullptr && std::strcmp(reason, std::strerror(ENOENT)) != 0;
}

class FolderRemoval {
 public:
  explicit FolderRemoval(const fs::path& folder) : folder_(folder) {}
  ~FolderRemoval() {
    std::error_code ignored;  // lies in a folder of its owner's
    fs::remove_all(folder_, ignored);
  }
  FolderRemoval(const FolderRemoval&) = delete;
  FolderRemoval& operator=(const FolderRemoval&) = delete;

 private:
  fs::path folder_;
};

}  // namespace

std::string database_differences(const fs::path& by_xapian, const fs::path& by_loader, bool in_bytes) {
  const Lines expected = told_by(Xapian::Database(by_xapian.string()));
  const std::string expected_bytes = in_bytes ? compacted(by_xapian) : std::string{};
  try {
    const std::string damage = check(by_loader);
    if (!damage.empty()) return "the check finds " + damage;
    if (told_by(Xapian::Database(by_loader.string())) != expected) return "the contents differ";
    if (in_bytes && compacted(by_loader) != expected_bytes) return "the bytes differ";
    return "";
  } catch (const Xapian::Error& error) {
    if (is_of_the_disk(error)) throw;
    return error.get_description();
  }
}

std::string self_test(const fs::path& folder) {
  const FolderRemoval removal(folder);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(ErrorKind::Io, "cannot create '" + folder.string() + "': " + error.message());
  const Sample content = test_content();
  write_by_xapian(folder / "xapian", content);
  for (const auto& [name, deflate] : {std::pair("same", Deflate::AsXapian), std::pair("fast", Deflate::Fast)}) {
    write_by_loader(folder / name, content, deflate);
    std::string differences = database_differences(folder / "xapian", folder / name, deflate == Deflate::AsXapian);
    if (!differences.empty()) return differences;
  }
  return "";
}

}  // namespace byline::bulk
