"""Words that tell what a name is: heads of bodies, posts, titles, endings of companies, in four languages.

All in lower case. A head is the word that says what a body is: the first of `Ministry of Health`, the last of
`Environment Agency`.
"""

from collections.abc import Mapping
from typing import Literal

PartyKind = Literal["person", "government", "company", "organisation", "group"]


def _kinds(**words: str) -> Mapping[str, PartyKind]:
    return {word: kind for kind, listed in words.items() for word in listed.split()}  # type: ignore[misc]


HEADS: Mapping[str, PartyKind] = _kinds(
    government=(
        "ministry ville canton commune department agency authority administration commission regulator "
        "government parliament senate "
        "treasury bureau "
        "office directorate secretariat inspectorate cabinet municipality assembly congress commissariat embassy "
        "police army navy constabulary registry division board county city province state republic borough "
        "nation tribe "
        "bundestag bundesrat knesset chancellery presidency "
        "ministère secrétariat préfecture mairie agence autorité direction gouvernement région parlement sénat "
        "ministerium behörde amt senat landtag staatskanzlei "
        "ministerio agencia secretaría gobierno ayuntamiento autoridad congreso senado dirección"
    ),
    company=(
        "company corporation corp inc ltd limited plc llc group holdings holding airlines airways airline motors "
        "railways shipyard shipyards utility bank insurance technologies industries enterprises partners ventures "
        "societe société compagnie groupe banque konzern bahn werke gruppe gmbh ag se empresa compañía grupo banco "
        "co pty pte bhd sa nv bv spa oyj kgaa kg aktiengesellschaft sarl"
    ),
    organisation=(
        "university institute institution foundation association federation union confederation society trust charity "
        "college school academy chamber laboratory laboratories museum league workers teamsters guild "
        "organisation organization nations "
        "hospital centre center polytechnic church party service "
        "council conseil consejo investitionsbank zentralbank förderbank habitat réseau vereinigung kreuz "
        "library theatre orchestra archives zoo aquarium "
        "université institut fondation syndicat fédération confédération chambre organisation école hôpital "
        "universität institut stiftung verband verein gewerkschaft kammer bund zentralverband bundesverband hochschule "
        "universidad instituto fundación asociación sindicato federación organización cámara hospital"
    ),
    group=(
        "committee alliance coalition consortium network forum taskforce panel "
        "comité alliance consortium collectif ausschuss bündnis rat konsortium beirat "
        "comité alianza consorcio"
    ),
)

FRONT_HEADS = frozenset(
    "ministry department division office ministère ministerium ministerio agence agency authority commission "
    "council committee "
    "bank university institute banque secretary minister directorate bureau federation association union society "
    "confederation institut bundesministerium landesministerium staatsministerium bundesamt centre center centers "
    "institutes chamber board court school college academy house senate republic kingdom government foundation "
    "conseil comité fédération confédération université école direction secrétariat office société chambre fondation "
    "syndicat union agencia banco universidad instituto secretaría consejo comité corporation company organisation "
    "organization league congress network forum alliance coalition consortium administration service services group "
    "habitat réseau ville canton commune friends reporters trust state city province county president director "
    "governor mayor chair chief "
    "head ministre ministro friends "
    "verband bundesverband zentralverband universität hochschule stiftung amt behörde rat kreditanstalt".split()
)
"""Words after which `of`, `for`, `and` and their like go on with the same name."""

THINGS = frozenset(
    "fund funds scheme programme program facility plan act bill strategy project initiative summit conference festival "
    "accord treaty bridge road river reef park airport port station street award prize day week agreement framework "
    "roadmap budget campaign corridor line hall square stadium palace island islands bay ocean sea lake mountain "
    "valley pact deal code law regulation directive declaration charter convention protocol index report survey paper "
    "review package tower canal tunnel dam highway motorway expressway railway mine field basin peninsula strait gulf "
    "desert forest coast beach building house games cup championship exhibition expo fair vision mission goals "
    "constitution crisis pandemic war hurricane storm cyclone typhoon earthquake award awards medal order gallery "
    "plant reactor refinery terminal harbour harbor hotel plaza mall zone area region district avenue boulevard "
    "ring rail link grid network line metro subway phase stage section article chapter annex table figure appendix "
    "show guarantee pledge promise offer voucher allowance grant grants bond bonds levy tax credit scheme licence "
    "license "
    "fonds programm gesetz vertrag abkommen konferenz gipfel brücke straße fluss hafen flughafen bahnhof preis "
    "tag plan "
    "programme loi projet accord sommet conférence pont route fleuve port aéroport gare prix jour semaine stratégie "
    "fondo programa ley proyecto acuerdo cumbre puente carretera río puerto aeropuerto".split()
)
"""Words that make a name one of a thing or place, unless a head follows."""

POSTS = frozenset(
    "ce md conseiller conseillère minister secretary president chairman chairwoman chairperson chair director "
    "commissioner governor mayor premier "
    "chancellor administrator spokesman spokeswoman spokesperson executive officer ceo cfo cto coo head chief "
    "ambassador "
    "envoy senator representative mp deputy leader treasurer analyst economist professor expert researcher founder "
    "co-founder manager superintendent attorney coordinator rapporteur speaker judge justice undersecretary lawmaker "
    "lawyer king queen prince princess emir vice-president vice-chancellor comptroller rector dean ombudsman auditor "
    "strategist scientist president-elect vice-chair vice-chairman co-chair inspector engineer partner "
    "councillor councilman councilwoman congressman congresswoman adviser advisor aide undersecretary-general "
    "secretary-general director-general governor-general convener organiser organizer activist campaigner farmer "
    "teacher nurse doctor resident student historian planner consultant fellow lecturer trader investor chairlady "
    "ministre président présidente directeur directrice secrétaire maire préfet préfète gouverneur porte-parole député "
    "députée sénateur sénatrice commissaire premier première responsable chercheur chercheuse économiste analyste "
    "minister ministerin bundesminister bundesministerin präsident präsidentin kanzler kanzlerin bundeskanzler "
    "bundeskanzlerin staatssekretär staatssekretärin sprecher sprecherin vorsitzender vorsitzende vorstand "
    "vorstandschef vorstandschefin geschäftsführer geschäftsführerin bürgermeister bürgermeisterin "
    "oberbürgermeister oberbürgermeisterin direktor direktorin senator senatorin chef chefin leiter leiterin "
    "ministerpräsident ministerpräsidentin hauptgeschäftsführer hauptgeschäftsführerin vorstandsvorsitzender "
    "vorstandsvorsitzende ökonom ökonomin experte expertin analystin professorin abgeordneter abgeordnete landrat "
    "landrätin landesminister landesministerin innenminister innenministerin "
    "ministra ministro presidenta presidente secretaria secretario alcalde alcaldesa gobernador gobernadora directora "
    "portavoz consejero consejera".split()
)
"""Posts that stand beside a name."""

POST_ENDINGS = tuple(
    "minister ministerin präsident präsidentin sprecher sprecherin chef chefin sekretär sekretärin senator senatorin "
    "vorstand direktor direktorin leiter leiterin".split()
)
"""Endings of German words for posts: `Bundesverkehrsminister`."""

POST_MODIFIERS = frozenset(
    "chief deputy vice executive managing general assistant senior opposition environment environmental foreign "
    "finance financial prime acting interim shadow policy lead principal national regional federal state provincial "
    "permanent parliamentary presidential technical scientific medical operating junior under country programme "
    "program project research team group co coordinating".split()
)
"""Words in lower case that begin a post."""

PLAIN_POSTS = frozenset("farmer teacher nurse doctor resident student engineer lawyer partner trader investor".split())
"""Occupations: in a name of one word they never stand before it without a comma."""

TITLES = frozenset(
    "mr mrs ms miss mx adv malam mallam dr prof sir dame hon rt right hajia alhaji engr barr arc shri smt tan "
    "datuk dato dato' "
    "datin sri seri haji hajah m mm "
    "mme mlle herr frau señor señora sr sra don doña gen lt col sen rep gov capt sgt maj adm rev h.e h.e. he. "
    "lord lady "
    "baroness barrister pharm honourable honorable professor doctor doctora excellency".split()
)
AFFIXES = frozenset("mp mep kc qc cbe obe mbe jr sr phd md am ao fcdo mla mlc msp ms td".split())
"""Letters after a name."""

KEPT_TITLES = frozenset("lord lady baroness".split())
"""Titles that are part of the name."""

PORTFOLIOS = frozenset(
    "opposition municipal legal sustainable clean green renewable statistics finance health education power "
    "petroleum energy defence defense transport "
    "transportation agriculture environment "
    "justice labour labor trade industry commerce culture tourism sport sports science technology innovation housing "
    "water works interior information communications planning economy foreign affairs home justice research digital "
    "wellness infrastructure mines mining resources natural rural development welfare social security family women "
    "youth children fisheries food forestry climate employment manpower railways aviation maritime shipping roads "
    "investment state local government regional lands land urban electricity gas oil budget treasury immigration "
    "municipal legal aboriginal climate change sustainability skills mobility higher secondary primary tertiary "
    "maritime mineral steel textiles "
    "jal shakti road highways ict cities traditional islamic religious parliamentary veterans ports ocean oceans "
    "electronics small medium business businesses enterprise enterprises smes startups wildlife sanitation livestock "
    "petrochemical petrochemicals consumer corporate disability ageing aging arts media heritage creative forests "
    "umwelt energie klimaschutz verkehr wirtschaft gesundheit bildung forschung innern inneres finanzen landwirtschaft "
    "ernährung arbeit soziales bau wohnen digitales familie senioren frauen jugend kultur verteidigung entwicklung "
    "transition écologique économie finances éducation santé intérieur culture travail recherche mer logement eau "
    "énergie énergies énergétique transports défense agriculture environnement affaires étrangères jeunesse pêche "
    "pêches budget plan coopération numérique industrie justice mines enseignement supérieur emploi solidarités "
    "hydraulique infrastructures tourisme ville territoires "
    "economic strategy strategic reform reforms human capital administrative indian taxation revenue customs "
    "religion villages agrarian spatial telecommunication telecommunications population intelligence disaster "
    "public administration national home office northern indigenous pacific international cooperation".split()
)
"""What ministers are for: `Minister of Finance Jane Doe`."""

COMPANY_WORDS = frozenset(
    "energy power electric electronics semicon semiconductor semiconductors maritime yards telecom telecommunications "
    "mobile pharma pharmaceuticals pharmaceutical biotech biologics steel motor auto automotive aerospace aviation "
    "systems solutions services software networks digital cloud robotics construction engineering logistics shipping "
    "petroleum oil gas mining minerals metals cement chemicals foods beverages capital finance financial securities "
    "assurance consulting research labs studios media press solar wind hydro nuclear rail transit freight materials "
    "battery batteries computing quantum water infrastructure properties homes builders contractors international "
    "global worldwide works dynamics microsystems instruments devices medical healthcare clinics pharmacies "
    "aluminium copper lithium renewables renewable hydrogen ammonia fertilisers marine offshore subsea turbines "
    "consortium telekom versicherung technik maschinenbau energie stahl".split()
)
"""Words that make a name of several words one of a company, where nothing else says what it is."""

KNOWN_BODIES: Mapping[str, PartyKind] = {
    **dict.fromkeys(
        ("société financière internationale", "fonds monétaire international", "international monetary fund"),
        "organisation",
    ),
    **dict.fromkeys(
        "green climate fund|global fund|adaptation fund|doctors without borders|médecins sans frontières|"
        "save the children".split("|"),
        "organisation",
    ),
    **dict.fromkeys(
        "ida ireland|enterprise ireland|nhs england|health canada|public health england|natural england|"
        "transport for london".split("|"),
        "government",
    ),
    **_kinds(
        government="bund presidency pentagon kremlin nhs usaid jica koica fda faa nasa isro jaxa dfid fcdo hmrc defra "
        "ofgem ofcom sebi rbi cfpb epa",
        organisation=(
            "unicef undp unesco unhcr who imf nato oecd opec asean ifad ifc miga giz kfw afd adb afdb aiib ebrd "
            "eib idb isdb "
            "kaist postech unist mit cern oxfam greenpeace wwf unep wfp fao ilo gavi"
        ),
        company=(
            "samsung hyundai kia toyota honda nissan sony hitachi toshiba fujitsu naver kakao google microsoft "
            ""
            "tsmc intel nvidia siemens bp totalenergies edf engie orsted equinor rwe thales airbus boeing "
            "tesla openai "
            "ibm oracle huawei tencent alibaba reliance infosys vodafone telefónica iberdrola enel "
            "eskom transnet"
        ),
    ),
}
"""Names that tell their kind to who knows them."""

BRANDS = frozenset(
    "samsung hyundai kia lg sk toyota honda nissan sony hitachi toshiba fujitsu naver kakao google microsoft "
    "huawei siemens "
    "airbus boeing petronas reliance tata adani mahindra posco hanwha lotte doosan sncf edf vodafone mitsubishi "
    "mitsui".split()
)
"""First words of the names of companies."""

SUFFIXES = frozenset(
    "inc corp co ltd limited plc llc gmbh ag sa se nv bv pty pte bhd oyj kg kgaa spa sarl ab asa as kk".split()
)
"""Endings of companies that may follow a comma."""

COMPANY_CUES = frozenset(
    "state-owned firm company companies utility operator developer manufacturer maker giant startup start-up "
    "contractor "
    "lender builder shipbuilder carrier airline conglomerate producer supplier provider retailer insurer chipmaker "
    "carmaker automaker drugmaker steelmaker refiner miner subsidiary affiliate brand unit vendor app "
    "cooperative platform "
    "publisher brewer integrator railway "
    "state-run state-backed listed privately-held consultancy bank telco "
    "société entreprise opérateur groupe constructeur filiale fabricant compagnie "
    "konzern unternehmen betreiber hersteller firma netzbetreiber energieversorger autobauer "
    "empresa compañía grupo operador fabricante filial".split()
)
"""Words before a name of a company: `state utility EGAT`."""

BODY_CUES: Mapping[str, PartyKind] = {
    **dict.fromkeys(COMPANY_CUES, "company"),
    **_kinds(
        organisation="charity ngo union university institute think-tank nonprofit non-profit foundation association "
        "campaigners watchdog syndicat association ong gewerkschaft verband hilfsorganisation sindicato",
        government="agency regulator ministry régulateur behörde",
        group="consortium alliance coalition group konsortium bündnis",
    ),
}

GENERIC_WORDS = frozenset(
    "ministry department agency authority commission company bank committee council foundation institute university "
    "union association regulator minister secretary bureau board firm utility group fund corporation federation "
    "ministère agence banque comité commission ministerium behörde".split()
)
"""Words that with `the` stand for a body named before."""

CONNECTORS = frozenset(
    "of for on and & the de du des d' la le les l' et pour à für und der des die das zu zur y del los las van von den "
    "ter bin binti ibn al el da dos di e to ng".split()
)
PARTICLES = frozenset("de du des van von den der ter bin binti ibn al el da dos di le la del zu".split())
"""Lower-case parts of people's names."""

AND = frozenset(("and", "et", "und", "y", "&"))

DATES = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun easter "
    "christmas ramadan eid lundi mardi mercredi jeudi vendredi samedi dimanche januar februar märz mai juni juli "
    "oktober "
    "dezember montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miércoles jueves viernes".split()
)

FUNCTION_WORDS = frozenset(
    "si lorsque puisque had should were does did can could "
    "the a an this that these those it its he she they we i you his her their our my your in on at by from to of for "
    "with under over after before during since until when while where if as but and or nor so yet not no there here "
    "also both each every all some many most more other another such what which who whose why how than then now today "
    "about around up down out into between among through within without against despite because although though "
    "asked speaking according meanwhile however instead earlier later last next first second third once half one two "
    "three four five six seven eight nine ten several part only even still just at following based funded speaking "
    "le la les l' un une des du de d' et en au aux ce cette ces il elle ils elles on nous vous son sa ses leur "
    "leurs par "
    "pour dans sur avec sans sous après avant depuis pendant selon entre mais ou où qui que quand comme ainsi dont "
    "der die das ein eine einer eines einem den dem des und oder in im am an auf aus bei mit nach von vom zu zum "
    "zur für "
    "es er sie wir ich ihr sein seine ihre unser als wie wenn dass auch nur noch schon bis seit laut dabei damit so "
    "el la los las un una y en al del con por para su sus se que como según pero sin sobre entre este esta "
    "si had were should".split()
)
