#include "indexer/language_detector.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "archive_fixture.hpp"

namespace byline {
namespace {

TEST_CASE("languages of texts that are long enough") {
  struct Row {
    std::string_view language;
    std::string_view text;
  };
  constexpr Row kRows[] = {
      {"en",
       "The central bank raised its interest rates again on Wednesday, and the governor said that more steps would "
       "follow if prices did not fall before the end of the summer, as everybody hopes they will."},
      {"de",
       "Die Zentralbank hat am Mittwoch erneut die Zinsen erhöht, und der Gouverneur sagte, dass weitere Schritte "
       "folgen würden, wenn die Preise nicht vor dem Ende des Sommers fallen, wie alle es hoffen."},
      {"fr",
       "La banque centrale a de nouveau relevé ses taux mercredi, et le gouverneur a déclaré que d'autres mesures "
       "suivraient si les prix ne baissaient pas avant la fin de l'été, comme tout le monde l'espère."},
      {"es",
       "El banco central volvió a subir los tipos de interés el miércoles, y el gobernador dijo que seguirían otras "
       "medidas si los precios no bajaban antes del final del verano, como todos esperan que ocurra."},
      {"ru",
       "Центральный банк в среду снова повысил процентные ставки, и управляющий заявил, что последуют и другие меры, "
       "если цены не снизятся до конца лета, на что все надеются."},
      {"zh",
       "中央银行周三再次提高利率，行长表示，如果物价在夏季结束之前没有下降，还将采取更多措施，大家都希望物价会下降。"
       "政府随后公布了新的预算，并表示港口将在下个月重新开放，渔民们对此表示欢迎。"},
      {"ja",
       "中央銀行は水曜日に再び金利を引き上げ、総裁は夏の終わりまでに物価が下がらなければさらに措置を取ると述べた。"
       "政府はその後、新しい予算を発表し、港は来月再び開かれると述べた。"},
      {"ar",
       "رفع البنك المركزي أسعار الفائدة مرة أخرى يوم الأربعاء، وقال المحافظ إن خطوات أخرى ستتبع إذا لم تنخفض الأسعار "
       "قبل نهاية الصيف، كما يأمل الجميع أن يحدث."},
      {"th", "ธนาคารกลางปรับขึ้นอัตราดอกเบี้ยอีกครั้งเมื่อวันพุธ และผู้ว่าการกล่าวว่าจะมีมาตรการอื่นตามมาหากราคาไม่ลดลงก่อนสิ้นฤดูร้อน"},
      {"ko",
       "중앙은행은 수요일에 다시 금리를 인상했으며, 총재는 여름이 끝나기 전에 물가가 내리지 않으면 추가 조치가 뒤따를 "
       "것이라고 말했다. 정부는 이어 새 예산을 발표했다."},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(detect_language(row.text) == row.language);
    Article article;
    article.title = "1";
    article.sections = {test::section_of("", 0, {std::string(row.text)})};
    CHECK(detect_language(article) == row.language);
  }
}

TEST_CASE("texts that do not tell") {
  for (const std::string& text : {std::string(), std::string("Tariffs"), std::string("The bank raised rates."),
                                  std::string(5000, '7'), std::string(5000, ' '), std::string(5000, '\xff')}) {
    CHECK(detect_language(text).empty());
  }
  CHECK(detect_language(Article{}).empty());
}

TEST_CASE("long texts are cut between characters, and repetition proves nothing") {
  for (std::size_t shift = 0; shift < 4; ++shift) {
    std::string text(shift, ' ');
    while (text.size() < 40'000) text += "中央银行周三再次提高利率，行长表示物价没有下降。";
    const std::string found = detect_language(text);
    CHECK((found == "zh" || found.empty()));
  }
}

}  // namespace
}  // namespace byline
