#include "indexer/xml_reader.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "common/utf8.hpp"
#include "indexer/text_decoding.hpp"
#include "indexer/xml_mending.hpp"

namespace byline {
namespace {

constexpr std::size_t kMaxTreeDepth = 250;
constexpr std::size_t kMaxTreeNodes = 200'000;
constexpr std::size_t kSniffedBytes = 64 << 10;
constexpr std::size_t kMaxReasonBytes = 200;
/// Open at once; the parser looks through them for every prefix.
constexpr int kMaxNamespaces = 2000;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// UTF-8 takes at most four bytes for a character, and a file may end inside one.
std::string_view without_cut_character(std::string_view bytes) {
  for (std::size_t cut = 1; cut <= std::min<std::size_t>(3, bytes.size()); ++cut) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - cut]);
    if (byte >= 0xC0) return bytes.substr(0, bytes.size() - cut);
    if (byte < 0x80) break;
  }
  return bytes;
}

/// What stands in `<?xml … encoding="…"?>`.
std::string_view declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 400);
  const std::size_t begin = head.find("<?xml");
  if (begin == std::string_view::npos) return {};
  const std::string_view declaration = head.substr(begin, head.find("?>", begin) - begin);
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", name);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view() : declaration.substr(open + 1, close - open - 1);
}

/// The document in UTF-8. That is most often what it is in, and then nothing is copied.
struct Decoded {
  std::string_view text;
  std::string owned;
  std::string note;
  bool is_text = true;
};

bool is_utf16_without_mark(std::string_view bytes) {
  return bytes.substr(0, 2) == std::string_view("<\0", 2) || bytes.substr(0, 2) == std::string_view("\0<", 2);
}

void decode(std::string_view bytes, Decoded& result) {
  std::string marked;
  if (is_utf16_without_mark(bytes)) {
    marked.append(bytes.front() == '<' ? "\xFF\xFE" : "\xFE\xFF").append(bytes);
    bytes = marked;
  }
  std::string_view plain = bytes;
  if (plain.starts_with("\xEF\xBB\xBF")) plain.remove_prefix(3);
  plain = without_cut_character(plain);
  // Valid UTF-8 is no accident, whatever is declared; only escapes such as those of ISO-2022-JP are valid as well.
  if (is_valid_utf8(plain) && plain.find('\x1B') == std::string_view::npos) {
    result.text = plain;
    return;
  }
  auto decoded = decode_text(bytes, declared_charset(bytes));
  if (auto* text = std::get_if<DecodedText>(&decoded)) {
    result.owned = std::move(text->text);
    result.note = std::move(text->note);
  } else {
    result.is_text = false;
  }
  result.text = result.owned;
}

/// Builds the list of nodes of a tree.
class TreeBuilder {
 public:
  void open(XmlNode&& node) {
    ++depth_;
    if (depth_ > kMaxTreeDepth || nodes_.size() >= kMaxTreeNodes) return;
    open_.push_back({add(std::move(node)), depth_});
  }

  void text(std::string_view text, std::uint32_t line) {
    const XmlNode::Id last = last_child_[open_.back().id];
    if (last != XmlNode::kNone && nodes_[last].is_text()) {
      nodes_[last].text += text;
    } else if (nodes_.size() < kMaxTreeNodes) {
      XmlNode node;
      node.text = text;
      node.line = line;
      add(std::move(node));
    }
  }

  void close() {
    if (open_.back().depth == depth_) {
      nodes_[open_.back().id].end = static_cast<XmlNode::Id>(nodes_.size());
      open_.pop_back();
    }
    --depth_;
  }

  [[nodiscard]] bool is_empty() const { return depth_ == 0; }

  XmlTree finish() {
    last_child_.clear();
    return XmlTree(std::exchange(nodes_, {}));
  }

 private:
  struct Open {
    XmlNode::Id id;
    std::size_t depth;
  };

  XmlNode::Id add(XmlNode&& node) {
    const auto id = static_cast<XmlNode::Id>(nodes_.size());
    node.end = id + 1;
    if (!open_.empty()) {
      node.parent = open_.back().id;
      XmlNode::Id& last = last_child_[node.parent];
      (last == XmlNode::kNone ? nodes_[node.parent].first_child : nodes_[last].next_sibling) = id;
      last = id;
    }
    nodes_.push_back(std::move(node));
    last_child_.push_back(XmlNode::kNone);
    return id;
  }

  std::vector<XmlNode> nodes_;
  std::vector<XmlNode::Id> last_child_;
  std::vector<Open> open_;
  std::size_t depth_ = 0;
};

struct DestroyContext {
  void operator()(xmlParserCtxt* context) const {
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};

/// One run of the parser over a document.
class Run {
 public:
  Run(std::string_view text, XmlVisitor& visitor) : mender_(text, named_character), visitor_(visitor) {}

  void go(XmlOutcome& outcome);

 private:
  /// Calls `body` for the parser, which is C: exceptions wait until it has returned.
  template <typename Body>
  static void guarded(void* self, Body&& body) {
    Run& run = *static_cast<Run*>(self);
    if (run.is_stopped_) return;
    try {
      body(run);
    } catch (...) {
      run.failure_ = std::current_exception();
      run.stop();
    }
  }

  static xmlSAXHandler handlers();
  static int read(void* self, char* to, int size);

  void stop();
  void begin(XmlNode&& node);
  void text(std::string_view text);
  void close_one(bool is_whole);
  [[nodiscard]] std::size_t line() const;

  XmlMender mender_;
  XmlVisitor& visitor_;
  std::unique_ptr<xmlParserCtxt, DestroyContext> context_;
  std::vector<bool> open_;  ///< for each open element, whether it was entered
  TreeBuilder tree_;
  std::size_t skipped_ = 0;  ///< elements open inside a skipped one, itself included
  std::size_t text_line_ = 1;
  std::string problem_;
  bool has_root_ = false;
  bool is_stopped_ = false;
  bool is_given_up_ = false;
  std::exception_ptr failure_;
};

XmlNode node_of(const xmlChar* name, const xmlChar* prefix, const xmlChar* space) {
  XmlNode node;
  node.name = view(name);
  node.prefix = view(prefix);
  node.space = view(space);
  return node;
}

/// The parser gives five pointers for each: name, prefix, namespace, and where the value begins and ends.
void add_attributes(XmlNode& node, int count, const xmlChar** attributes) {
  node.attributes.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i, attributes += 5) {
    const auto* begin = reinterpret_cast<const char*>(attributes[3]);
    const auto* end = reinterpret_cast<const char*>(attributes[4]);
    node.attributes.push_back({std::string(view(attributes[0])), std::string(view(attributes[2])), {begin, end}});
  }
}

xmlSAXHandler Run::handlers() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = [](void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* space, int,
                          const xmlChar**, int count, int, const xmlChar** attributes) {
    guarded(self, [&](Run& run) {
      XmlNode node = node_of(name, prefix, space);
      add_attributes(node, count, attributes);
      run.begin(std::move(node));
    });
  };
  sax.endElementNs = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    guarded(self, [](Run& run) { run.close_one(true); });
  };
  sax.characters = [](void* self, const xmlChar* text, int size) {
    guarded(self, [&](Run& run) { run.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)}); });
  };
  sax.ignorableWhitespace = sax.characters;
  sax.cdataBlock = sax.characters;
  sax.serror = [](void* self, xmlErrorPtr error) {
    guarded(self, [&](Run& run) {
      if (error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE || !run.problem_.empty()) return;
      std::string reason = single_spaced(repair_utf8(error->message == nullptr ? "" : error->message).text);
      reason.resize(whole_code_points(reason, kMaxReasonBytes).size());
      run.problem_ = "line " + std::to_string(error->line) + ": " + reason;
    });
  };
  return sax;
}

int Run::read(void* self, char* to, int size) {
  int count = -1;
  guarded(self, [&](Run& run) { count = static_cast<int>(run.mender_.read(to, static_cast<std::size_t>(size))); });
  return std::max(count, 0);
}

void Run::go(XmlOutcome& outcome) {
  static const bool is_initialised = (xmlInitParser(), true);
  (void)is_initialised;
  xmlSAXHandler sax = handlers();
  context_.reset(xmlCreateIOParserCtxt(&sax, this, read, nullptr, this, XML_CHAR_ENCODING_UTF8));
  if (!context_) throw std::bad_alloc();
  // The parser's own limits end a document; ours, above, only leave out what is too much, so its own are off.
  xmlCtxtUseOptions(context_.get(), XML_PARSE_RECOVER | XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE |
                                        XML_PARSE_IGNORE_ENC | XML_PARSE_NODICT);
  xmlParseDocument(context_.get());
  if (failure_) std::rethrow_exception(failure_);
  outcome.has_root = has_root_;
  outcome.last_line = line();
  outcome.is_whole = !is_given_up_ && (is_stopped_ || open_.empty());
  outcome.problem = problem_.empty() ? mender_.problem() : problem_;
  if (is_stopped_ && !is_given_up_) return;
  while (!open_.empty()) close_one(false);
}

std::size_t Run::line() const {
  return context_->input == nullptr ? text_line_ : static_cast<std::size_t>(std::max(context_->input->line, 1));
}

void Run::stop() {
  is_stopped_ = true;
  if (context_) xmlStopParser(context_.get());
}

void Run::begin(XmlNode&& node) {
  text_line_ = line();
  node.line = static_cast<std::uint32_t>(text_line_);
  if (open_.empty() && std::exchange(has_root_, true)) return stop();
  if (context_->nsNr > kMaxNamespaces * 2) {
    problem_ = "line " + std::to_string(text_line_) + ": more namespaces than anybody needs";
    is_given_up_ = true;
    return stop();
  }
  bool is_entered = false;
  if (skipped_ > 0) {
    ++skipped_;
  } else if (!tree_.is_empty()) {
    tree_.open(std::move(node));
  } else {
    switch (visitor_.begin(node, open_.size())) {
      case XmlStep::Enter: is_entered = true; break;
      case XmlStep::Take: tree_.open(std::move(node)); break;
      case XmlStep::Skip: skipped_ = 1; break;
      case XmlStep::Stop: return stop();
    }
  }
  open_.push_back(is_entered);
}

void Run::text(std::string_view text) {
  if (!tree_.is_empty()) tree_.text(text, static_cast<std::uint32_t>(text_line_));
}

void Run::close_one(bool is_whole) {
  text_line_ = line();
  const bool is_entered = open_.back();
  open_.pop_back();
  if (skipped_ > 0) {
    --skipped_;
  } else if (is_entered) {
    visitor_.end(open_.size());
  } else if (tree_.close(); tree_.is_empty()) {
    visitor_.take(tree_.finish(), is_whole);
  }
}

class WholeDocument : public XmlVisitor {
 public:
  XmlStep begin(const XmlNode&, std::size_t) override { return XmlStep::Take; }
  void take(XmlTree&& tree, bool) override { tree_ = std::move(tree); }
  std::optional<XmlTree> tree_;
};

class RootOnly : public XmlVisitor {
 public:
  XmlStep begin(const XmlNode& element, std::size_t) override {
    root_ = element;
    return XmlStep::Stop;
  }
  void take(XmlTree&&, bool) override {}
  std::optional<XmlNode> root_;
};

}  // namespace

char32_t named_character(std::string_view name) {
  if (name == "apos") return U'\'';
  const htmlEntityDesc* found = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  return found == nullptr ? 0 : static_cast<char32_t>(found->value);
}

XmlOutcome read_xml(std::string_view bytes, XmlVisitor& visitor) {
  XmlOutcome outcome;
  Decoded decoded;
  decode(bytes, decoded);
  outcome.note = std::move(decoded.note);
  if (!decoded.is_text) {
    outcome.problem = "binary";
    return outcome;
  }
  Run(decoded.text, visitor).go(outcome);
  return outcome;
}

std::optional<XmlTree> parse_xml(std::string_view bytes) {
  WholeDocument document;
  read_xml(bytes, document);
  return std::move(document.tree_);
}

std::optional<XmlNode> xml_root(std::string_view bytes) {
  RootOnly root;
  read_xml(bytes.substr(0, kSniffedBytes), root);
  return std::move(root.root_);
}

}  // namespace byline
