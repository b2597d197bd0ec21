#include "common/stem_overrides.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace byline {
namespace {

// A line is a stem and words that have it, without accents; only those that the stemmer gives another one. All
// inflections of a word keep together, and British spellings with the American ones. A stem may be one that the stemmer
// gives to further words of the family, never one that it gives to others.

constexpr std::string_view kEnglish = R"(
abortion abortion abortions abortive
accession accession accessions
according according accordingly accordance
accountabl accountable accountably accountability
accountant accountant accountants accountancy
activist activism
add added adding
aide aide aides
alternat alternate alternates alternated alternating alternately alternation alternations alternator alternators
alternativ alternative alternatives alternatively
analys analysis analyzer analyzers analyzes analyze analyzed analyzing
animal animal animals
animat animate animates animated animating animation animations animator animators anim
apartment apartment apartments
appendix appendices
applicant applicant applicants
aris arose arisen
authorit authority authorities
authoriz authorize authorizes authorized authorizing authorization authorizations authorise authorises authorised
authoriz authorising authorisation authorisations
automaton automata
axi axes
bacterium bacteria bacterial
barely barely
bathe bathe bathes bathed bathing
becom became
begin began begun
bend bent
bite bitten
blow blew blown
break broke broken
breed bred
bring brought
build built
bus buses busses bused busing bussed bussing
busy busy busier busiest busily
buy bought
calf calves
capital capital capitals
capitalist capitalism
capitaliz capitalize capitalizes capitalized capitalizing capitalization capitalise capitalised capitalising
capitaliz capitalisation
caste caste castes
catch caught
child children
choos chose chosen
collect collector collectors
collectiv collective collectives collectively
commons commons
competent competent competently competence competences competency competencies
comprehensiv comprehensive comprehensively comprehensiveness
concentric concentric concentrically concentricity
confide confide confides confided confiding
congress congressional congressionally
consider consider considers considered considering
considerabl considerable considerably
considerate considerate considerately
consistent consistent consistently consistency consistencies consistence
construct constructor constructors
constructiv constructive constructively
container container containers
contend contention contentions
convention convention conventions
conventional conventional conventionally
conversation conversation conversations conversational conversing conversed
convert conversion conversions
cooperat cooperate cooperates cooperated cooperating cooperation cooperative cooperatives cooperatively
coroner coroner coroners
corporal corporal corporals
corpus corpora
crisi crises
criterion criteria
critic criticise criticises criticised criticising
critical critical critically criticality
curriculum curricula
custom customary customarily
customer customer customers
customiz customize customizes customized customizing customization customizations customise customised customising
customiz customisation customisations
data datum
deal dealt
decidedly decidedly
defector defection defections defected defecting
defendant defendant defendants
defin definition definitions definitional
definitiv definitive definitively
department department departments
designat designate designates designated designating designation designations designator
destination destination destinations
detective detective detectives
determinant determinant determinants
diagnos diagnosis
dictator dictator dictators dictatorial dictatorship dictatorships
dig dug
digital digital digitally digitize digitizes digitized digitizing digitization digitise digitised digitising
digital digitisation digitizer digitizers
discretion discretion discretionary
diversion diversion diversions diversionary
dominic dominic
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
edition edition editions
egg egged egging
electronic electronic electronics electronically
elevator elevator elevators
elit elitist elitists
emergency emergency emergencies
emphas emphasis emphasise emphasised emphasising
empirical empirical empirically empiric empiricism
engineer engineer engineers engineered engineering
equator equator equatorial
err erred erring
evening evening evenings
excellent excellent excellently excellence excellency
exceptional exceptional exceptionally
execut executioner
executiv executive executives
exhaustiv exhaustive exhaustively exhaustiveness exhaustivity
expedition expedition expeditions expeditionary
expensive expensive expensively
experienc experience experiences
experiment experiment experiments experimented experimenting
extensiv extensive extensively extensiveness
extremist extremism
extremity extremity extremities
fabricat fabricate fabricates fabricated fabricating fabrication fabrications
factorial factorial factorials
fair fairer fairest
fairly fairly
fall fell fallen
feder federalist
federer federer
fight fought
fit fitter fittest
fitness fitness
flee fled
fly fly flies flying flew flown
focus focussed focussing foci
foot feet
forbid forbade forbidden
forget forgot forgotten
forgiv forgave forgiven
format formatter formatters
formation formation formations
freez froze frozen
fungus fungi
gas gases gasses
general generalise generalised generalising generalisation generalisations
generation generation generations generational
germane germane
get got gotten
give gave given
goods goods
goos geese
grow grew grown
guide guide guides guided guiding guidance
half halves
handful handful handfuls
hard harder hardest
hardly hardly
harris harris
harry harry
hear heard
heroine heroine heroines
hide hid hidden
hilari hilarity
hilary hilary
hold held
hoof hooves
hospit hospitalise hospitalised hospitalisation
hospitality hospitality hospitable hospitably
humane humane humanely
hypothes hypothesis hypothesise hypothesised
identical identical identically
ignorant ignorant ignorantly ignorance
important important importantly importance
incidence incidence incidences
index indices
individualist individualism
industrious industrious industriously
informal informal informally informality
informant informant informants
initializ initialize initializes initialized initializing initialization initializations initializer initializers
initializ initialise initialises initialised initialising initialisation initialisations initialiser initialisers
initiat initiate initiates initiated initiating initiation initiator initiators initiative initiatives
installment installment installments instalment instalments
integrity integrity
internal internal internally internals
internaliz internalize internalizes internalized internalizing internalization internalise internalised
internaliz internalisation
international international internationals internationally
internationaliz internationalize internationalized internationalization internationalise internationalised
internationaliz internationalisation
internment internment
ironi ironic ironical ironically
journalist journalism
judicious judicious judiciously
julie julie
keep kept
kind kinder kindest
kindness kindness kindnesses kindly
knife knives
know knew known
larg larger largest
largely largely
late later latest
lately lately
lateral lateral laterally laterals
lay laid
leap leapt
learn learnt
lend lent
lens lens
liberal liberal liberals liberally liberalism liberality
liberat liberate liberates liberated liberating liberation liberator liberators
likely likely likelier likeliest likelihood likelihoods
liter litre litres
literal literal literals literally
literate literate literates literacy
loaf loaves
local localise localised localising localisation
locale locale locales
locus loci
lose lost
maine maine
majority majority majorities
man men
marie marie
marine marine marines
matrix matrices
maximum maxima
mean meant
meet met
memorandum memoranda
memorial memorial memorials
mineral mineral minerals
minimum minima
minority minority minorities
mislead misled
mobiliz mobilize mobilizes mobilized mobilizing mobilization mobilizations mobilise mobilises mobilised mobilising
mobiliz mobilisation
modulat modulate modulates modulated modulating modulation modulations modulator modulators
momentous momentous
momentum momenta
moral moralist
morale morale
mous mice
multipli multiplication multiplications multiplicative
namely namely
nation nationwide
nationalist nationalism
nationality nationality nationalities
nationaliz nationalize nationalizes nationalized nationalizing nationalization nationalise nationalised nationalising
nationaliz nationalisation
naturaliz naturalize naturalizes naturalized naturalizing naturalization naturalise naturalised naturalisation
near nearer nearest
nearly nearly
negligent negligent negligently negligence
nomin nominee nominees
nominal nominal nominally
nucleus nuclei
numerator numerator numerators
numerous numerous numerously
oasi oases
objection objection objections objected objecting
objectiv objective objectives objectively objectivity objectiveness
odd odder oddest oddity oddities
odds odds
officer officer officers
officiat officiate officiates officiated officiating
oppos opposition oppositions
optim optimise optimises optimised optimising optimisation optimisations optimiser optimum
optimist optimism
ordinanc ordinance ordinances
ordination ordination ordinations ordain ordains ordained ordaining
organic organic organics organically
organism organism organisms
organiz organization organizations organize organizes organized organizing organizer organizers organisation
organiz organisations organisational organise organises organised organising organiser organisers
oriental oriental orientals orientalist orientalism
overcom overcame
overly overly
overlying overlying overlie overlies
parenthesi parentheses
paste paste pastes pasted pasting
pay paid payment payments
periodical periodical periodicals
personal personal personally personalize personalizes personalized personalizing personalization personalise
personal personalised personalising personalisation
personality personality personalities
pessimist pessimism
petition petition petitions petitioned petitioning
phenomenon phenomena
physical physical physically physicality
polite polite politely politeness politer
populist populism
positiv positive positives positively positivity
positivist positivism
precedent precedent precedents
predator predator predators predatory predation
presently presently
president president presidents presidency presidencies presidential
probably probably
process processor processors
procession procession processions
productiv productive productively productivity productiveness
program programme programmes
progressiv progressive progressives progressively
protest protestor protestors
protestant protestant protestants
providence providence
provision provision provisions provisioned provisioning
provisional provisional provisionally
publicist publicity publicize publicizes publicized publicizing publicise publicised publicising
publish publication publications
quantum quanta
quit quitter quitters
quite quite
radius radii
range range ranges ranged ranging
rational rational rationally rationality
rationaliz rationalize rationalizes rationalized rationalizing rationalization rationalizations rationalise
rationaliz rationalised rationalising rationalisation
realist realism
reasonabl reasonable reasonably reasonableness
rebuild rebuilt
recession recession recessions
recreation recreation recreational recreations
refer referenced referencing
referee referee referees refereed refereeing
referendum referenda
reformation reformation
relativ relative relatives relatively relativity
remarkabl remarkable remarkably
repay repaid
reportedly reportedly
reporter reporter reporters
respectiv respective respectively
responsibl responsible responsibly responsibility responsibilities
revelat revelation revelations
rewrit rewrote rewritten
ride rode ridden
ring rang rung
rise risen
run ran
scarf scarves
secret secrecy
secrete secrete secretes secreted secreting secretion secretions secretory
seek sought
sell sold
send sent
sensational sensational sensationally sensationalism
several several severally
severe severe severely severity severities severer
shak shake shakes shaking shook shaken
shelf shelves
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
slide slid
sniff sniffed sniffing
socialist socialism
socializ socialize socializes socialized socializing socialization socialise socialised socialising socialisation
speak spoke spoken
specifi specification specifications
spectrum spectra
spend spent
staff staffed staffing
stand stood
steal stole stolen
stick stuck
stimulus stimuli
stratum strata
strike struck stricken
stuff stuffed stuffing
subjectiv subjective subjectively subjectivity
submissive submissive submissively submissiveness
subsequence subsequence subsequences
substantiat substantiate substantiates substantiated substantiating substantiation
successiv successive successively
successor succession successions
suite suite suites
suspension suspension suspensions
sweep swept
swim swam swum
swing swung
syllabus syllabi
symposium symposia
synthes synthesis synthesise synthesised
take took taken
teach taught
tear tore torn
tell told
temperate temperate temperance
terminal terminal terminals terminally
terrorist terrorism
thesi theses
thief thieves
throw threw thrown
tooth teeth
transition transition transitions transitioned transitioning transitional
transitiv transitive transitively transitivity
treasurer treasurer treasurers
tribunal tribunal tribunals
underly underlying underlie underlies underlain underlay
understand understood
undertak undertook undertaken
unite unite unites united uniting
universal universal universally universality universals
university university universities
unlike unlike
unlikely unlikely unlikelihood
uphold upheld
utility utility utilities
utiliz utilize utilizes utilized utilizing utilization utilise utilises utilised utilising utilisation
vacation vacation vacations vacationing
vertex vertices
virtual virtualise virtualised virtualisation
virtually virtually
vortex vortices
wake woke woken
wear wore worn
weav wove woven
wife wives
willis willis
win won
withdraw withdrew withdrawn
withhold withheld
witness witness witnesses witnessed witnessing
wolf wolves
woman women
write wrote written
)";

constexpr std::string_view kGerman = R"(
intern intern
organisch organisch organische organischen organischer organisches organischem
politiker politiker politikers politikern politikerin politikerinnen
)";

constexpr std::string_view kSpanish = R"(
actriz actrices
capaz capaces
comunic comunicacion comunicaciones
comunidad comunidad comunidades
comunist comunismo comunista comunistas
cruz cruces
eficaz eficaces
feliz felices
generacion generacion generaciones generacional
importar importar importa importan importaba importado importada importados importadas importando importacion
importar importaciones importador importadores
incapaz incapaces
juez jueces
lapiz lapices
luz luces
matriz matrices
nariz narices
nuez nueces
organism organismo organismos
paz paces
pez peces
raiz raices
universidad universidad universidades
veloz veloces
vez veces
voz voces
)";

constexpr std::string_view kFrench = R"(
beau bel bels belle belles
ciel cieux
communaut commune communes
communiqu communication communications
communist communisme communiste communistes
importanc important importante importants importantes importance importances
journalist journaliste journalistes journalisme
nouveau nouvel nouvelle nouvelles
oeil yeux
organism organisme organismes
travail travaux
vieux vieil vieille vieilles
)";

constexpr std::string_view kItalian = R"(
comunic comunicazione comunicazioni
comunist comunismo comunista comunisti comuniste
comunita comunita
generazion generazione generazioni generazionale generazionali
giornalist giornalista giornalisti giornaliste giornalismo
importar importare importa importano importato importata importati importate importando importazione importazioni
organism organismo organismi
universita universita
uomo uomo uomini
)";

constexpr std::string_view kDutch = R"(
ei eieren
kind kinderen
lid leden
schip schepen
stad steden
)";

constexpr std::string_view kPortuguese = R"(
comunidad comunidade comunidades
comunist comunismo comunista comunistas
importar importar importa importam importou importado importada importados importadas importando importacao
importar importacoes
mae mae maes
organism organismo organismos
universidad universidade universidades
)";

constexpr std::string_view kRussian = R"(
время время времени временем времена времен временам временами временах
день день дня дню днем дне дни дней дням днями днях
дочь дочь дочери дочерью дочерей дочерям дочерями дочерях
имя имя имени именем имена имен именам именами именах
лев льва льву львом льве львы львов львам львами львах
мать мать матери матерью матерей матерям матерями матерях
орган орган органа органы
отец отца отцу отцом отце отцы отцов отцам отцами отцах
ребенок ребенка ребенку ребенком ребенке дети детей детям детьми детях
рынок рынка рынку рынком рынке рынки рынков рынкам рынками рынках
человек люди людей людям людьми людях
)";

using Overrides = std::unordered_map<std::string_view, std::string_view>;

/// Takes the first word of a text away.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

Overrides parse(std::string_view table) {
  Overrides overrides;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    const std::string_view stem = take_word(line);
    while (!line.empty()) overrides.emplace(take_word(line), stem);
  }
  return overrides;
}

struct LanguageTable {
  std::string_view language;
  std::string_view table;
};
constexpr std::array<LanguageTable, 8> kTables = {{{"en", kEnglish},
                                                   {"de", kGerman},
                                                   {"es", kSpanish},
                                                   {"fr", kFrench},
                                                   {"it", kItalian},
                                                   {"nl", kDutch},
                                                   {"pt", kPortuguese},
                                                   {"ru", kRussian}}};

/// Every table, taken apart when a program first asks for any: some tens of microseconds.
using AllOverrides = std::array<Overrides, kTables.size()>;

const AllOverrides& all_overrides() {
  static const AllOverrides all = [] {
    AllOverrides parsed;
    for (std::size_t i = 0; i < kTables.size(); ++i) parsed[i] = parse(kTables[i].table);
    return parsed;
  }();
  return all;
}

}  // namespace

std::string_view overriding_stem(std::string_view language, std::string_view word) {
  for (std::size_t i = 0; i < kTables.size(); ++i) {
    if (kTables[i].language != language) continue;
    const Overrides& overrides = all_overrides()[i];
    const auto found = overrides.find(word);
    return found == overrides.end() ? std::string_view{} : found->second;
  }
  return {};
}

std::string stem_overrides_identity() {
  XXH64_hash_t hash = 0;
  for (const LanguageTable& table : kTables) hash = XXH3_64bits_withSeed(table.table.data(), table.table.size(), hash);
  return fmt::format("stem overrides {:08x}", hash & 0xFFFFFFFFu);
}

}  // namespace byline
