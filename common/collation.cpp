#include "common/collation.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "common/error.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxKeyBytes = 120;
/// More text than this cannot reach into the key.
constexpr std::size_t kMaxTextBytes = 400;
/// Between the levels of a key: letters, accents, case.
constexpr char kLevelSeparator = '\x01';

std::unique_ptr<icu::Collator> make_collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  if (collator) collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  if (U_FAILURE(status)) throw Error(ErrorKind::Internal, std::string("ICU: no collation: ") + u_errorName(status));
  return collator;
}

}  // namespace

std::string collation_key(std::string_view text) {
  thread_local const std::unique_ptr<icu::Collator> collator = make_collator();
  text = text.substr(0, kMaxTextBytes);
  const icu::UnicodeString unicode =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::vector<std::uint8_t> key(kMaxKeyBytes + 1);
  const std::int32_t needed = collator->getSortKey(unicode, key.data(), static_cast<std::int32_t>(key.size()));
  // The key ends with a zero byte, which takes no part in the order.
  const std::size_t length = std::min(static_cast<std::size_t>(std::max(needed, 1) - 1), kMaxKeyBytes);
  const std::string_view levels(reinterpret_cast<const char*>(key.data()), length);
  // Where every level is empty, ICU still separates them.
  return std::string(levels.find_first_not_of(kLevelSeparator) == std::string_view::npos ? std::string_view() : levels);
}

}  // namespace byline
