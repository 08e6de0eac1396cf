"""How Spanish announcements promise: cues, ends of clauses, and what is no promise."""

import re

from domain.reading.commitments.clauses import Grammar
from domain.reading.commitments.grammars.patterns import compile_cues
from domain.reading.commitments.refusals import compile_refusals
from domain.reading.findings import LeftOutReason

_INFINITIVE = r"[a-záéíóúñü]{2,}(?:ar|er|ir)(?:se|lo|la|los|las)?\b"
_MEANS = (
    r"(?:costará|costarán|aportará|aportarán|financiará|financiarán|contribuirá|contribuirán|podrá|podrán|permitirá|permitirán|será (?:financiad|gestionad|dirigid|ejecutad)\w+|"
    r"tendrá un (?:costo|coste|presupuesto)|supondrá|dependerá|ascenderá|invertirá|destinará|participará|participarán|se reunirá|visitará|habrá|seguirá|permanecerá|deberá|deberán|detrás|atrás|demás|quizás)"
)
_AGREEMENTS = r"(?:acuerdos?|convenios?|contratos?|memorand(?:o|um)s?|tratados?|pactos?|protocolos?|alianzas?|cartas? de intención)"
_BODIES = r"(?:agencia|fondo|centro|consejo|comité|comisión|instituto|oficina|autoridad|observatorio|plataforma|red|escuela|laboratorio|unidad|mesa|grupo de trabajo|programa)s?"

_CUES = {
    "denial": (
        r"\bno (?:se |ha |han |va |van |hay |tiene |tienen )?(?:[a-záéíóú]+)\b|\bning[uú]n(?:a)? (?:plan|intención|decisión)\b"
        r"|\b(?:abandon|retir|cancel|descart)(?:ó|aron|ado|an?) (?:[^\s,;.]+ ){0,3}?(?:plan|planes|proyecto|promesa|compromiso)s?\b|\brenunci(?:ó|aron|ado|an?) a\b|\bse neg(?:ó|aron) a\b"
    ),
    "possible": r"\b(?:podría|podrían|puede|pueden|debería|deberían|sería|serían|[a-z]{3,}(?:aría|ería|iría)n?)\b",
    "rule": rf"\b(?:deberá|deberán|tendrá que|tendrán que)(?= {_INFINITIVE})",
    "future": rf"\b(?:va|van|vamos) a (?={_INFINITIVE})|\b(?!{_MEANS}\b)(?:se )?(?!{_MEANS}\b)[a-záéíóúñ]{{2,}}(?:rá|rán)\b",
    "planned": rf"\b(?:debe|deben) (?={_INFINITIVE})|\b(?:está|están) (?:previst|programad)[oa]s?\b",
    "aim": rf"\b(?:prevén?|planean?|buscan?|pretenden?|quieren?|aspiran? a|tienen? previsto|proyectan?|se proponen?|esperan?|contemplan?) (?={_INFINITIVE})",
    "goal": rf"\b(?:objetivo|meta|fin|propósito) (?:es |de )+(?={_INFINITIVE})|\b(?:fijó|fijado|tiene|tienen) (?:como |la |el |un |una )+(?:objetivo|meta) (?:de |)",
    "agreed": (
        rf"\b(?:se (?:comprometió|comprometieron|compromete|comprometen|ha comprometido|han comprometido)(?: \w+){{0,2}} a|(?:acordó|acordaron|prometió|prometieron|decidió|decidieron|"
        rf"(?:ha|han) (?:acordado|prometido|decidido|aceptado))) (?={_INFINITIVE})"
    ),
    "sign": rf"\b(?:firmó|firmaron|suscribió|suscribieron|selló|sellaron|(?:ha|han) (?:firmado|suscrito)|cerró|cerraron)(?: [^\s,;.]+){{0,6}}? {_AGREEMENTS}\b",
    "order": rf"\b(?:ordenó|ordenaron|instruyó|ha ordenado) (?:[^\s,;.]+ ){{0,8}}?(?={_INFINITIVE})",
    "founded": rf"\b(?:lanzó|lanzaron|creó|crearon|inauguró|fundó|estableció|puso en marcha|(?:ha|han) (?:creado|lanzado|inaugurado|puesto en marcha)) (?:un|una|el|la|su) (?:[^\s,;.]+ ){{0,3}}?{_BODIES}\b",
    "start": r"\b(?:entran? en vigor|comienzan?|empiezan?|arrancan?|se aplican?|asumen? (?:el|su|sus) (?:cargo|funciones|puesto)|toman? posesión)\b",
    "purpose": rf"\b(?:con el fin de|a fin de|para) (?={_INFINITIVE})",
}
_STARTS = r"[;:] |, (?:y|pero|mientras) | (?:y|pero) |\bque | (?:quien|donde|mientras|porque) |, "
_REPORT = r"(?:anunció|dijo|afirmó|informó|señaló|indicó|añadió|agregó|explicó|aseguró|precisó|según|declaró|confirmó|ha anunciado)"
_ENDS = rf"[;:](?=\s)| [–—] |, {_REPORT}|, (?:que|quien|donde|mientras|frente|pero|cuyo)| (?:con el fin de|a fin de|mientras|porque)\b| y que\b|, (?=(?:el|la|los|las|un|una) )|[«»\"“”]"
_REFUSALS: tuple[tuple[LeftOutReason, str, str], ...] = (
    ("denied", "cue", "denial"),
    ("conditional", "cue", "possible"),
    ("denied", "before", r"\b(?:negó|niega|desmintió|desmiente|descartó|descarta|rechazó|rechaza|falso)\b"),
    ("denied", "start", r"\W*(?:ning[uú]n|ninguna|nadie|nunca|jamás)\b"),
    ("considered", "before", r"\b(?:estudia|estudian|evalúa|evalúan|analiza|analizan|considera|consideran|baraja|negocia)\b"),
    ("conditional", "sentence", r"\bsi (?:el|la|los|las|se|no|hay)\b|\b(?:siempre que|a condición|en caso de|salvo)\b"),
    ("demanded", "before", r"\b(?:pidió|pide|piden|exigió|exige|exigen|reclamó|reclama|reclaman|instó|urgió|solicitó|demandó|recomendó)\b"),
    ("forecast", "before", r"\b(?:analistas?|economistas?|pronostica\w*|estima\w*|calcula\w*|prevé que|espera que)\b"),
    ("past", "clause", r"\b(?:el año pasado|el mes pasado|hace \w+ años|anteriormente|había|habían)\b"),
)  # fmt: skip

SPANISH = Grammar(
    cues=compile_cues(_CUES),
    starts=re.compile(_STARTS),
    ends=re.compile(_ENDS),
    conjunctions=(
        (
            re.compile(rf"\s*(?:a )?{_INFINITIVE}"),
            re.compile(rf",? (?:y|e) (?:a |de )?(?={_INFINITIVE})|, (?={_INFINITIVE} (?:el|la|los|un|\d))"),
        ),
    ),
    refusals=compile_refusals(_REFUSALS, re.IGNORECASE),
    unsplit=frozenset({"rule", "sign", "founded", "denial", "possible", "start"}),
    inner=frozenset({"founded", "sign", "order", "purpose"}),
    deniable=frozenset({"aim", "agreed", "goal"}),
    plain=frozenset({"future", "planned"}),
    weak=re.compile(r"\s*(?:ser|tener|estar|ayudar|contribuir|permitir|fortalecer|mejorar|apoyar|impulsar)\b"),
)
