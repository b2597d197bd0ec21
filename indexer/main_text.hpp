#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/article.hpp"
#include "indexer/html_tree.hpp"

namespace byline {

/// What a subtree of a page is that is not body.
enum class Apartness : std::uint8_t { Omitted, Caption, Credit, Byline, Bio, Related };

/// A subtree that is not body, inside the article or outside it.
struct SetApart {
  HtmlNode::Id id = HtmlNode::kNone;
  Apartness kind = Apartness::Omitted;
  std::string_view reason;  ///< of what is omitted: "navigation", "comments", "hidden"
};

/// Which nodes of a page are the article.
struct MainText {
  std::vector<HtmlNode::Id> tops;  ///< in document order, none inside another
  std::vector<SetApart> apart;     ///< in document order, none inside another; inside the tops or beside them
};

/// Finds the article on a page, without navigation, cookie notices, related links, share buttons, comments, footers,
/// asides, advertisements, newsletter boxes and what is hidden. `taken` are nodes known to be bylines and dates.
///
/// How, in five steps; what is weighed comes from practice that is widely shared (Readability's scores that paragraphs
/// hand up to what encloses them; the text and link densities of Kohlschütter, Fankhauser and Nejdl, "Boilerplate
/// Detection using Shallow Text Features", 2010), the measures and their use are ours:
///
/// 1. **Hints.** Elements that are hidden, or that tag, role, class or id call navigation, a footer, comments, and so
///    on (node_hints.hpp), are set apart, unless they hold more of the page's running text than such a part can.
/// 2. **Measures.** Text is cut into runs at the borders of blocks and at double `<br>`. Each has a length in letters
///    (scripts with more to a letter count more), a share of links, and marks: commas and stops of any script
///    (text_measures.hpp).
/// 3. **Scores.** A run of 25 letters or more is worth 1, 1 more for each 100 letters up to 3, and 1/2 for each mark,
///    less its share of links. The nearest element that holds more than this run gets all of it, the next larger one
///    half, the next a sixth, a ninth, a twelfth; wrappers that add nothing are no step. Names and tags that hint at
///    an article add to an element's score. The highest score, less its share of links, is the top.
/// 4. **Company.** Beside the top, siblings with a fifth of its score and lone paragraphs of running text belong to the
///    article; where several candidates are nearly as good, what encloses them all does.
/// 5. **Pruning.** Inside, from the leaves up, containers that are mostly links, controls or lists without running
///    text are set apart; lists, tables of data and code are kept.
///
/// When less than 250 letters come out although the page has more, names are no longer believed; when still too few do,
/// the whole page is the article.
MainText find_main_text(const HtmlTree& page, const std::vector<HtmlNode::Id>& taken);

/// All of the page is the article, but for captions and what is hidden; for fragments.
MainText whole_text(const HtmlTree& page);

}  // namespace byline
