#pragma once

#include <string>
#include <string_view>

namespace byline {

/// A key that sorts bytewise as ICU's root collation sorts the text (UTS #10): "Zebra" before "älter" no more. Cut to
/// 120 bytes. Empty for text without collatable characters.
std::string collation_key(std::string_view text);

}  // namespace byline
