#pragma once

#include "indexer/reader.hpp"

namespace byline {

/// Reads CommonMark with tables, strikethrough and task lists, after YAML or TOML front matter if there is any.
///
/// The title is the front matter's, else the first heading, else the file's name. Headings are levelled so that the
/// top one is 1 and none is skipped. Code is text; links and emphasis are their text; raw HTML is its text; images'
/// descriptions are captions. Template tags of site generators (`{% … %}`, `{{ … }}`, `{: … }`) outside code are no
/// text. A byline or date that stands as a paragraph under the title counts where the front matter has none.
void read_markdown(const Source& source, const ReadOptions& options, const OutcomeSink& sink);

}  // namespace byline
