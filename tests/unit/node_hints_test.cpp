#include "indexer/node_hints.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "indexer/part_labels.hpp"

namespace byline {
namespace {

TEST_CASE("hints of elements") {
  struct Row {
    std::string_view html;
    NodeHint hint;
  };
  constexpr Row kRows[] = {
      {"<div>", NodeHint::None},
      {"<nav>", NodeHint::Navigation},
      {"<aside class=story>", NodeHint::Sidebar},
      {"<div role=contentinfo>", NodeHint::Footer},
      {"<div class='article-body'>", NodeHint::Article},
      {"<div class='c1' itemprop=articleBody>", NodeHint::ArticleBody},
      {"<div class='post-share'>", NodeHint::Share},
      {"<div class='postShareTools'>", NodeHint::Share},
      {"<div class='RelatedPosts-2'>", NodeHint::Related},
      {"<div class='shareholders'>", NodeHint::None},
      {"<div class='header'>", NodeHint::None},
      {"<div id=onetrust-banner-sdk>", NodeHint::CookieNotice},
      {"<div role=dialog class=cookies>", NodeHint::CookieNotice},
      {"<aside class=related>", NodeHint::Related},
      {"<nav class=related>", NodeHint::Navigation},
      {"<main class=content>", NodeHint::Article},
      {"<div class=content id=comments>", NodeHint::Comments},
      {"<div class='page has-sidebar'>", NodeHint::None},
      {"<div class='post comments-open'>", NodeHint::Article},
      {"<div class='ad-slot'>", NodeHint::Advertisement},
      {"<div class='gradient'>", NodeHint::None},
      {"<span class='sr-only'>", NodeHint::Hidden},
      {"<div class='elementor-widget elementor-widget-container'>", NodeHint::None},
      {"<div class='wp-caption-text'>", NodeHint::Caption},
      {"<div class='author-bio'>", NodeHint::Bio},
      {"<div class='Kommentarbereich'>", NodeHint::Comments},
      {"<div class='日本 nav'>", NodeHint::Navigation},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.html);
    const HtmlTree tree(row.html);
    NodeHints hints;
    CHECK(hints.of(tree[tree.find("body") + 1]) == row.hint);
  }
}

TEST_CASE("hidden elements") {
  struct Row {
    std::string_view html;
    bool is_hidden;
  };
  constexpr Row kRows[] = {
      {"<p hidden>", true},
      {"<p aria-hidden=true>", true},
      {"<p aria-hidden=false>", false},
      {"<p style='color: red; DISPLAY : None'>", true},
      {"<p style='visibility:hidden'>", true},
      {"<p style='display:block'>", false},
      {"<p class=x>", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.html);
    const HtmlTree tree(row.html);
    CHECK(is_hidden(tree[tree.find("p")]) == row.is_hidden);
  }
}

TEST_CASE("headings that label parts of a page") {
  struct Row {
    std::string_view text;
    NodeHint hint;
  };
  constexpr Row kRows[] = {
      {"Comments", NodeHint::Comments},
      {"27 COMMENTS:", NodeHint::Comments},
      {"Comments (3)", NodeHint::Comments},
      {"Lesen Sie auch", NodeHint::Related},
      {"À lire aussi :", NodeHint::Related},
      {"Читайте также:", NodeHint::Related},
      {"اقرأ أيضاً", NodeHint::Related},
      {"相关阅读：", NodeHint::Related},
      {"評論（12）", NodeHint::Comments},
      {"関連記事", NodeHint::Related},
      {"ข่าวที่เกี่ยวข้อง", NodeHint::Related},
      {"ADVERTISEMENT", NodeHint::Advertisement},
      {"Comments on the herring quota", NodeHint::None},
      {"What’s Next", NodeHint::None},
      {"2024", NodeHint::None},
      {"", NodeHint::None},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(hint_of_heading(row.text) == row.hint);
  }
}

}  // namespace
}  // namespace byline
