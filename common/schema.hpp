#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

/// What an index holds: the contract between the two programs. Raise kSchemaVersion when a term, slot, data field or
/// metadata key changes its meaning; a searcher refuses other versions, and `byline-index build` then builds anew.
///
/// An index is two Xapian databases of one epoch.
///
/// **articles/**: one document per article.
///
///   terms
///     word         exact form, with positions: title from 1, each section kSectionGap after the one before
///     Z + stem     no positions; wdf counts the title kTitleWeight times
///     S + word     exact forms of the title, with positions
///     ZS + stem    stems of the title
///     A, K, L, H   author, tag, language, source: folded_name of one value
///     Y + year     the years that the date touches
///     P + hash     the file: all articles of one file share it. A member of a container has two: its container's,
///                  and its own (place_key)
///     Q + uid      the article's key, unique
///     XASSUMED     the language was neither stated nor detected: there is no L, and the archive's main language
///                  decided the stems
///   values         see Slot
///   data           the whole article (stored_article.hpp), packed (article_packing.hpp)
///   synonyms       Z + stem -> the exact forms that have it (in any language), for phrases and NEAR of stems
///   metadata       see the kMeta… keys; only this database has the facet dictionaries and file records
///
/// **sections/**: one document per article and named section (section_names.hpp).
///
///   terms
///     Z + stem     no positions; heading, text and subsections; for a category the title as in articles/
///     XS + name    folded_name of the section, one
///     A, K, L, H, Y, P, Q   as the article's; Q is shared by all documents of the article
///   values         see Slot
///   data           empty
///   metadata       kMetaEpoch
///
/// sections/ is derived: it can be rebuilt from articles/.
namespace byline {

inline constexpr std::string_view kSchemaVersion = "byline/3";

/// Its stored articles can be read, and so `byline-index build` makes this program's index of them.
inline constexpr std::string_view kPreviousSchemaVersion = "byline/2";

namespace prefix {
inline constexpr std::string_view kStem = "Z";
inline constexpr std::string_view kTitle = "S";
inline constexpr std::string_view kTitleStem = "ZS";
inline constexpr std::string_view kAuthor = "A";
inline constexpr std::string_view kTag = "K";
inline constexpr std::string_view kLanguage = "L";
inline constexpr std::string_view kSource = "H";
inline constexpr std::string_view kYear = "Y";
inline constexpr std::string_view kFile = "P";
inline constexpr std::string_view kUid = "Q";
inline constexpr std::string_view kSection = "XS";
}  // namespace prefix

inline constexpr std::string_view kAssumedLanguageTerm = "XASSUMED";

/// Further apart than any NEAR reaches (query_parser.hpp), so that nothing crosses from a section into the next.
inline constexpr Xapian::termpos kSectionGap = 2000;
inline constexpr Xapian::termcount kTitleWeight = 2;

namespace slot {
inline constexpr Xapian::valueno kAuthor = 0;    ///< packed value ids (pack_ids)
inline constexpr Xapian::valueno kSection = 1;   ///< packed value ids: articles/ all its names, sections/ its own
inline constexpr Xapian::valueno kYear = 2;      ///< packed value ids
inline constexpr Xapian::valueno kLanguage = 3;  ///< packed value ids
inline constexpr Xapian::valueno kTag = 4;       ///< packed value ids
inline constexpr Xapian::valueno kSource = 5;    ///< packed value ids
inline constexpr Xapian::valueno kFirstDay = 6;  ///< first day of the date's interval, "20250401"; empty: unknown
inline constexpr Xapian::valueno kLastDay = 7;   ///< last day of it, "20250430"
inline constexpr Xapian::valueno kTieOrder =
    8;  ///< ascending: newest first, then "/", path, NUL, record; articles/ only
inline constexpr Xapian::valueno kTitleKey = 9;     ///< ICU collation key of the title; articles/ only
inline constexpr Xapian::valueno kAuthorKey = 10;   ///< ICU collation key of the first author; articles/ only
inline constexpr Xapian::valueno kUid = 11;         ///< the 16 bytes of the article's uid
inline constexpr Xapian::valueno kContent = 12;     ///< 16 byte hash of the article as read; articles/ only
inline constexpr Xapian::valueno kTitleWords = 13;  ///< title_words_value; articles/ only; empty: no title
}  // namespace slot

inline constexpr char kMetaSchema[] = "schema";               ///< kSchemaVersion
inline constexpr char kMetaAnalysis[] = "analysis";           ///< analysis_identity()
inline constexpr char kMetaEpoch[] = "epoch";                 ///< decimal; equal in both databases of a sound index
inline constexpr char kMetaMainLanguage[] = "main-language";  ///< ISO 639-1 code
inline constexpr char kMetaRoots[] = "roots";                 ///< packed: what was built, with its options (roots.hpp)
inline constexpr char kMetaTextBytes[] = "text-bytes";        ///< decimal: bytes of title and sections' text
inline constexpr char kMetaPeople[] = "people";  ///< authors known under several names (author_identity.hpp); may lack
inline constexpr char kMetaDictionary[] = "dictionary";  ///< of the packed articles (article_packing.hpp); may lack
inline constexpr char kMetaFilePrefix[] = "file:";       ///< + hex hash of the path -> FileRecord
inline constexpr char kMetaFacetPrefix[] = "facet:";     ///< + name + ":" + chunk -> facet_dictionary.hpp

/// One dimension that results can be counted and filtered by.
struct FacetField {
  std::string_view name;    ///< as given to --facets
  std::string_view prefix;  ///< of its filter terms
  Xapian::valueno slot;
};
const std::vector<FacetField>& facet_fields();
const FacetField* find_facet(std::string_view name);

/// A boolean term for a folded value: shortened to what Xapian can hold, long values staying distinct by a hash. It is
/// well-formed UTF-8 when the value is.
std::string filter_term(std::string_view prefix, std::string_view folded_value);

/// 128-bit hash, 16 bytes: of an article's key, of a file's path, of content.
std::string hash128(std::string_view bytes);
std::string to_hex(std::string_view bytes);

/// The uid of an article: from its place and, in a file of many, its record key.
std::string article_uid(std::string_view place, std::string_view record_key);

/// Where an article was read from, so that no two places have one key: its path or, for a member of a container, the
/// container's path, NUL, and the path inside. REQUIRES: `container` is empty, or `path` begins with it and "!".
std::string place_key(std::string_view path, std::string_view container);

/// The path in a value of slot::kTieOrder.
std::string_view path_in_tie_order(std::string_view value);

/// The term of an article, and of its sections, in both databases.
std::string uid_term(std::string_view uid);

/// The term that all articles of a place share, and the metadata key of a file's FileRecord.
std::string file_term(std::string_view place);
std::string file_metadata_key(std::string_view path);

/// How many words a title has, in one byte: more than 255 are 255.
std::string title_words_value(std::size_t words);
/// 0 for an empty value.
unsigned read_title_words(std::string_view value);

/// Value ids in a slot: ascending, packed as differences.
std::string pack_ids(std::vector<std::uint32_t> ids);
/// Calls nothing back for damaged bytes beyond what could be read: the hot path of facets does not throw.
void unpack_ids(std::string_view bytes, std::vector<std::uint32_t>& ids);

}  // namespace byline
