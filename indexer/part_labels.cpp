#include "indexer/part_labels.hpp"

#include <string>
#include <unordered_map>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {
namespace {

constexpr std::size_t kLongestLabel = 80;

struct Label {
  std::string_view text;
  NodeHint hint;
};

constexpr Label kLabels[] = {
    {"comments", NodeHint::Comments},
    {"comment", NodeHint::Comments},
    {"view comments", NodeHint::Comments},
    {"show comments", NodeHint::Comments},
    {"there are comments", NodeHint::Comments},
    {"responses", NodeHint::Comments},
    {"replies", NodeHint::Comments},
    {"leave a reply", NodeHint::Comments},
    {"leave a comment", NodeHint::Comments},
    {"post a comment", NodeHint::Comments},
    {"add a comment", NodeHint::Comments},
    {"join the conversation", NodeHint::Comments},
    {"join the discussion", NodeHint::Comments},
    {"kommentare", NodeHint::Comments},
    {"kommentar schreiben", NodeHint::Comments},
    {"schreiben sie einen kommentar", NodeHint::Comments},
    {"schreibe einen kommentar", NodeHint::Comments},
    {"commentaires", NodeHint::Comments},
    {"laisser un commentaire", NodeHint::Comments},
    {"vos commentaires", NodeHint::Comments},
    {"comentarios", NodeHint::Comments},
    {"deja un comentario", NodeHint::Comments},
    {"deja una respuesta", NodeHint::Comments},
    {"comentarios dos leitores", NodeHint::Comments},
    {"comentários", NodeHint::Comments},
    {"deixe um comentário", NodeHint::Comments},
    {"commenti", NodeHint::Comments},
    {"lascia un commento", NodeHint::Comments},
    {"reacties", NodeHint::Comments},
    {"komentarze", NodeHint::Comments},
    {"komentáře", NodeHint::Comments},
    {"diskuse", NodeHint::Comments},
    {"комментарии", NodeHint::Comments},
    {"оставить комментарий", NodeHint::Comments},
    {"добавить комментарий", NodeHint::Comments},
    {"коментарі", NodeHint::Comments},
    {"yorumlar", NodeHint::Comments},
    {"التعليقات", NodeHint::Comments},
    {"اترك تعليقا", NodeHint::Comments},
    {"نظرات", NodeHint::Comments},
    {"תגובות", NodeHint::Comments},
    {"评论", NodeHint::Comments},
    {"网友评论", NodeHint::Comments},
    {"发表评论", NodeHint::Comments},
    {"評論", NodeHint::Comments},
    {"留言", NodeHint::Comments},
    {"コメント", NodeHint::Comments},
    {"コメントを残す", NodeHint::Comments},
    {"댓글", NodeHint::Comments},
    {"ความคิดเห็น", NodeHint::Comments},
    {"แสดงความคิดเห็น", NodeHint::Comments},
    {"bình luận", NodeHint::Comments},
    {"komentar", NodeHint::Comments},
    {"related", NodeHint::Related},
    {"related articles", NodeHint::Related},
    {"related stories", NodeHint::Related},
    {"related posts", NodeHint::Related},
    {"related topics", NodeHint::Related},
    {"related content", NodeHint::Related},
    {"related coverage", NodeHint::Related},
    {"related links", NodeHint::Related},
    {"related news", NodeHint::Related},
    {"more stories", NodeHint::Related},
    {"more news", NodeHint::Related},
    {"more on this story", NodeHint::Related},
    {"more like this", NodeHint::Related},
    {"read more", NodeHint::Related},
    {"read next", NodeHint::Related},
    {"read also", NodeHint::Related},
    {"also read", NodeHint::Related},
    {"you may also like", NodeHint::Related},
    {"you might also like", NodeHint::Related},
    {"recommended", NodeHint::Related},
    {"recommended for you", NodeHint::Related},
    {"recommended stories", NodeHint::Related},
    {"most read", NodeHint::Related},
    {"most popular", NodeHint::Related},
    {"most viewed", NodeHint::Related},
    {"trending", NodeHint::Related},
    {"trending now", NodeHint::Related},
    {"top stories", NodeHint::Related},
    {"latest news", NodeHint::Related},
    {"latest stories", NodeHint::Related},
    {"editors picks", NodeHint::Related},
    {"dont miss", NodeHint::Related},
    {"up next", NodeHint::Related},
    {"lesen sie auch", NodeHint::Related},
    {"lesen sie mehr", NodeHint::Related},
    {"mehr zum thema", NodeHint::Related},
    {"mehr aus", NodeHint::Related},
    {"weitere artikel", NodeHint::Related},
    {"weitere themen", NodeHint::Related},
    {"meistgelesen", NodeHint::Related},
    {"verwandte artikel", NodeHint::Related},
    {"das könnte sie auch interessieren", NodeHint::Related},
    {"lire aussi", NodeHint::Related},
    {"à lire aussi", NodeHint::Related},
    {"à lire également", NodeHint::Related},
    {"sur le même sujet", NodeHint::Related},
    {"articles liés", NodeHint::Related},
    {"articles similaires", NodeHint::Related},
    {"les plus lus", NodeHint::Related},
    {"dans la même rubrique", NodeHint::Related},
    {"lea también", NodeHint::Related},
    {"lee también", NodeHint::Related},
    {"te puede interesar", NodeHint::Related},
    {"noticias relacionadas", NodeHint::Related},
    {"artículos relacionados", NodeHint::Related},
    {"más noticias", NodeHint::Related},
    {"lo más leído", NodeHint::Related},
    {"lo más visto", NodeHint::Related},
    {"leia também", NodeHint::Related},
    {"leia mais", NodeHint::Related},
    {"veja também", NodeHint::Related},
    {"notícias relacionadas", NodeHint::Related},
    {"mais lidas", NodeHint::Related},
    {"leggi anche", NodeHint::Related},
    {"articoli correlati", NodeHint::Related},
    {"i più letti", NodeHint::Related},
    {"lees ook", NodeHint::Related},
    {"meest gelezen", NodeHint::Related},
    {"läs också", NodeHint::Related},
    {"läs mer", NodeHint::Related},
    {"les også", NodeHint::Related},
    {"læs også", NodeHint::Related},
    {"lue myös", NodeHint::Related},
    {"czytaj także", NodeHint::Related},
    {"zobacz także", NodeHint::Related},
    {"čtěte také", NodeHint::Related},
    {"související články", NodeHint::Related},
    {"olvassa el ezt is", NodeHint::Related},
    {"citește și", NodeHint::Related},
    {"читайте также", NodeHint::Related},
    {"по теме", NodeHint::Related},
    {"материалы по теме", NodeHint::Related},
    {"новости по теме", NodeHint::Related},
    {"самое читаемое", NodeHint::Related},
    {"читайте також", NodeHint::Related},
    {"ilgili haberler", NodeHint::Related},
    {"اقرأ أيضا", NodeHint::Related},
    {"مواضيع ذات صلة", NodeHint::Related},
    {"أخبار ذات صلة", NodeHint::Related},
    {"مقالات ذات صلة", NodeHint::Related},
    {"الأكثر قراءة", NodeHint::Related},
    {"مطالب مرتبط", NodeHint::Related},
    {"כתבות נוספות", NodeHint::Related},
    {"相关阅读", NodeHint::Related},
    {"相关新闻", NodeHint::Related},
    {"相关文章", NodeHint::Related},
    {"延伸阅读", NodeHint::Related},
    {"推荐阅读", NodeHint::Related},
    {"热门文章", NodeHint::Related},
    {"相關新聞", NodeHint::Related},
    {"相關文章", NodeHint::Related},
    {"延伸閱讀", NodeHint::Related},
    {"熱門新聞", NodeHint::Related},
    {"関連記事", NodeHint::Related},
    {"関連ニュース", NodeHint::Related},
    {"あわせて読みたい", NodeHint::Related},
    {"おすすめ記事", NodeHint::Related},
    {"人気記事", NodeHint::Related},
    {"アクセスランキング", NodeHint::Related},
    {"관련기사", NodeHint::Related},
    {"관련 기사", NodeHint::Related},
    {"관련 뉴스", NodeHint::Related},
    {"많이 본 뉴스", NodeHint::Related},
    {"ข่าวที่เกี่ยวข้อง", NodeHint::Related},
    {"บทความที่เกี่ยวข้อง", NodeHint::Related},
    {"อ่านเพิ่มเติม", NodeHint::Related},
    {"tin liên quan", NodeHint::Related},
    {"bài viết liên quan", NodeHint::Related},
    {"baca juga", NodeHint::Related},
    {"berita terkait", NodeHint::Related},
    {"newsletter", NodeHint::Subscription},
    {"subscribe to our newsletter", NodeHint::Subscription},
    {"sign up for our newsletter", NodeHint::Subscription},
    {"share this", NodeHint::Share},
    {"share this article", NodeHint::Share},
    {"share this story", NodeHint::Share},
    {"advertisement", NodeHint::Advertisement},
    {"anzeige", NodeHint::Advertisement},
    {"publicité", NodeHint::Advertisement},
    {"publicidad", NodeHint::Advertisement},
};

/// Letters and single spaces of folded text: "27 Comments:" -> "comments".
std::string letters_of(std::string_view text) {
  std::string folded = folded_name(text);
  std::string letters;
  for (const char c : folded) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= 'a' && c <= 'z')) letters += c;
    if (c == ' ' && !letters.empty() && letters.back() != ' ') letters += c;
  }
  // "評論（12）" and "Comments — 3": punctuation beyond ASCII, at the end only.
  for (const std::string_view sign : {"：", "（）", "»", "›", "…", "→", "–", "—", "・"}) {
    while (letters.ends_with(' ')) letters.pop_back();
    if (letters.ends_with(sign)) letters.resize(letters.size() - sign.size());
  }
  while (letters.ends_with(' ')) letters.pop_back();
  return letters;
}

const std::unordered_map<std::string, NodeHint>& labels() {
  static const auto all = [] {
    std::unordered_map<std::string, NodeHint> map;
    for (const auto& [text, hint] : kLabels) map.emplace(letters_of(text), hint);
    return map;
  }();
  return all;
}

}  // namespace

NodeHint hint_of_heading(std::string_view text) {
  if (text.size() > kLongestLabel) return NodeHint::None;
  const auto found = labels().find(letters_of(text));
  return found == labels().end() ? NodeHint::None : found->second;
}

}  // namespace byline
