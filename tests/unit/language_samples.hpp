#pragma once

#include <array>
#include <string_view>

namespace byline::test {

/// One article in many languages: the ferry that stays in harbour.
struct LanguageSample {
  std::string_view language;
  std::string_view opening;  ///< two sentences
  std::string_view rest;
};

inline constexpr std::array<LanguageSample, 23> kLanguageSamples = {{
    {"en",
     "The ferry to the outer islands stayed in harbour again on Tuesday, because the council had not paid for fuel. "
     "“Nobody told us,” said a baker who had come for flour.",
     " The harbour master answered that letters had been sent in March. A café on the quay gave away its soup, and by "
     "the evening some forty travellers were still waiting for news."},
    {"de",
     "Die Fähre zu den äußeren Inseln blieb am Dienstag erneut im Hafen, weil der Rat den Treibstoff nicht bezahlt "
     "hatte. „Uns hat niemand etwas gesagt“, erklärte eine Bäckerin, die Mehl holen wollte.",
     " Der Hafenmeister erwiderte, die Briefe seien schon im März verschickt worden. Ein Café am Kai verschenkte seine "
     "Suppe, und am Abend warteten noch etwa vierzig Reisende auf Nachrichten über die nächsten Abfahrten."},
    {"fr",
     "Le ferry pour les îles extérieures est de nouveau resté à quai mardi, parce que le conseil n’avait pas payé le "
     "carburant. « Personne ne nous a prévenus », a déclaré une boulangère venue chercher de la farine.",
     " Le capitaine du port a répondu que les lettres avaient été envoyées en mars. Un café du quai a distribué sa "
     "soupe, et le soir une quarantaine de voyageurs étaient encore là, espérant une décision avant l’été."},
    {"es",
     "El transbordador a las islas exteriores volvió a quedarse en el puerto el martes, porque el consejo no había "
     "pagado el combustible. «Nadie nos avisó», dijo una panadera que había venido por harina.",
     " El capitán del puerto respondió que las cartas se enviaron en marzo. ¿Cuándo saldrá el próximo barco? Un café "
     "del muelle regaló su sopa, y por la noche unos cuarenta viajeros seguían esperando alguna señal de compasión."},
    {"pt",
     "O navio para as ilhas exteriores voltou a ficar no porto na terça-feira, porque o conselho não tinha pago o "
     "combustível. “Ninguém nos avisou”, disse uma padeira que viera buscar farinha.",
     " O capitão do porto respondeu que as cartas foram enviadas em março. Um café do cais ofereceu a sopa, e à noite "
     "cerca de quarenta viajantes ainda esperavam informações sobre a situação das ligações."},
    {"it",
     "Martedì il traghetto per le isole esterne è rimasto di nuovo in porto, perché il consiglio non aveva pagato il "
     "carburante. «Nessuno ci ha avvisati», ha detto una fornaia che era venuta a prendere la farina.",
     " Il comandante del porto ha risposto che le lettere erano già state spedite a marzo. Un caffè del molo ha "
     "regalato la sua zuppa, e la sera una quarantina di viaggiatori aspettava ancora: più tardi, forse, ci sarà una "
     "novità."},
    {"sv",
     "Färjan till de yttre öarna låg kvar i hamnen även på tisdagen, eftersom rådet inte hade betalat för bränslet. "
     "”Ingen sade något till oss”, förklarade en bagare som hade kommit för att hämta mjöl.",
     " Hamnkaptenen svarade att breven hade skickats redan i mars. Ett kafé på kajen skänkte bort sin soppa, och på "
     "kvällen väntade ännu ungefär fyrtio resenärer på besked om när båten går."},
    {"da",
     "Færgen til de ydre øer blev igen liggende i havnen tirsdag, fordi rådet ikke havde betalt for brændstoffet. "
     "»Ingen har sagt noget til os,« fortalte en bager, der var kommet for at hente mel.",
     " Havnefogeden svarede, at brevene allerede blev sendt i marts. En café på kajen forærede sin suppe væk, og om "
     "aftenen ventede omkring fyrre rejsende stadig på at høre, hvornår båden sejler."},
    {"pl",
     "Prom na zewnętrzne wyspy we wtorek znów pozostał w porcie, ponieważ rada nie zapłaciła za paliwo. „Nikt nam nic "
     "nie powiedział”, mówiła piekarka, która przyjechała po mąkę.",
     " Kapitan portu odpowiedział, że listy wysłano już w marcu. Kawiarnia na nabrzeżu rozdała zupę, a wieczorem około "
     "czterdziestu podróżnych wciąż czekało na wiadomość, kiedy odpłynie następna łódź."},
    {"cs",
     "Přívoz na vnější ostrovy zůstal v úterý opět v přístavu, protože rada nezaplatila za palivo. „Nikdo nám nic "
     "neřekl,“ prohlásila pekařka, která si přijela pro mouku.",
     " Přístavní kapitán odpověděl, že dopisy byly odeslány již v březnu. Kavárna na nábřeží rozdávala polévku a večer "
     "ještě asi čtyřicet cestujících čekalo na zprávu, kdy vypluje další loď."},
    {"hu",
     "A külső szigetekre tartó komp kedden ismét a kikötőben maradt, mert a tanács nem fizette ki az üzemanyagot. "
     "„Senki sem szólt nekünk” – mondta egy pék, aki lisztért érkezett.",
     " A kikötőmester azt válaszolta, hogy a leveleket már márciusban elküldték. Egy rakparti kávézó szétosztotta a "
     "levesét, és este még mintegy negyven utas várt arra, hogy megtudja, mikor indul a következő hajó."},
    {"tr",
     "Dış adalara giden feribot, meclis yakıt parasını ödemediği için salı günü yine limanda kaldı. “Bize kimse bir "
     "şey söylemedi” dedi un almaya gelen bir fırıncı.",
     " Liman başkanı, mektupların daha mart ayında gönderildiğini söyledi. Rıhtımdaki bir kahve çorbasını bedava "
     "dağıttı ve akşam olduğunda kırk kadar yolcu hâlâ bir sonraki geminin ne zaman kalkacağını öğrenmeyi bekliyordu."},
    {"ru",
     "Паром на внешние острова во вторник снова остался в гавани, потому что совет не заплатил за топливо. «Нам никто "
     "ничего не сказал», — пожаловалась булочница, приехавшая за мукой.",
     " Начальник порта ответил, что письма отправили ещё в марте. Кафе на набережной раздавало суп, и вечером около "
     "сорока путешественников всё ещё ждали известий о том, когда выйдет следующее судно."},
    {"uk",
     "Пором на зовнішні острови у вівторок знову залишився в гавані, бо рада не заплатила за пальне. «Нам ніхто нічого "
     "не сказав», — поскаржилася пекарка, яка приїхала по борошно.",
     " Начальник порту відповів, що листи надіслали ще в березні. Кав’ярня на набережній роздавала суп, і ввечері "
     "близько сорока подорожніх усе ще чекали на звістку, коли вийде наступний корабель."},
    {"bg",
     "Фериботът за външните острови във вторник отново остана в пристанището, защото съветът не беше платил горивото. "
     "„Никой нищо не ни каза“, оплака се хлебарка, дошла за брашно.",
     " Началникът на пристанището отговори, че писмата са изпратени още през март. Едно кафене на кея раздаваше супа, "
     "а вечерта около четиридесет пътници все още чакаха да научат кога тръгва следващият кораб."},
    {"el",
     "Το πλοίο για τα εξωτερικά νησιά έμεινε και πάλι στο λιμάνι την Τρίτη, επειδή το συμβούλιο δεν είχε πληρώσει τα "
     "καύσιμα. «Κανείς δεν μας είπε τίποτα», δήλωσε μια αρτοποιός που ήρθε για αλεύρι.",
     " Ο λιμενάρχης απάντησε ότι οι επιστολές είχαν σταλεί από τον Μάρτιο. Ένα καφενείο στην προκυμαία μοίρασε τη "
     "σούπα του, και το βράδυ σαράντα περίπου ταξιδιώτες περίμεναν ακόμη να μάθουν πότε φεύγει το επόμενο πλοίο."},
    {"he",
     "המעבורת לאיים החיצוניים נשארה שוב בנמל ביום שלישי, משום שהמועצה לא שילמה עבור הדלק. איש לא אמר לנו דבר, סיפרה "
     "אופה שבאה לקנות קמח.",
     " מנהל הנמל השיב שהמכתבים נשלחו כבר במרץ. בית קפה על הרציף חילק את המרק שלו, ובערב חיכו עדיין כארבעים נוסעים "
     "לידיעה מתי תצא הספינה הבאה."},
    {"ar",
     "بقيت العبّارة المتجهة إلى الجزر الخارجية في الميناء مرة أخرى يوم الثلاثاء، لأن المجلس لم يدفع ثمن الوقود. وقالت "
     "خبّازة جاءت لشراء الطحين إن أحداً لم يخبرهم بشيء.",
     " وأجاب مدير الميناء بأن الرسائل أُرسلت في شهر مارس. ووزّع مقهى على الرصيف حساءه مجاناً، وفي المساء كان نحو أربعين "
     "مسافراً لا يزالون ينتظرون أن يعرفوا متى تبحر السفينة التالية."},
    {"th",
     "เรือข้ามฟากไปยังเกาะรอบนอกต้องจอดอยู่ที่ท่าเรืออีกครั้งเมื่อวันอังคาร เพราะสภายังไม่ได้จ่ายค่าน้ำมัน ไม่มีใครบอกพวกเราเลย "
     "คนทำขนมปังที่มาซื้อแป้งกล่าว",
     " นายท่าเรือตอบว่าได้ส่งจดหมายไปตั้งแต่เดือนมีนาคมแล้ว ร้านกาแฟริมท่าแจกซุปฟรี "
     "และจนถึงตอนเย็นผู้โดยสารราวสี่สิบคนยังคงรอฟังข่าวว่าเรือลำต่อไปจะออกเมื่อไร"},
    {"zh", "开往外岛的渡轮星期二再次停在港口，因为议会没有支付燃料费。一位前来购买面粉的面包师说：“没有人告诉我们。”",
     "港务长回答说，信件早在三月就已经寄出。码头上的一家咖啡馆免费送汤，到了晚上，仍有大约四十名旅客在等待下一班船的消"
     "息。"},
    {"zh", "開往外島的渡輪星期二再次停在港口，因為議會沒有支付燃料費。一位前來購買麵粉的麵包師說：「沒有人告訴我們。」",
     "港務長回答說，信件早在三月就已經寄出。碼頭上的一家咖啡館免費送湯，到了晚上，仍有大約四十名旅客在等待下一班船的消"
     "息。"},
    {"ja",
     "外の島々へ向かうフェリーは火曜日もまた港にとどまった。議会が燃料の代金を払っていなかったためである。小麦粉を買い"
     "に来たパン屋は「誰も教えてくれなかった」と話した。",
     "港長は、手紙は三月にもう送ったと答えた。岸壁の喫茶店はスープを無料で配り、夜になってもおよそ四十人の旅行者が、次"
     "の船がいつ出るのかという知らせを待っていた。"},
    {"ko",
     "바깥 섬으로 가는 여객선은 의회가 연료비를 내지 않아 화요일에도 다시 항구에 머물렀다. 밀가루를 사러 온 제빵사는 "
     "아무도 우리에게 알려 주지 않았다고 말했다.",
     " 항만장은 편지를 이미 삼월에 보냈다고 대답했다. 부두의 한 찻집은 국을 거저 나누어 주었고, 저녁이 되어도 마흔 "
     "명쯤 되는 여행자들이 다음 배가 언제 떠나는지 소식을 기다리고 있었다."},
}};

}  // namespace byline::test
