#include "indexer/html_text.hpp"

#include <gumbo.h>

#include <memory>
#include <vector>

#include "common/utf8.hpp"

namespace byline {
namespace {

struct DestroyOutput {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

bool is_invisible(GumboTag tag) {
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEMPLATE || tag == GUMBO_TAG_TITLE ||
         tag == GUMBO_TAG_NOSCRIPT;
}

bool is_inline(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_U: return true;
    default: return false;
  }
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_ELEMENT && !is_invisible(node.v.element.tag)) return &node.v.element.children;
  return nullptr;
}

void append_start(const GumboNode& node, std::string& text) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
    text += node.v.text.text;
  } else if (node.type == GUMBO_NODE_ELEMENT && !is_inline(node.v.element.tag) && !text.empty() &&
             text.back() != '\n') {
    text += ' ';
  }
}

/// Depth first with a stack of our own: the depth of a hostile page is its author's choice.
void append_text(const GumboNode& root, std::string& text) {
  std::vector<const GumboNode*> pending{&root};
  while (!pending.empty()) {
    const GumboNode& node = *pending.back();
    pending.pop_back();
    append_start(node, text);
    const GumboVector* children = children_of(node);
    if (children == nullptr) continue;
    for (unsigned i = children->length; i > 0; --i) {
      pending.push_back(static_cast<const GumboNode*>(children->data[i - 1]));
    }
  }
}

}  // namespace

std::string text_of_html(std::string_view fragment) {
  const std::unique_ptr<GumboOutput, DestroyOutput> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, fragment.data(), fragment.size()));
  std::string text;
  append_text(*output->root, text);
  return repair_utf8(text).text;
}

}  // namespace byline
