"""How German announcements promise: cues within a clause, and what is no promise."""

import re

from domain.reading.commitments.grammars.patterns import compile_cues
from domain.reading.commitments.refusals import compile_refusals
from domain.reading.commitments.segments import SegmentGrammar
from domain.reading.findings import LeftOutReason

_AGREEMENTS = (
    r"(?:Vereinbarung(?:en)?|Abkommen|Vertrag|Verträge|Absichtserklärung(?:en)?|Memorandum|Rahmenvertrag|Partnerschaft|Kooperationsvereinbarung|"
    r"Kooperation|Staatsvertrag|Verwaltungsvereinbarung|Zielvereinbarung|Pakt|Abmachung|Charta|\w+(?:vereinbarung|abkommen|vertrag|pakt))"
)
_BODIES = (
    r"(?:Agentur|Fonds|Zentrum|Rat|Beirat|Ausschuss|Kommission|Institut|Behörde|Amt|Stelle|Stiftung|Plattform|Netzwerk|Taskforce|Arbeitsgruppe|"
    r"\w+(?:agentur|fonds|zentrum|rat|beirat|stelle|kommission|institut|stiftung|plattform|netzwerk))"
)
_STARTING = (
    r"(?:startet|starten|beginnt|beginnen|endet|enden|entsteht|entstehen|öffnet|öffnen|gilt|gelten|eröffnet|eröffnen|steigt|steigen|sinkt|sinken|folgt|folgen|läuft|"
    r"erhält|erhalten|bekommt|bekommen|stellt|stellen|baut|bauen|schafft|schaffen|führt|führen|richtet|richten|kommt|kommen|geht|gehen|nimmt|nehmen|tritt|treten|"
    r"übernimmt|ersetzt|ersetzen|verdoppelt|verdoppeln|senkt|senken|erhöht|erhöhen|streicht|streichen|verbietet|pflanzt|pflanzen|saniert|sanieren|modernisiert|"
    r"modernisieren|liefert|liefern|kauft|kaufen|bildet|bilden|fördert|fördern|zahlt|zahlen|schließt|schließen|verlängert|verlängern|weitet|weiten|gründet|gründen|"
    r"entfällt|entfallen|wächst|wachsen|müssen|muss|dürfen nicht mehr|darf nicht mehr|legt|legen|vergibt|veröffentlicht|veröffentlichen|errichtet|errichten|bringt|bringen|macht|machen|setzt|setzen|gibt|werden|wird)"
)

_DONE = (
    r"ersetzt|eingeführt|abgeschafft|gebaut|errichtet|eingerichtet|aufgebaut|ausgebaut|erweitert|saniert|modernisiert|geschaffen|gegründet|eröffnet|"
    r"verlängert|erhöht|gesenkt|verboten|gestrichen|angehoben|aufgestockt|veröffentlicht|eingestellt|angeschafft|umgestellt|stillgelegt|abgeschaltet|"
    r"freigegeben|bauen|errichten|einführen|abschaffen|schaffen|einstellen|einrichten|ausbauen|erweitern|sanieren|modernisieren|gründen|eröffnen|"
    r"verlängern|erhöhen|senken|verbieten|streichen|anheben|aufstocken|veröffentlichen|anschaffen|kaufen|liefern|pflanzen|ausbilden|umstellen|"
    r"fördern|unterstützen|beginnen|abschließen|entlasten|stärken|verbessern|verdoppeln|halbieren|verringern|reduzieren|steigern|"
    r"stilllegen|abschalten|ersetzen|vorlegen|starten|öffnen"
)

_CUES = {
    "denial": r"\b(?:nicht|kein|keine|keinen|keiner|nie|niemals)\b",
    "possible": r"\b(?:könnte|könnten|würde|würden|dürfte|dürften|müsste|müssten|sollte|sollten|kann|können|möglicherweise)\b",
    "planned": r"\b(?:soll|sollen|solle)\b",
    "aim": r"\b(?:(?:Geplant|Vorgesehen|Vereinbart|Beschlossen|Zugesagt|Angekündigt) (?:ist|sind|wurden?)|will|wollen|wolle|möchte|möchten|plant|planen|beabsichtigt|beabsichtigen|strebt|streben|bezweckt|hat vor|haben vor|peilt|schlägt|schlagen|Ziel ist|zum Ziel|vorgesehen|geplant)\b",
    "agreed": (
        r"\b(?:verpflichtet(?:e|en)? sich|(?:hat|haben) sich verpflichtet|(?:hat|haben) (?:[^\s,;.]+ ){0,10}?(?:zugesagt|versprochen|vereinbart|beschlossen|zugesichert)|sagte(?:n)? zu|"
        r"sag(?:t|en) zu|einig(?:te|ten) sich|verständig(?:te|ten) sich|vereinbarte(?:n)?|beschloss(?:en)?|kündigte(?:n)? (?:[^\s,;.]+ ){0,10}?an|versprach(?:en)?|sicherte(?:n)? zu|zugesagt|entschied(?:en)? sich|wurden? (?:[^\s,;.]+ ){0,8}?(?:vereinbart|beschlossen|zugesagt))\b"
    ),
    "sign": (
        rf"\b{_AGREEMENTS}(?: [^\s,;.]+){{0,8}}? (?:unterzeichnet|geschlossen|abgeschlossen|unterschrieben|besiegelt)\b"
        rf"|\b(?:unterzeichnete(?:n)?|unterschrieb(?:en)?|schloss(?:en)?|besiegelte(?:n)?)(?: [^\s,;.]+){{0,10}}? {_AGREEMENTS}\b"
    ),
    "founded": rf"\b(?:gründe(?:te|t|n|ten)|richte(?:te|t|n|ten)|starte(?:te|t|n|ten)|eröffne(?:te|t|n|ten)|schaff(?:t|en)|(?:hat|haben)) (?:[^\s,;.]+ ){{0,6}}?{_BODIES} (?:[^\s,;.]+ ){{0,3}}?(?:ein|gegründet|eingerichtet|geschaffen|eröffnet)?\b",
    "passive": rf"\b(?:wird|werden)\b[^,;.]{{1,200}}?\b(?:{_DONE})\b",
    "framed": r"\b(?:wird|werden|werde)\b",
    "acts": r"\b(?:bietet|bieten|schult|schulen|vergibt|vergeben|verteilt|verteilen|stockt|stocken|beschafft|beschaffen|investiert|investieren|stellt|stellen|baut|bauen|schafft|schaffen|richtet|richten|saniert|sanieren|pflanzt|pflanzen|kauft|kaufen|bildet|bilden|modernisiert|modernisieren|verdoppelt|verdoppeln|senkt|senken|erhöht|erhöhen|streicht|streichen|gründet|gründen|eröffnet|eröffnen|errichtet|errichten|liefert|liefern|rüstet|rüsten|ersetzt|ersetzen|erneuert|erneuern|weitet|weiten|verlängert|verlängern|fördert|fördern|unterstützt|unterstützen)\b(?=[^.;]{0,60}\d)",
    "henceforth": rf"\b(?:künftig|zukünftig)\b|\b{_STARTING}\b(?=[^,;.]{{0,60}}\b(?:künftig|zukünftig)\b)",
    "listed": r"(?<=, )(?:(?:die )?(?:ersten|übrigen|restlichen|letzten|weitere[n]?) )\d[\d.]*(?= (?:davon )?(?:\w+ ){0,3}?(?:bis|noch|ab|im|in|vom|von)\b)",
    "present": rf"\b{_STARTING}\b",
}
_REFUSALS: tuple[tuple[LeftOutReason, str, str], ...] = (
    ("denied", "cue", "denial"),
    ("conditional", "cue", "possible"),
    ("denied", "sentence", r"\b(?:dementier\w*|bestritt\w*|bestreitet|wies (?:[^\s,;.]+ ){0,10}?zurück|weist (?:[^\s,;.]+ ){0,10}?zurück|schloss (?:[^\s,;.]+ ){0,10}?aus\b|falsch)\b"),
    ("denied", "start", r"\W*(?:kein\w*|niemand)\b"),
    ("denied", "clause", r"\b(?:nicht|nie|niemals) (?:zugesagt|versprochen|vereinbart|beschlossen|zugesichert|verpflichtet)\b"),
    ("denied", "sentence", r"\b(?:Plan|Pläne|Vorhaben|Projekt|Zusage|Versprechen|Ziel)\b[^,;.]{0,40} (?:aufgegeben|verworfen|zurückgezogen|zurückgenommen|fallen ?gelassen|begraben)\b|\b(?:lehn(?:t|te|ten) es ab|weiger(?:t|te|ten) sich)\b"),
    ("considered", "clause", r"\b(?:geprüft|prüft|prüfen|erwäg\w*|erwogen|diskutiert|berät|beraten wird|beraten werden|verhandelt|überlegt|ob|Prüfung)\b"),
    ("conditional", "sentence", r"\b(?:wenn|falls|sofern|vorausgesetzt|vorbehaltlich|unter der Bedingung)\b"),
    ("demanded", "sentence", r"\b(?:forder(?:t|te|ten|n)|verlang(?:t|te|ten|en)|mahn(?:t|te|ten)|appellier\w*|kritisier\w*|rief (?:[^\s,;.]+ ){0,10}?auf|drängt\w*|pocht\w*|müsse|müssten)\b"),
    ("forecast", "sentence", r"\b(?:rechnet mit|rechnen mit|erwart(?:et|en|ete|eten)|prognostizier\w*|schätz(?:t|en|te)|voraussichtlich nicht|Analysten|Ökonomen|Prognose)\b"),
    ("past", "clause", r"\b(?:vergangene[snrm]? (?:Jahr|Monat|Woche)\w*|im Vorjahr|bereits (?:20[01]\d)|seit 20[012]\d|damals|zuvor|früher)\b"),
    ("unspecific", "clause", r"\b(?:Vereinbarung|Vertrag|Abkommen) (?:dazu|hierzu|darüber)\b"),
    ("unspecific", "start", r"\s*(?:Das|Dies|Darauf) (?:hat|haben|kündigte|gab|bestätigte|erklärte|vereinbarte|verständigte|einigte|teilte|sagte|beschloss)\b"),
    ("unspecific", "clause", r"\b(?:wird|werden) (?:[^\s,;.]+ ){0,8}?(?:finanziert|bezahlt|getragen|abgewickelt|geleitet|koordiniert|umgesetzt|betrieben|besuchen|treffen|teilnehmen|sprechen|diskutieren|kosten|bleiben|begleitet)\b|\b(?:kostet|kosten|stehen|bereit|finanziert|beteilig\w+|abgewickelt)\b"),
)  # fmt: skip

GERMAN = SegmentGrammar(
    cues=compile_cues(_CUES),
    commas=re.compile(r"(?<!\d), |, (?=\D)|; |: | [–—-] "),
    continued=re.compile(
        r"[^,;]*?(?:\b(?:zu|[a-zäöü]+zu[a-zäöü]+en)\b [a-zäöüß]+(?:en|ern|eln)\b|zu[a-zäöüß]+en\b|\bsoll(?:en)?\b|\bwerden\b|\bdass\b|\bwonach\b)"
    ),
    continuing=frozenset({"agreed", "sign", "aim"}),
    joint=re.compile(
        rf"\b(?P<verb>{_DONE}|[a-zäöüß]{{4,}}(?:ten|ern|eln|ßen|sen|ben|gen|ken|len|men|nen|den|ren|chen|zen)(?= (?:und|sowie) (?:den|die|das|dem|eine?n?|alle|mehr|bis|\d)))(?: und| sowie) (?=[^,;]{{0,200}}?\b(?:{_DONE}|sein|werden|[a-zäöüß]{{4,}}(?:en|ern|eln))\b)"
    ),
    refusals=compile_refusals(_REFUSALS, re.IGNORECASE),
)
