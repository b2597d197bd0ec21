#include "indexer/given_names.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "common/folding.hpp"

namespace byline {
namespace {

constexpr std::string_view kGivenNames =
    // English
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary "
    "nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick "
    "jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith "
    "christian roger noah gerald terry sean arthur jesse dylan bryan joe jordan billy bruce albert willie gabriel "
    "logan "
    "alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip phillip johnny mary patricia "
    "jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily "
    "donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela "
    "shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine "
    "maria "
    "heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea "
    "cheryl "
    "hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy "
    "sophia "
    "grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla "
    "alexis lori erin tom tim ben dan sam matt mike steve chris nick alex kate liz beth sue jane anne lucy ellen "
    "claire "
    "fiona ian neil graham simon stuart nigel colin hugh gareth rhys owen liam connor declan sinead niamh aoife "
    "siobhan "
    "max leo oscar oliver harry charlie jim bob bill ted rob ken greg jeff phil don ray lee kim pat jo jill tracy "
    "wendy "
    "molly chloe ella mia ava zoe lily ruby eva ivy hazel nora rose iris audrey stella clara vivian lydia naomi esther "
    "miriam leah rosa josh luke caleb isaac nathaniel dominic miles felix hugo theo jasper vina "
    // German, Dutch, Nordic
    "hans karl klaus jürgen juergen wolfgang günter gunter horst dieter manfred uwe heinz helmut werner gerhard rainer "
    "bernd ralf jörg joerg stefan thorsten torsten sven jens dirk frank markus matthias michael andreas martin tobias "
    "florian sebastian lukas jonas jan niklas moritz johannes friedrich wilhelm ludwig heinrich otto fritz franz josef "
    "ulrich volker holger axel olaf anke birgit petra sabine monika ursula renate gisela ingrid helga brigitte heike "
    "claudia katrin kathrin anja silke susanne ute gabriele angelika christa elke karin katja tanja sonja lena lea "
    "leonie "
    "johanna franziska magdalena greta frieda pieter kees joost bram sander daan thijs maarten willem hendrik anneke "
    "femke sanne marieke erik lars anders per nils olof gustav bjorn björn mats johan fredrik magnus henrik mikael "
    "kjell "
    "astrid ingrid birgitta karin kerstin annika maja linnea freja sigrid solveig ola knut leif jonas mette lone hanne "
    "matti juha timo jukka antti mika pekka kari aino liisa tuula anneli "
    // French, Spanish, Portuguese, Italian
    "jean pierre jacques michel andré andre philippe alain bernard françois francois christophe nicolas laurent "
    "olivier "
    "pascal eric éric frédéric frederic julien antoine guillaume mathieu sébastien sebastien thierry gilles yves luc "
    "étienne etienne rené rene henri émile emile benoît benoit nathalie isabelle sylvie valérie valerie sandrine "
    "aurélie "
    "aurelie céline celine élodie elodie camille manon chloé léa brigitte françoise francoise monique hélène helene "
    "geneviève genevieve amélie amelie margaux juliette josé antonio manuel francisco javier carlos miguel ángel angel "
    "jesús jesus rafael pedro pablo sergio fernando luis alberto jorge diego raúl raul alejandro andrés andres ramón "
    "ramon "
    "enrique víctor victor joaquín joaquin santiago eduardo ricardo roberto mario césar cesar gustavo héctor hector "
    "ignacio álvaro alvaro rubén ruben óscar carmen josefa isabel dolores pilar mercedes concepción lucía lucia elena "
    "marta paula cristina beatriz raquel silvia rocío rocio inés ines sofía sofia gabriela daniela valentina camila "
    "mariana fernanda juana catalina joão joao luís tiago bruno rui nuno paulo marcos lucas thiago felipe rodrigo "
    "gonçalo vasco ana sónia rita inês catarina joana luísa marco giuseppe giovanni luigi andrea francesco matteo "
    "alessandro lorenzo davide simone luca stefano paolo giorgio riccardo fabio massimo enrico pietro giulia francesca "
    "chiara federica valentina alessandra silvia giorgia martina elisa paola michele "
    // Slavic, Hungarian, Romanian, Greek, Turkish
    "ivan dmitri dmitry sergei sergey alexei alexey andrei andrey vladimir mikhail nikolai nikolay boris igor oleg "
    "pavel "
    "viktor yuri konstantin anton maxim kirill ilya natalia natalya olga tatiana tatyana irina svetlana elena "
    "ekaterina "
    "yulia oksana anastasia galina lyudmila piotr pawel paweł tomasz marek andrzej krzysztof jacek wojciech michał "
    "michal "
    "jakub maciej kasia katarzyna agnieszka małgorzata malgorzata ewa magda joanna jiří jiri petr pavel tomáš tomas "
    "martin jana eva lenka zuzana aleš milan zoran goran dragan marko nikola jelena milica ivana lászló laszlo istván "
    "istvan gábor gabor zoltán zoltan péter katalin ágnes mihai andrei ion cristian elena ioana dimitris giorgos "
    "yannis "
    "kostas nikos eleni mehmet mustafa ahmet ali hüseyin huseyin emre murat can ayşe ayse fatma zeynep elif "
    // Arabic, Persian, African, Indian, East Asian
    "mohammed muhammad mohamed ahmed ahmad mahmoud hassan hussein omar khalid youssef yusuf ibrahim abdullah samir "
    "tariq "
    "karim nabil walid fatima aisha amina layla leila mariam maryam noor nour zainab huda rania dina amara reza mehdi "
    "hossein amir shirin parisa kwame kofi ama akua chidi ngozi chinua wole amadou fatou moussa aminata sipho thabo "
    "nelson lindiwe raj rajesh suresh ramesh anil sunil vijay sanjay rahul amit arjun ravi krishna lakshmi priya "
    "anjali "
    "deepa kavita neha pooja sunita meera indira aditya rohan wei li ming jun hui mei ling xin yan hiroshi takashi "
    "kenji "
    "akira yuki yui haruki makoto satoshi hana sakura yoko naoko keiko hiroko ayumi yumi shinji taro min-jun ji-hoon "
    "seo-yeon min-ji soo-jin hyun-woo tuan minh linh huong somchai putri dewi budi siti "
    // Cyrillic
    "александр сергей владимир андрей алексей дмитрий михаил николай иван павел виктор юрий константин антон максим "
    "кирилл илья олег игорь борис евгений роман денис артём артем анна мария елена ольга наталья татьяна ирина "
    "светлана "
    "екатерина юлия анастасия галина людмила виктория дарья полина ксения алина марина олександр володимир микола "
    "петро "
    "тарас оксана олена ";

const std::unordered_set<std::string>& given_names() {
  static const auto kNames = [] {
    std::unordered_set<std::string> all;
    for (std::size_t at = 0; at < kGivenNames.size();) {
      const std::size_t end = std::min(kGivenNames.find(' ', at), kGivenNames.size());
      if (end > at) all.insert(folded_name(kGivenNames.substr(at, end - at)));
      at = end + 1;
    }
    return all;
  }();
  return kNames;
}

}  // namespace

bool is_given_name(std::string_view word) { return word.size() < 40 && given_names().contains(folded_name(word)); }

bool ends_like_surname(std::string_view word) {
  if (word.size() < 5 || word.size() > 40) return false;
  const std::string folded = folded_name(word);
  constexpr std::string_view kEndings[] = {
      "quist", "qvist", "sson",   "ssen",   "rsen",   "nsen",  "ström", "strom", "berg",  "mann", "stein", "bauer",
      "meier", "meyer", "müller", "muller", "ovic",   "enko",  "escu",  "vich",  "skaya", "sky",  "ski",   "ska",
      "idis",  "akis",  "oglu",   "yan",    "shvili", "adze",  "ópez",  "opez",  "inez",  "uez",  "ández", "andez",
      "nsson", "ford",  "worth",  "smith",  "ington", "field", "wood",  "енко",  "ский",  "ская", "ович",  "ова"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return folded.ends_with(folded_name(ending)); });
}

}  // namespace byline
