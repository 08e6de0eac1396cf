"""How French announcements promise: cues, ends of clauses, and what is no promise."""

import re

from domain.reading.commitments.clauses import Grammar
from domain.reading.commitments.grammars.patterns import compile_cues
from domain.reading.commitments.refusals import compile_refusals
from domain.reading.findings import LeftOutReason

_INFINITIVE = r"(?:[a-zéèêçîôûï-]{2,}(?:er|ir|oir|re)|s'[a-zéèêç]+(?:er|ir|re)|se [a-zéèêç]+(?:er|ir|re))\b(?! (?:ministre|et dernier))"
_FUTURE = r"[a-zéèêçîôûï]{1,}(?:erai?ent|era|eront|ira|iront|dra|dront|tra|tront|vra|vront|[eidtvu]rons|rra|rront|ura|uront|fera|feront|sera|seront)"
_MEANS = (
    r"(?:coûtera|coûteront|apporter\w+|financer\w+|s'élèver\w+|représenter\w+|contribuer\w+|permettr\w+|restera|resteront|dépendr\w+|durer\w+|"
    r"faudra|pourra|pourront|devra|devront|saura|aura lieu|auront lieu|assurer\w+ la présidence|pilotera|piloteront|gérera|géreront|participer\w+|"
    r"rencontrer\w+|se rendra|dira|diront|verra|verront|voudra|voudront|tra|ira|dra|opéra|consacrer\w+|investir\w+|prêter\w+|versera|verseront|"
    r"s'appuier\w+|appuiera|viendra|viendront|sera (?:financé|chargé|assuré|piloté|géré|confié|doté|présenté|soumis|examiné|discuté|débattu)\w*|"
    r"seront (?:financé|chargé|assuré|piloté|géré|confié|doté|présenté|soumis|examiné|discuté|débattu)\w*)"
)
_ADVERB = r"(?: (?:également|aussi|donc|notamment|désormais|ainsi|en outre|par ailleurs|bientôt|progressivement|ensuite|conjointement|solennellement|\w+ment))*"
_AGREEMENTS = r"(?:accords?|conventions?|contrats?|protocoles?|partenariats?|mémorandums?|traités?|pactes?|lettres? d'intention|chartes?|déclarations?)"
_BODIES = r"(?:agence|fonds|centre|conseil|comité|commission|institut|office|autorité|observatoire|plateforme|réseau|école|laboratoire|cellule|task force|guichet|pôle|groupe de travail|délégation|mission|fondation)s?"

_NOMINALS = (
    r"(?:création|construction|mise en place|mise en service|recrutement|ouverture|introduction|lancement|installation|déploiement|extension|"
    r"suppression|formation|achat|remplacement|rénovation|réhabilitation|gratuité|doublement|triplement|baisse|hausse|généralisation|instauration|"
    r"interdiction|fermeture|acquisition|modernisation|livraison|plantation)"
)

_CUES = {
    "denial": (
        r"\bn(?:e |['’])[^,.;]{1,40}?\b(?:pas|plus|jamais|aucune?)\b|\baucun(?:e)? (?:projet|intention|plan)\b"
        r"|\b(?:abandonn\w+|enterr\w+|retir\w+|annul\w+|renonc\w+ à) (?:[^\s,;.]+ ){0,3}?(?:projets?|plans?|promesses?|engagements?)\b|\brenonc(?:e|ent|é) à\b|\brefus(?:e|ent|é) de\b"
    ),
    "possible": r"\b(?:pourrai(?:t|ent)|devrai(?:t|ent)|serai(?:t|ent)|aurai(?:t|ent)|peu(?:t|vent)|\w{3,}rai(?:t|ent))\b",
    "rule": rf"\b(?:devra|devront|sera tenue?|seront tenue?s|(?:sera|seront) obligée?s?){_ADVERB}(?: de| d'| à)?(?= [a-zé])",
    "future": rf"\b(?:va|vont|allons){_ADVERB} (?={_INFINITIVE})|(?<![-'’\w])(?!{_MEANS}\b)(?:s['’]|se |l['’]|y )?(?!{_MEANS}\b){_FUTURE}\b(?! (?:financé|chargé|assuré|piloté|géré|confié|doté|soumis|examiné|discuté|débattu)\w*)",
    "planned": rf"\b(?:doit|doivent){_ADVERB} (?={_INFINITIVE})|\b(?:est|sont) (?:prévue?s?|programmée?s?|attendue?s?|appelée?s?|censée?s?)\b",
    "aim": (
        rf"\b(?:propose(?:nt)?|prévoi(?:t|ent)|promet(?:tent)?|compte(?:nt)?|entend(?:ent)?|vise(?:nt)?|ambitionne(?:nt)?|souhaite(?:nt)?|projette(?:nt)?|veu(?:t|lent)|espère(?:nt)?|"
        rf"s['’]apprête(?:nt)?|s['’]efforcer[ao]\w*|cherche(?:nt)?|envisage(?:nt)? bien){_ADVERB}(?: de| d['’]| à)? ?(?={_INFINITIVE})"
    ),
    "goal": (
        rf"\bvise(?:nt)? (?=\d|une? )|\b(?:objectif|ambition|but|cible) (?:est |de |d['’]|: )+(?={_INFINITIVE}|[a-zéè])|\b(?:pour|comme) objectif (?:de |d['’]|la |le |l['’])|"
        rf"\b(?:fixé|fixe|fixent) (?:l['’]|un |pour |comme )objectif (?:de |d['’])"
    ),
    "agreed": (
        rf"\bs['’](?:est|engage|engagent|était){_ADVERB}(?: engagée?s?)?(?: [^\s,;.]+){{0,3}}? à(?: ne (?:plus|pas))?\b|\bse sont{_ADVERB} engagée?s?(?: [^\s,;.]+){{0,3}}? à(?: ne (?:plus|pas))?\b|"
        rf"\b(?:a|ont){_ADVERB} (?:accepté|décidé|promis|convenu|choisi|résolu|garanti|prévu){_ADVERB} (?:de |d['’])(?={_INFINITIVE})|\bs['’]engage(?:nt)?{_ADVERB} à\b|"
        rf"\b(?:sont|est) convenue?s? de\b|\bse sont mis d['’]accord\b"
    ),
    "reported": (
        r"\b(?:annoncé|indiqué|précisé|déclaré|affirmé|promis|assuré|confirmé)(?: [^\s,.;]+){0,3} qu(?:e |['’])[^,.;]{1,80}?\b"
        r"(?!pourrai|devrai|faudrai|voudrai)\w{2,}rai(?:t|ent)\b"
    ),
    "sign": (
        rf"\b(?:a|ont)(?: [^\s,;.]+){{0,4}}? (?:signé|conclu|paraphé|scellé|passé)(?: [^\s,;.]+){{0,6}}? {_AGREEMENTS}\b|\b{_AGREEMENTS} (?:[^\s,;.]+ ){{0,6}}?(?:a|ont) été (?:signée?s?|conclue?s?|paraphée?s?)\b"
    ),
    "order": rf"\b(?:a|ont) (?:ordonné|enjoint|demandé|imposé) (?:[^\s,;.]+ ){{1,8}}?(?:de|d['’]) ?(?={_INFINITIVE})|\b(?:a|ont) commandé (?=\d)",
    "founded": rf"\bannoncé (?:la création|la mise en place|l['’]ouverture|le lancement|la construction) d|\b(?:a|ont)(?: [^\s,;.]+){{0,3}}? (?:lancé|créé|inauguré|mis en place|institué|fondé|ouvert) (?:une?|son|sa|leur|le|la|l['’]) ?(?:[^\s,;.]+ ){{0,3}}?{_BODIES}\b",
    "nominal": rf"(?:(?<=[•●▪◦*] )|(?<=\n[-–—] ))(?:l[ea] |l['’]|une? |les? )?{_NOMINALS}\b",
    "approved": rf"\b(?:ordonné|décidé|approuvé|autorisé|validé|annoncé|adopté|prévoit|prévoient|comprend|garantit|inclut) (?:l[ea] |l['’]|les ){_NOMINALS}\b",
    "present": (
        r"\b(?:interdit|impose|oblige|porte|relève|supprime|étend|fixe|limite|prolonge|augmente|réduit|autorise|abaisse|instaure|introduit)\b(?= )"
    ),
    "start": r"\b(?:entre(?:nt)? en vigueur|pren(?:d|nent) (?:effet|ses fonctions|leurs fonctions)|s['’]applique(?:nt)?|débute(?:nt)?|démarre(?:nt)?|ouvre(?:nt)? (?:ses|leurs) portes|commence(?:nt)?)\b",
    "so_that": rf"\b(?:afin de|afin d['’]|en vue de) ?(?={_INFINITIVE})",
    "purpose": rf"\bpour (?={_INFINITIVE})",
}

_STARTS = r"[;:] |, (?:et|mais|tandis que|alors que) | (?:et|mais) (?!(?:de|des|du) |d['’])|\b(?:que|qu['’]) ?| (?:qui|dont|où|tandis que|alors que|car) |, "
_REPORT = r"(?:annoncé|déclaré|affirmé|précisé|indiqué|ajouté|souligné|expliqué|assuré|confirmé|rapporté|selon|fait savoir|a dit)"
_ENDS = rf"[;:](?=\s)| [–—] |, (?:a|ont) {_REPORT}|, {_REPORT}|, (?:qui|dont|où|contre|tandis|alors|mais|car|soit|a-t-|ont-)| (?:afin de|afin d['’]|en vue de|tandis que|alors que|car)\b| et (?:que|qui)\b|, (?:et )?(?=(?:l[ea']|les|un|une) )|[«»\"“”]"

_REFUSALS: tuple[tuple[LeftOutReason, str, str], ...] = (
    ("denied", "cue", "denial"),
    ("conditional", "cue", "possible"),
    ("denied", "before", r"\b(?:démenti|dément|démentent|rejeté|rejette|exclu|exclut|écarté|réfuté|nié|faux|aucun projet)\b"),
    ("denied", "start", r"\W*(?:aucune?|nulle?|personne)\b"),
    ("considered", "before", r"\b(?:étudie|étudient|envisage|envisagent|examine|examinent|réfléchi\w*|discute\w*|consultation|à l['’]étude|pas exclu|négocie\w*)\b|\bsi (?:le|la|les|des|un|une)\b.*\?"),
    ("conditional", "sentence", r"\b(?:si (?:le|la|les|l['’]|des|un|une|ses|leur|elle|il|aucun)|s['’]il|à condition|sous réserve|en cas de|sauf si|pourvu que)\b"),
    ("demanded", "before", r"\b(?:demande(?:nt)?|réclame(?:nt)?|exige(?:nt)?|appelle(?:nt)?|plaide(?:nt)?|exhorte(?:nt)?|propose(?:nt)? que|ont demandé|a demandé|a réclamé|recommande(?:nt)?|souhaite(?:nt)? que|il faut|faudra)\b"),
    ("forecast", "before", r"\b(?:prévoient|table(?:nt)? sur|estime(?:nt)?|anticipe(?:nt)?|craint|craignent|redoute(?:nt)?|selon les (?:analystes|économistes|experts)|analystes?|économistes?|probablement)\b"),
    ("past", "clause", r"\b(?:l['’]an dernier|l['’]année dernière|le mois dernier|il y a \w+ ans|précédemment|avait|avaient|en 20[01]\d)\b"),
)  # fmt: skip

FRENCH = Grammar(
    cues=compile_cues(_CUES),
    starts=re.compile(_STARTS),
    ends=re.compile(_ENDS),
    conjunctions=(
        (
            re.compile(rf"\s*(?:de |d['’]|à )?{_INFINITIVE}"),
            re.compile(
                rf",? (?:et|ainsi que|puis) (?:à |de |d['’])?(?={_INFINITIVE} (?!(?:à|de|en) \1))|, (?:à |de |d['’])?(?={_INFINITIVE} (?:l|\d|un|des|ses|son|sa|tou))".replace(
                    r"(?!(?:à|de|en) \1)", ""
                )
            ),
        ),
        (
            re.compile(r"\s*(?:\w+ment )?(?:\w+ée?s?|\w+ie?s?|\w+te?s?)\b"),
            re.compile(r" et (?=(?:\w+ée?s?|mise?s?|\w+ie?s) (?:en|au|dès|avant|d['’]ici|à partir|à compter|dans) )"),
        ),
    ),
    refusals=compile_refusals(_REFUSALS, re.IGNORECASE),
    unsplit=frozenset({"nominal", "rule", "sign", "founded", "denial", "possible", "start"}),
    inner=frozenset({"approved", "present", "founded", "sign", "order", "purpose"}),
    deniable=frozenset({"aim", "agreed", "goal"}),
    plain=frozenset({"future", "planned"}),
    weak=re.compile(
        r"\s*(?:être|avoir|se |rester|aider|contribuer|permettre|renforcer|améliorer|favoriser|soutenir|accompagner)\b"
    ),
)
