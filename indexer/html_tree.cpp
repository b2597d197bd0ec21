#include "indexer/html_tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "common/utf8.hpp"
#include "indexer/parser_input.hpp"

namespace byline {
namespace {

/// Longer pages than any we know of: the whole of the HTML standard on one page has 13 MB.
constexpr std::size_t kMaxPageBytes = 32u << 20;

/// Pages need 10 to 20 bytes for each of their own; the worst of the bounded ones, of tags of three bytes, need 100.
constexpr std::size_t kMemoryPerByte = 128;
constexpr std::size_t kMemoryForAll = 4u << 20;
constexpr std::size_t kMaxMemory = 1u << 30;

}  // namespace

/// Memory that is freed all at once. The parser frees its tree recursively, as deep as the page is nested, and its many
/// small pieces one by one; both are spared it here. When the page needs more than its due, the parser is left by a
/// jump: it is C, holds nothing but this memory, and knows no other way out.
class HtmlTree::Arena {
 public:
  explicit Arena(std::size_t budget) : budget_(budget) {}
  ~Arena() { clear(); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Null when the budget is spent, and then jumps to `escape` if there is one.
  void* allocate(std::size_t size) {
    size = (size + kAlignment - 1) / kAlignment * kAlignment;
    if (size > left_ && !add_chunk(size)) {
      if (escape != nullptr) std::longjmp(*escape, 1);
      return nullptr;
    }
    void* result = next_;
    next_ += size;
    left_ -= size;
    return result;
  }

  std::string_view keep(std::string_view text) {
    char* copy = static_cast<char*>(allocate(text.size() + 1));
    if (copy == nullptr) return {};
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
  }

  void clear() {
    while (chunks_ != nullptr) {
      Chunk* next = chunks_->next;
      std::free(chunks_);
      chunks_ = next;
    }
    left_ = used_ = 0;
  }

  std::jmp_buf* escape = nullptr;

 private:
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);
  struct alignas(kAlignment) Chunk {
    Chunk* next;
  };

  bool add_chunk(std::size_t size) {
    const std::size_t whole = std::max(size, std::clamp(used_ / 2, std::size_t{1} << 14, std::size_t{1} << 22));
    if (whole > budget_ || used_ > budget_ - whole) return false;
    auto* chunk = static_cast<Chunk*>(std::malloc(sizeof(Chunk) + whole));
    if (chunk == nullptr) return false;
    chunk->next = chunks_;
    chunks_ = chunk;
    next_ = reinterpret_cast<char*>(chunk + 1);
    left_ = whole;
    used_ += whole;
    return true;
  }

  std::size_t budget_;
  std::size_t used_ = 0;
  std::size_t left_ = 0;
  char* next_ = nullptr;
  Chunk* chunks_ = nullptr;
};

namespace {

std::size_t memory_budget(std::size_t bytes) { return kMemoryForAll + std::min(bytes * kMemoryPerByte, kMaxMemory); }

/// Null when the memory did not suffice. Nothing with a destructor may live in this frame.
template <typename Memory>
const GumboOutput* parse_within(Memory& memory, std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void* user, std::size_t size) { return static_cast<Memory*>(user)->allocate(size); };
  options.deallocator = [](void*, void*) {};
  options.userdata = &memory;
  options.max_errors = 0;  // each would hold a copy of the stack of open elements
  std::jmp_buf escape;
  memory.escape = &escape;
  if (setjmp(escape) != 0) {
    memory.escape = nullptr;
    return nullptr;
  }
  const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  memory.escape = nullptr;
  return output;
}

/// The parser's tree as a list of nodes.
template <typename Memory>
class Flattener {
 public:
  Flattener(Memory& memory, std::vector<HtmlNode>& nodes, std::vector<HtmlNode::Attribute>& attributes)
      : memory_(memory), nodes_(nodes), attributes_(attributes) {}

  /// Depth first with a stack of our own.
  void flatten(const GumboNode& root) {
    pending_.push_back({&root, HtmlNode::kNone});
    while (!pending_.empty()) {
      const Pending next = pending_.back();
      pending_.pop_back();
      HtmlNode node;
      node.parent = next.parent;
      if (!convert(*next.node, node)) continue;
      const HtmlNode::Id id = add(std::move(node));
      if (nodes_[id].is_text()) continue;
      const GumboVector& children = next.node->v.element.children;
      for (unsigned i = children.length; i > 0; --i) {
        pending_.push_back({static_cast<const GumboNode*>(children.data[i - 1]), id});
      }
    }
    finish();
  }

 private:
  struct Pending {
    const GumboNode* node;
    HtmlNode::Id parent;
  };

  HtmlNode::Id add(HtmlNode&& node) {
    const auto id = static_cast<HtmlNode::Id>(nodes_.size());
    if (node.parent != HtmlNode::kNone) {
      HtmlNode::Id& last = last_child_[node.parent];
      (last == HtmlNode::kNone ? nodes_[node.parent].first_child : nodes_[last].next_sibling) = id;
      last = id;
    }
    nodes_.push_back(std::move(node));
    last_child_.push_back(HtmlNode::kNone);
    return id;
  }

  /// Our node for the parser's; nothing for comments.
  bool convert(const GumboNode& node, HtmlNode& converted) {
    switch (node.type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: convert_element(node.v.element, converted); return true;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        converted.text = clean(node.v.text.text);
        converted.line = node.v.text.start_pos.line;
        return !converted.text.empty();
      default: return false;
    }
  }

  void convert_element(const GumboElement& element, HtmlNode& node) {
    node.tag = tag_of(element);
    node.line = element.start_pos.line;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      attributes_.push_back({lower_case(clean(attribute->name)), clean(attribute->value)});
    }
    counts_.push_back({static_cast<HtmlNode::Id>(nodes_.size()), element.attributes.length});
  }

  /// The parser knows the tags of HTML by number, others by their source.
  std::string_view tag_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece name = element.original_tag;
    gumbo_tag_from_original_text(&name);
    const std::string_view tag = name.length == 0 ? std::string_view() : std::string_view(name.data, name.length);
    if (tag.empty() || !is_valid_utf8(tag)) return "unknown";
    const std::string_view kept = lower_case(memory_.keep(tag));
    return kept.empty() ? "unknown" : kept;
  }

  std::string_view clean(const char* text) {
    const std::string_view view(text);
    return is_valid_utf8(view) ? view : memory_.keep(repair_utf8(view).text);
  }

  /// In place when it is not lower case yet; most names are.
  std::string_view lower_case(std::string_view name) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (std::none_of(name.begin(), name.end(), is_capital)) return name;
    std::string lowered(name);
    for (char& c : lowered) c = is_capital(c) ? static_cast<char>(c + 32) : c;
    return memory_.keep(lowered);
  }

  void finish() {
    const HtmlNode::Attribute* first = attributes_.data();
    for (const auto& [id, count] : counts_) {
      nodes_[id].attributes = {first, count};
      first += count;
    }
    // Backwards: children come behind their parents, so each end is known before it is handed up.
    for (HtmlNode::Id id = static_cast<HtmlNode::Id>(nodes_.size()); id-- > 0;) {
      HtmlNode& node = nodes_[id];
      node.end = std::max(node.end, id + 1);
      if (node.parent != HtmlNode::kNone) nodes_[node.parent].end = std::max(nodes_[node.parent].end, node.end);
    }
  }

  struct AttributeCount {
    HtmlNode::Id id;
    std::size_t count;
  };

  Memory& memory_;
  std::vector<HtmlNode>& nodes_;
  std::vector<HtmlNode::Attribute>& attributes_;
  std::vector<AttributeCount> counts_;
  std::vector<HtmlNode::Id> last_child_;
  std::vector<Pending> pending_;
};

/// The text between the tags, without entities decoded: what is left of a page that cannot be parsed.
std::string text_between_tags(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    text.append(html.substr(at, open - at));
    text += ' ';
    const std::size_t close = html.find('>', open);
    at = close == std::string_view::npos ? html.size() : close + 1;
  }
  return text;
}

std::vector<HtmlNode> nodes_of_text(std::string_view text) {
  std::vector<HtmlNode> nodes(3);
  nodes[0].tag = "html";
  nodes[1].tag = "body";
  nodes[2].text = text;
  for (HtmlNode::Id id = 0; id < 3; ++id) {
    nodes[id].parent = id == 0 ? HtmlNode::kNone : id - 1;
    nodes[id].first_child = id == 2 ? HtmlNode::kNone : id + 1;
    nodes[id].end = 3;
  }
  nodes[2].line = 1;
  return nodes;
}

std::string_view joined_part(std::string_view html) {
  return html.size() <= kMaxPageBytes ? html : whole_code_points(html, kMaxPageBytes);
}

}  // namespace

std::string_view HtmlNode::attribute(std::string_view name) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
  return found == attributes.end() ? std::string_view() : found->value;
}

bool HtmlNode::has_attribute(std::string_view name) const {
  return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
}

HtmlTree::HtmlTree(std::string_view html) {
  const std::string_view part = joined_part(html);
  if (part.size() < html.size()) damage_ = "larger than 32 MiB: the rest was not read";
  const ParserInput input = parser_input(part);
  if (!input.note.empty()) damage_ += (damage_.empty() ? "" : "; ") + input.note;
  const std::string_view page = input.html;
  arena_ = std::make_unique<Arena>(memory_budget(page.size()));
  if (const GumboOutput* output = parse_within(*arena_, page)) {
    Flattener(*arena_, nodes_, attributes_).flatten(*output->root);
    return;
  }
  arena_->clear();
  damage_ += (damage_.empty() ? "" : "; ") + std::string("too tangled to be parsed: only its text was kept");
  nodes_ = nodes_of_text(arena_->keep(text_between_tags(page)));
}

HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

HtmlNode::Id HtmlTree::find(std::string_view tag, HtmlNode::Id from, HtmlNode::Id end) const {
  for (HtmlNode::Id id = from; id < end; ++id) {
    if (nodes_[id].tag == tag) return id;
  }
  return HtmlNode::kNone;
}

std::string HtmlTree::text_of(HtmlNode::Id id) const {
  std::string text;
  for (HtmlNode::Id at = id; at < nodes_[id].end;) {
    const HtmlNode& node = nodes_[at];
    if (is_unshown_tag(node.tag)) {
      at = node.end;
      continue;
    }
    if (node.is_text()) {
      text += node.text;
    } else if (!is_inline_tag(node.tag)) {
      text += ' ';
    }
    ++at;
  }
  return single_spaced(text);
}

bool is_inline_tag(std::string_view tag) {
  static constexpr std::array<std::string_view, 41> kInline = {
      "a",      "abbr",   "acronym", "b",    "bdi",  "bdo", "big",  "blink", "cite",  "code",  "data",
      "del",    "dfn",    "em",      "font", "i",    "img", "ins",  "kbd",   "label", "mark",  "nobr",
      "output", "q",      "rb",      "rp",   "rt",   "rtc", "ruby", "s",     "samp",  "small", "span",
      "strike", "strong", "sub",     "sup",  "time", "tt",  "u",    "var"};
  return tag == "wbr" || std::find(kInline.begin(), kInline.end(), tag) != kInline.end();
}

bool is_unshown_tag(std::string_view tag) {
  return tag == "script" || tag == "style" || tag == "template" || tag == "noscript";
}

}  // namespace byline
