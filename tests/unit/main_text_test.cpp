#include "indexer/main_text.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "archive_fixture.hpp"
#include "common/utf8.hpp"
#include "indexer/html_blocks.hpp"

namespace byline {
namespace {

Article read(const std::string& html, const std::vector<HtmlNode::Id>& taken = {}) {
  const HtmlTree page(html);
  Article article;
  article.title = "-";
  append_blocks(page, find_main_text(page, taken), ImageTexts::None, 1, article);
  return article;
}

std::string body_of(const Article& article) {
  std::vector<std::string> texts;
  for (const Section& section : article.sections) texts.push_back(section.text);
  return test::join(texts, "\n");
}

bool omits(const Article& article, std::string_view what, std::string_view text) {
  for (const Omission& omission : article.omissions) {
    if (omission.what == what && omission.text.find(text) != std::string::npos) return true;
  }
  return false;
}

std::size_t count_asides(const Article& article, AsideKind kind) {
  std::size_t count = 0;
  for (const Aside& aside : article.asides) count += aside.kind == kind ? 1 : 0;
  return count;
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

constexpr std::string_view kParagraph =
    "<p>The boats of Port Alder stay in harbour, the ministry said, until the quota is settled; the herring do not "
    "wait, and neither do the buyers, who have begun to look to Norhaven. Nobody knows what it will cost.</p>";

/// Around an article: what a site shows on each of its pages, without names that tell what is what.
std::string page_around(std::string_view article) {
  std::string page =
      "<html><body><div><ul><li><a href=/>Home</a><li><a href=/n>News</a><li><a href=/s>Sport</a></ul></div>"
      "<div><div>";
  page.append(article);
  page += "</div><div>";
  for (int i = 0; i < 6; ++i) page += "<div><a href=/x>Another headline of another day</a><p>In short.</p></div>";
  return page + "</div></div><div><a href=/i>Imprint</a> <a href=/p>Privacy</a> © The Courier</div></body></html>";
}

TEST_CASE("main text: found by its text alone") {
  struct Row {
    std::string_view why, begin, paragraph, end;
  };
  constexpr Row kRows[] = {
      {"paragraphs", "", kParagraph, ""},
      {"Chinese", "",
       "<p>"
       "奥尔德港的渔船都停在港内，部长说，在配额确定之前不得出海；鲱鱼不会等人，买家也不会等人。没有人知道代价有多大。<"
       "/p>",
       ""},
      {"Japanese", "",
       "<p>オルダー港の漁船は港にとどまっている、と大臣は述べた。漁獲枠が決まるまでは、誰も海に出ることができない。</"
       "p>",
       ""},
      {"Korean", "",
       "<p>올더항의 어선들은 할당량이 정해질 때까지 항구에 머물러 있다고 장관이 말했다. 청어는 기다리지 않는다.</p>",
       ""},
      {"Arabic", "",
       "<p>بقيت قوارب ميناء ألدر في المرفأ، كما قال الوزير، حتى تحدد الحصص؛ والرنجة لا تنتظر أحدا، ولا المشترون. لا "
       "أحد يعرف الثمن.</p>",
       ""},
      {"Thai", "",
       "<p>เรือประมงของพอร์ตอัลเดอร์ยังจอดอยู่ในท่า รัฐมนตรีกล่าวว่าต้องรอจนกว่าจะกำหนดโควตา ปลาเฮอร์ริงไม่รอใคร และผู้ซื้อก็ไม่รอเช่นกัน</p>",
       ""},
      {"Hindi", "",
       "<p>पोर्ट आल्डर की नावें बंदरगाह में खड़ी हैं। मंत्री ने कहा कि कोटा तय होने तक कोई समुद्र में नहीं जाएगा। हेरिंग प्रतीक्षा नहीं "
       "करती।</p>",
       ""},
      {"text between breaks", "",
       "The boats of Port Alder stay in harbour, the ministry said, until the quota is settled; nobody knows.<br><br>",
       ""},
      {"bare boxes", "",
       "<div><div><span>The boats of Port Alder stay in harbour, the ministry said, until the quota is settled; nobody "
       "knows.</span></div></div>",
       ""},
      {"a table that lays out", "<table><tr><td width=600>", kParagraph, "</td><td><a href=/x>x</a></td></tr></table>"},
      {"a form around everything", "<form action=x>", kParagraph, "</form>"},
      {"a list of paragraphs", "<ol>",
       "<li>The boats of Port Alder stay in harbour, the ministry said, until the quota is settled; nobody knows what "
       "it costs.</li>",
       "</ol>"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    const std::string article = std::string(row.begin) + repeated(row.paragraph, 5) + std::string(row.end);
    const std::string body = body_of(read(page_around(article)));
    const HtmlTree alone(row.paragraph);
    const std::string text = alone.text_of(HtmlTree::root());
    std::size_t times = 0;
    for (std::size_t at = body.find(text); at != std::string::npos; at = body.find(text, at + 1)) ++times;
    CHECK(times == 5);
    CHECK(body.find("headline") == std::string::npos);
    CHECK(body.find("Imprint") == std::string::npos);
    CHECK(body.find("Home") == std::string::npos);
  }
}

TEST_CASE("main text: parts with a name or a heading are set apart") {
  struct Row {
    std::string_view part, what;
  };
  constexpr Row kRows[] = {
      {"<nav><a href=x>Apart</a></nav>", "navigation"},
      {"<div class='cookie-banner'>Apart: we bake cookies, and cannot stop.</div>", "cookie notice"},
      {"<div class='share-bar'>Apart <a href=x>Tell a friend</a></div>", "share buttons"},
      {"<section id=comments><h3>2 comments</h3><div><img src=x>Apart: I never liked herring, and nobody asked "
       "me.</div></section>",
       "comments"},
      {"<div class='x9'><h3>Kommentare</h3><div><p>Apart: ich mag keinen Hering.</p><a "
       "href=x>Antworten</a></div></div>",
       "comments"},
      {"<footer>Apart © 2025</footer>", "footer"},
      {"<aside>Apart: on the side, of no weight.</aside>", "sidebar"},
      {"<div class='newsletter-signup'>Apart: letters every morning.</div>", "subscription"},
      {"<div class='ad'>Apart: buy.</div>", "advertisement"},
      {"<p hidden>Apart: unseen, for nobody should.</p>", "hidden"},
      {"<div style='display:none'>Apart: unseen, for nobody should.</div>", "hidden"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.part);
    const Article article = read("<html><body><div class=c>" + repeated(kParagraph, 5) + std::string(row.part) +
                                 repeated(kParagraph, 2) + "</div></body></html>");
    CHECK(omits(article, row.what, "Apart"));
    CHECK(body_of(article).find("Apart") == std::string::npos);
  }
}

TEST_CASE("main text: captions, credits, bios and related links are kept, but not as body") {
  const Article article = read(
      "<body><article>" + repeated(kParagraph, 3) +
      "<figure><img src=x><figcaption>The quay at dawn</figcaption></figure><span class=credit>no block</span>" +
      repeated(kParagraph, 2) + "<p>Read more: <a href=/1>The lagoon of promises and its price</a></p>" +
      "<div class='author-bio'>Mira Okonkwo writes about the sea.</div>"
      "<div class=related><ul><li><a href=/2>Who owns the harbour?</a><li><a href=/3>Glaciers in court</a></ul></div>"
      "<h3>Lire aussi</h3><ul><li><a href=/4>Le prix du hareng</a></ul></article></body>");
  CHECK(count_asides(article, AsideKind::Caption) == 1);
  CHECK(count_asides(article, AsideKind::Bio) == 1);
  CHECK(count_asides(article, AsideKind::Related) == 5);
  const std::string body = body_of(article);
  for (const std::string_view text : {"quay", "Mira", "owns", "promises", "prix", "Lire"}) {
    CAPTURE(text);
    CHECK(body.find(text) == std::string::npos);
  }
}

TEST_CASE("main text: names are believed within reason") {
  struct Row {
    std::string_view why, html;
  };
  constexpr Row kRows[] = {
      {"a menu that holds the article", "<body><div class=menu>%</div>"},
      {"an overlay around the page",
       "<body><div class=modal><main>%</main></div><div><p>Short, and of no weight at all.</p></div>"},
      {"an article folded under a link", "<body><div class='read-more'>%</div>"},
      {"an article for subscribers", "<body><div class=paywall>%</div>"},
      {"a page hidden until its script has run", "<body style='visibility:hidden'><div style='display:none'>%</div>"},
      {"a forum: only comments", "<body><div class=comments><div class=comment>%</div></div>"},
      {"a chapter about comments",
       "<body><p>Of this.</p><section id=comments><h2>Comments</h2>%</section><section><h2>More</h2></section>"},
      {"a chapter about navigation", "<body><section id=navigation><h2>Navigation</h2>%</section>"},
      {"a class that tells a state", "<body class='with-sidebar no-ads'><div class='has-comments'>%</div>"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    std::string html(row.html);
    html.replace(html.find('%'), 1, repeated(kParagraph, 3));
    CHECK(body_of(read(html)).find("The boats of Port Alder") != std::string::npos);
  }
}

TEST_CASE("main text: an article in several parts, with what breaks it off") {
  const std::string part = "<div class=x><div>" + repeated(kParagraph, 3) + "</div></div>";
  const std::string html = "<body><div>" + part + "<div><a href=x>A box of links</a></div>" + part +
                           "<div><a href=x>Another box</a></div>" + part + "</div></body>";
  const std::string body = body_of(read(html));
  CHECK(std::string_view(body).substr(0, 9) == "The boats");
  std::size_t times = 0;
  for (std::size_t at = body.find("Nobody knows"); at != std::string::npos; at = body.find("Nobody knows", at + 1))
    ++times;
  CHECK(times == 9);
  CHECK(body.find("box") == std::string::npos);
}

TEST_CASE("main text: lists, tables of data and code in the text stay") {
  const std::string body = body_of(read(
      "<body><article>" + repeated(kParagraph, 3) +
      "<ul><li>One <a href=x>port</a></li><li>Two ports</li></ul>"
      "<table><tr><th>Port</th><th>Boats</th></tr><tr><td><a href=x>Oru</a></td><td><a href=y>12</a></td></tr></table>"
      "<pre><span class=comment>// quota</span>\nint boats = 12;</pre>" +
      repeated(kParagraph, 2) + "</article></body>"));
  for (const std::string_view text : {"One port", "Two ports", "Port  Boats", "Oru  12", "// quota\nint boats = 12;"}) {
    CAPTURE(text);
    CHECK(body.find(text) != std::string::npos);
  }
}

TEST_CASE("main text: pages without an article are all text") {
  for (const std::string_view html : {"just a few words", "<div>just a few words</div>", "<h1>just</h1><p>a few words",
                                      "<table><tr><td>just a few words</table>", "<ul><li>just a few words</ul>"}) {
    CAPTURE(html);
    CHECK(single_spaced(body_of(read(std::string(html)))).find("few words") != std::string::npos);
  }
  CHECK(read("").sections.empty());
  CHECK(read("<html></html>").sections.empty());
}

TEST_CASE("main text: bylines that were taken are asides") {
  const std::string html = "<body><article><p class=by>By Mira Okonkwo</p>" + repeated(kParagraph, 4) + "</article>";
  const HtmlTree page(html);
  const Article article = read(html, {page.find("p")});
  REQUIRE(article.asides.size() == 1);
  CHECK(article.asides[0] == Aside{AsideKind::Byline, "By Mira Okonkwo", 1});
  CHECK(body_of(article).find("Okonkwo") == std::string::npos);
}

TEST_CASE("main text: in proportion to the page, whatever it holds") {
  const std::string units[] = {"<div class=comment>x",
                               "<div><p>" + std::string(kParagraph),
                               "<div class='a b c d related'>",
                               "<h2>Comments</h2>",
                               "<ul><li><a href=x>y</a>",
                               "<div><h3>Related</h3></div>",
                               std::string(kParagraph),
                               "<table><tr><td>x",
                               "<br><br>x",
                               "<span class=share>x</span>"};
  for (const std::string& unit : units) {
    CAPTURE(unit);
    const auto start = std::chrono::steady_clock::now();
    (void)read(repeated(unit, static_cast<int>((1 << 20) / unit.size())));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  }
}

}  // namespace
}  // namespace byline
