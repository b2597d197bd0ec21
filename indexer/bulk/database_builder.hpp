#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace byline::bulk {

/// A term of one builder: dense from 0, in the order in which the terms were first asked for.
using TermId = std::uint32_t;

class SynonymLists;

/// A term in a document: how often (wdf: within-document frequency), and where, if anybody shall know.
struct Posting {
  TermId term = 0;
  std::uint32_t wdf = 0;
  std::uint32_t first_position = 0;  ///< index into Document::positions …
  std::uint32_t positions = 0;       ///< … and how many from there on, ascending; 0: none are stored
};

struct Value {
  std::uint32_t slot = 0;
  std::string_view bytes;  ///< an empty value is no value, as everywhere in Xapian
};

/// What a database shall know of a document: views, which need to live during `DatabaseBuilder::add` only.
/// A document with positions needs a posting with wdf > 0, or Xapian's check complains about its length of 0.
struct Document {
  std::span<const Posting> postings;         ///< of distinct terms, in any order
  std::span<const std::uint32_t> positions;  ///< of all postings
  std::span<const Value> values;             ///< of distinct slots, in any order
  std::string_view data;
  bool data_is_compressed = false;  ///< so that deflating it would be in vain; not empty then
};

/// What deflates document data, term lists and synonyms.
enum class Deflate {
  Fast,      ///< libdeflate at its quickest: term lists get as small as with zlib, in a quarter of the time
  AsXapian,  ///< zlib with Xapian's settings: a database is then equal to Xapian's byte by byte, once compacted
};

/// Turns documents into a complete glass database, Xapian's on-disk format, in one go and without Xapian's writer,
/// which spends some 2 microseconds on each (term, document) pair where this spends 0.1. Documents are inverted in
/// memory: `add` appends to arenas, `write` sorts them and streams the tables out.
///
/// The database is private and temporary: nothing is synced to the disk, and it is meant to be checked
/// (database_check.hpp) and merged by Xapian's own compaction, so that no byte of ours stays.
///
/// Calls: (term | add | add_synonym)* write, and so on from the start. For one thread at a time. Throws Error: Io with
/// path and reason where the disk fails, BadInput for what a glass database cannot hold; a builder that has thrown is
/// good for nothing but its destructor.
class DatabaseBuilder {
 public:
  explicit DatabaseBuilder(Deflate deflate = Deflate::Fast);
  ~DatabaseBuilder();
  DatabaseBuilder(DatabaseBuilder&&) noexcept;
  DatabaseBuilder& operator=(DatabaseBuilder&&) noexcept;

  /// Whether a glass database can hold the term: 1 to 245 bytes, and fewer where there are zero bytes among them,
  /// since these take two bytes of a key. Xapian's writer refuses the others, too.
  [[nodiscard]] static bool can_hold(std::string_view term);

  /// The id of the term, a new one where it was not met since the last `write`: ids are worth nothing afterwards. Costs
  /// a look-up in a hash table, so remember what you know. REQUIRES: can_hold(term), else it throws.
  TermId term(std::string_view term);

  /// The term of an id; good until the next call of the above.
  [[nodiscard]] std::string_view text(TermId id) const;

  /// The first document gets docid 1, the next 2 and so on. Neither hashes nor allocates for a posting.
  void add(const Document& document);

  /// Remembers a synonym of a term, once, however often it is added. Both have 1 to 245 bytes, else it throws.
  void add_synonym(std::string_view term, std::string_view synonym);

  /// Takes all that the lists hold, and leaves them empty. REQUIRES: no synonym was added since the last `write`, and
  /// those in the lists could be.
  void take_synonyms(SynonymLists& lists);

  /// Documents added since the last `write`.
  [[nodiscard]] std::uint32_t size() const;

  /// Bytes of memory filled since the last `write`, and those that `write` will need: to know when to.
  /// REQUIRES: stays well below 4 GiB.
  [[nodiscard]] std::size_t bytes() const;

  /// Writes the database into the folder, which is created; there must not be one in it. The builder is empty then, and
  /// keeps its memory for what comes next.
  void write(const std::filesystem::path& folder);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace byline::bulk
