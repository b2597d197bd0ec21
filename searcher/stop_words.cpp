#include "searcher/stop_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace byline {
namespace {

struct StopList {
  std::string_view language;
  std::string_view words;  ///< folded, without accents, with one space between two
};

/// Function words of each language, put together from its grammar: articles, pronouns, prepositions, conjunctions,
/// auxiliary verbs. Negations and words that also are nouns of the news ("may" stays, "us" is a country) are left out
/// where the loss would be greater than the gain.
constexpr StopList kStopLists[] = {
    {"en",
     "a an the this that these those i me my mine myself we our ours ourselves you your yours yourself he him his "
     "himself she her hers herself it its itself they them their theirs themselves one what which who whom whose where "
     "when why how is am are was were be been being do does did doing done have has had having can could shall should "
     "will would might must of in on at by for with from to into onto upon about above below under over between among "
     "through during before after against within without toward towards and or but nor so yet if then than as because "
     "while although though unless until since whether there here all any both each few more most other some such only "
     "own same too very also just again further once out up down off not no don't doesn't didn't isn't aren't wasn't "
     "weren't won't can't i'm i've i'd i'll you're you've it's he's she's we're we've they're they've that's there's "
     "what's let's"},
    {"de",
     "der die das den dem des ein eine einen einem einer eines kein keine ich du er sie es wir ihr mich dich sich uns "
     "euch mir dir ihm ihnen mein dein sein unser euer meine deine seine ihre unsere dieser diese dieses diesen diesem "
     "jener jene welcher welche welches wer was wo wann warum wie und oder aber denn sondern als ob dass weil wenn "
     "wahrend nachdem bevor damit obwohl in im an am auf aus bei beim mit nach seit von vom zu zum zur durch fur gegen "
     "ohne um bis uber unter vor hinter neben zwischen wegen trotz ist sind war waren bin bist sein gewesen hat haben "
     "hatte hatten habe wird werden wurde wurden worden kann konnen konnte muss mussen soll sollen will wollen darf "
     "nicht auch nur noch schon sehr so mehr man hier dort da dann doch ja nein"},
    {"fr",
     "le la les un une des du de d l au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur "
     "leurs je tu il elle on nous vous ils elles me te se moi toi lui eux y en qui que quoi dont ou et mais or ni car "
     "donc si comme quand lorsque puisque parce afin a dans par pour sur sous avec sans chez vers entre contre depuis "
     "pendant avant apres est sont etait etaient etre ete suis es sommes etes sera seront a ont avait avaient avoir eu "
     "ai as avons avez aura auront fait faire peut peuvent doit doivent ne pas plus moins tres aussi bien encore deja "
     "tout tous toute toutes meme memes quel quelle quels quelles cela ca ceci"},
    {"es",
     "el la los las un una unos unas lo al del de a ante bajo con contra desde durante en entre hacia hasta para por "
     "segun sin sobre tras y e o u pero sino aunque porque pues si que quien quienes cual cuales cuyo donde cuando "
     "como "
     "cuanto yo tu el ella ello nosotros vosotros ellos ellas me te se nos os le les mi mis tu tus su sus nuestro "
     "nuestra nuestros nuestras este esta estos estas ese esa esos esas aquel aquella esto eso es son era eran fue "
     "fueron ser sido soy eres somos sera seran esta estan estaba estaban estar estado ha han habia habian haber he "
     "has "
     "hemos hay tiene tienen tener no ni mas menos muy tan tambien ya solo todo todos toda todas mismo misma otro otra "
     "otros otras"},
    {"it",
     "il lo la i gli le un uno una di a da in con su per tra fra del dello della dei degli delle al allo alla ai agli "
     "alle dal dalla dai dalle nel nella nei nelle sul sulla sui sulle e ed o ma se che chi cui come quando dove "
     "perche "
     "quanto io tu lui lei noi voi loro mi ti si ci vi ne mio mia tuo tua suo sua nostro nostra questo questa questi "
     "queste quello quella quelli quelle e sono era erano essere stato stata ha hanno aveva avevano avere ho hai "
     "abbiamo sara saranno non piu meno molto anche solo gia ancora tutto tutti tutta tutte"},
    {"pt",
     "o a os as um uma uns umas de do da dos das em no na nos nas ao aos por pelo pela pelos pelas para com sem sob "
     "sobre entre ate desde contra e ou mas se que quem qual quais cujo onde quando como porque pois eu tu ele ela nos "
     "vos eles elas me te se lhe lhes meu minha teu tua seu sua seus suas nosso nossa este esta estes estas esse essa "
     "isso isto aquele aquela e sao era eram foi foram ser sido esta estao estava estar tem tinha ter ha havia sera "
     "serao nao mais menos muito tambem ja so todo todos toda todas mesmo"},
    {"nl",
     "de het een der des den dit dat deze die ik jij je u hij zij ze wij we jullie mij me jou hem haar ons hen hun "
     "mijn "
     "jouw zijn onze wie wat waar wanneer waarom hoe en of maar want dus als dan omdat terwijl hoewel indien in op aan "
     "bij door met naar om onder over te tegen tot tussen uit van voor zonder na is was waren ben bent geweest heeft "
     "hebben had hadden heb wordt worden werd werden kan kunnen kon moet moeten zal zullen zou zouden mag niet geen "
     "ook "
     "nog al wel zeer er hier daar meer men"},
    {"ru",
     "и в во не на я с со что он она оно они а то все как так его ее их но да ты к ко у же вы за бы по только мне было "
     "была были быть вот от меня еще нет о об из ему ей им когда даже ну ли если уже или ни до вас вам нас нам для мы "
     "тебя чем чтобы без будто под над при после перед через между про кто этот эта это эти этого этой этих этом тот "
     "та "
     "те того той тех том который которая которое которые которого которой которых мой моя мои твой свой своя свое "
     "свои "
     "наш ваш есть будет будут где там тут здесь тогда потом очень можно надо"},
    {"sv",
     "en ett den det de och eller men att som for i pa av till fran med om vid hos under over mellan genom efter fore "
     "utan mot jag du han hon vi ni dem mig dig sig oss er min mitt mina din sin sitt sina var vart denna detta dessa "
     "vilken vilket vad vem nar hur dar har ar vara varit hade ha blir bli blev ska skall skulle kan kunde inte ej "
     "ocksa bara mycket mer"},
    {"da",
     "en et den det de og eller men at som for i pa af til fra med om ved hos under over mellem gennem efter uden mod "
     "jeg du han hun vi i dem mig dig sig os jer min mit mine din sin sit sine vores denne dette disse hvilken hvad "
     "hvem nar hvor hvordan er var vaere vaeret har havde have bliver blive blev skal skulle kan kunne ikke ogsa kun "
     "meget mere"},
    {"no",
     "en et ei den det de og eller men at som for i pa av til fra med om ved hos under over mellom gjennom etter uten "
     "mot jeg du han hun vi dere dem meg deg seg oss min mitt mine din sin sitt sine var vart denne dette disse "
     "hvilken "
     "hva hvem nar hvor hvordan er vaere vaert har hadde ha blir bli ble skal skulle kan kunne ikke ogsa bare mye mer"},
    {"fi",
     "ja tai mutta etta kun jos koska kuin vaan seka ei en et emme ette eivat on oli ovat olivat olla ollut olen olet "
     "olemme olette mina sina han me te he se ne tama nama tuo nuo joka jotka mika mitka kuka minun sinun hanen meidan "
     "teidan heidan sen niiden taman myos vain nyt niin hyvin kanssa ennen jalkeen ilman"},
    {"tr",
     "ve veya ya da de ki ile ama fakat icin gibi kadar daha en cok bir bu su o bunlar ben sen biz siz onlar beni seni "
     "onu bizi sizi onlari benim senin onun bizim sizin ne kim nasil neden nerede hangi mi mu degil var yok olan "
     "olarak "
     "oldu olur idi ise her hem"},
    {"pl",
     "i a w we z ze na do od o u po za przy przez dla nad pod bez oraz albo lub ale ze by aby jak jest sa byl byla "
     "bylo "
     "byli byc bedzie beda to ten ta te tego tej tych tym ktory ktora ktore ktorzy ktorych on ona ono oni one jego jej "
     "ich im mu ja ty my wy mnie ciebie nas was sie nie tak tez juz tylko co kto gdy gdzie czy"},
    {"ar",
     "في من الي على عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم هن انا نحن انت كان كانت يكون قد لقد ان او ثم بل لا "
     "ما لم لن كل بعد قبل عند حتى اذا حيث بين و"},
    {"zh", "的 了 和 是 在 也 就 都 而 及 与 或 一个 这 那 我 你 他 她 它 我们 你们 他们 她们"},
    {"ja",
     "の に は を が で と も や か へ から まで より です ます だ である し て た さ れ られ こと もの これ それ あれ "
     "この その あの"},
    {"th", "ที่ และ ใน ของ เป็น มี ได้ ว่า ไม่ จะ ให้ การ กับ แต่ หรือ ก็ นี้ นั้น โดย จาก"},
};

/// Where a word stands. No pointers: those would be put right at every start.
struct Place {
  std::uint8_t list = 0;
  std::uint8_t size = 0;  ///< bytes
  std::uint16_t begin = 0;
};

constexpr std::string_view word_at(Place place) { return kStopLists[place.list].words.substr(place.begin, place.size); }

constexpr std::size_t count_words() {
  std::size_t words = 0;
  for (const StopList& list : kStopLists) words += static_cast<std::size_t>(std::ranges::count(list.words, ' ')) + 1;
  return words;
}

constexpr bool is_less(std::uint8_t list, std::string_view word, Place place) {
  return list != place.list ? list < place.list : word < word_at(place);
}

/// All words, by list and then by bytes: sorted by the compiler.
constexpr std::array<Place, count_words()> kPlaces = [] {
  std::array<Place, count_words()> places;
  std::size_t count = 0;
  for (std::size_t list = 0; list < std::size(kStopLists); ++list) {
    const std::string_view words = kStopLists[list].words;
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      places[count++] = {static_cast<std::uint8_t>(list), static_cast<std::uint8_t>(end - begin),
                         static_cast<std::uint16_t>(begin)};
      begin = end + 1;
    }
  }
  std::sort(places.begin(), places.end(), [](Place a, Place b) { return is_less(a.list, word_at(a), b); });
  return places;
}();
static_assert(std::ranges::none_of(kPlaces, [](Place place) { return place.size == 0; }),
              "one space between two words");

bool has_word(std::uint8_t list, std::string_view word) {
  const auto next = std::upper_bound(kPlaces.begin(), kPlaces.end(), word,
                                     [list](std::string_view w, Place place) { return is_less(list, w, place); });
  if (next == kPlaces.begin()) return false;
  const Place place = *std::prev(next);
  return place.list == list && word_at(place) == word;
}

}  // namespace

bool is_stop_word(std::string_view word, std::string_view language) {
  if (language == "nb" || language == "nn") language = "no";
  const auto list =
      std::ranges::find_if(kStopLists, [&](const StopList& stop_list) { return stop_list.language == language; });
  return list != std::end(kStopLists) && has_word(static_cast<std::uint8_t>(list - std::begin(kStopLists)), word);
}

std::string query_language(const std::vector<std::string>& words, const std::vector<std::string>& languages) {
  if (languages.empty()) return {};
  const auto hits = [&](const std::string& language) {
    return std::count_if(words.begin(), words.end(), [&](const auto& word) { return is_stop_word(word, language); });
  };
  std::string best = languages.front();
  auto most = hits(best);
  for (const std::string& language : languages) {
    const auto count = hits(language);
    if (count >= 2 && count > most) {
      most = count;
      best = language;
    }
  }
  return best;
}

}  // namespace byline
