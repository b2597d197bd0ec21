#include "common/stored_article.hpp"

#include "common/packing.hpp"

namespace byline {
namespace {

void pack_strings(std::string& bytes, const std::vector<std::string>& list) {
  pack_uint(bytes, list.size());
  for (const std::string& text : list) pack_string(bytes, text);
}

std::vector<std::string> unpack_strings(Unpacker& in) {
  std::vector<std::string> list;
  for (auto count = in.uint(); count > 0; --count) list.emplace_back(in.string());
  return list;
}

void pack_date(std::string& bytes, const std::optional<PartialDate>& date) {
  pack_uint(bytes, date ? static_cast<std::uint64_t>(date->year) : 0);
  if (!date) return;
  pack_uint(bytes, date->month);
  pack_uint(bytes, date->day);
}

std::optional<PartialDate> unpack_date(Unpacker& in) {
  PartialDate date;
  date.year = static_cast<int>(in.uint());
  if (date.year == 0) return std::nullopt;
  date.month = static_cast<unsigned>(in.uint());
  date.day = static_cast<unsigned>(in.uint());
  return date;
}

/// A line as it is packed. `before`: how many lines are not counted.
std::size_t counted_line(std::size_t line, std::size_t before) { return line == 0 ? 0 : line - before; }

/// Offsets and lines only grow, so their differences are small numbers. Lines may be unknown (0) within known ones.
void pack_section(std::string& bytes, const Section& section, std::size_t lines_before) {
  pack_string(bytes, section.heading);
  pack_uint(bytes, static_cast<std::uint64_t>(section.level));
  pack_string(bytes, section.text);
  pack_uint(bytes, section.blocks.size());
  std::size_t offset = 0;
  for (const Block& block : section.blocks) {
    pack_uint(bytes, block.offset - offset);
    pack_uint(bytes, counted_line(block.line, lines_before));
    offset = block.offset;
  }
}

Section unpack_section(Unpacker& in) {
  Section section;
  section.heading = in.string();
  section.level = static_cast<int>(in.uint());
  section.text = in.string();
  std::size_t offset = 0;
  for (auto count = in.uint(); count > 0; --count) {
    offset += in.uint();
    const std::size_t line = in.uint();
    section.blocks.push_back({offset, line});
  }
  return section;
}

/// The number of a kind is its place in the enumeration.
constexpr auto kLastAsideKind = static_cast<std::uint64_t>(AsideKind::Metadata);

Aside unpack_aside(Unpacker& in) {
  const std::uint64_t kind = in.uint();
  if (kind > kLastAsideKind) throw_damaged("a stored article has an aside of an unknown kind");
  std::string text(in.string());
  return {static_cast<AsideKind>(kind), std::move(text), in.uint()};
}

/// About how many bytes an article takes.
std::size_t estimated_size(const Article& article) {
  constexpr std::size_t kBytesOfRest = 512;
  constexpr std::size_t kBytesOfSection = 16;
  constexpr std::size_t kBytesOfBlock = 5;
  std::size_t size = kBytesOfRest;
  for (const Section& section : article.sections) {
    size += section.heading.size() + section.text.size() + kBytesOfSection + section.blocks.size() * kBytesOfBlock;
  }
  for (const Aside& aside : article.asides) size += aside.text.size() + kBytesOfSection;
  return size;
}

std::string serialise(const Article& article, std::size_t lines_before) {
  std::string bytes;
  bytes.reserve(estimated_size(article));
  pack_uint(bytes, kStoredArticleFormat);
  pack_string(bytes, article.path);
  pack_string(bytes, article.id);
  pack_uint(bytes, counted_line(article.line, lines_before));
  pack_string(bytes, article.url);
  pack_string(bytes, article.title);
  pack_strings(bytes, article.authors);
  pack_uint(bytes, article.contributors.size());
  for (const Contributor& contributor : article.contributors) {
    pack_string(bytes, contributor.name);
    pack_string(bytes, contributor.role);
  }
  pack_date(bytes, article.date);
  pack_string(bytes, article.language);
  pack_string(bytes, article.source);
  pack_strings(bytes, article.categories);
  pack_strings(bytes, article.tags);
  pack_uint(bytes, article.sections.size());
  for (const Section& section : article.sections) pack_section(bytes, section, lines_before);
  pack_uint(bytes, article.asides.size());
  for (const Aside& aside : article.asides) {
    pack_uint(bytes, static_cast<std::uint64_t>(aside.kind));
    pack_string(bytes, aside.text);
    pack_uint(bytes, counted_line(aside.line, lines_before));
  }
  if (!article.container.empty()) pack_string(bytes, article.container);
  return bytes;
}

}  // namespace

std::string serialise(const Article& article) { return serialise(article, 0); }

std::string serialise_wherever_it_stands(const Article& article) { return serialise(article, article.line - 1); }

Article deserialise(std::string_view bytes) {
  Unpacker in(bytes);
  if (in.uint() != std::uint64_t{kStoredArticleFormat}) throw_damaged("an article is stored in another format");
  Article article;
  article.path = in.string();
  article.id = in.string();
  article.line = in.uint();
  article.url = in.string();
  article.title = in.string();
  article.authors = unpack_strings(in);
  for (auto count = in.uint(); count > 0; --count) {
    std::string name(in.string());
    article.contributors.push_back({std::move(name), std::string(in.string())});
  }
  article.date = unpack_date(in);
  article.language = in.string();
  article.source = in.string();
  article.categories = unpack_strings(in);
  article.tags = unpack_strings(in);
  for (auto count = in.uint(); count > 0; --count) article.sections.push_back(unpack_section(in));
  for (auto count = in.uint(); count > 0; --count) article.asides.push_back(unpack_aside(in));
  if (!in.at_end()) {
    article.container = in.string();
    if (article.container.empty()) throw_damaged("a stored article has a container without a name");
  }
  in.require_end();
  return article;
}

}  // namespace byline
