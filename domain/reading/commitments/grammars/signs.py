"""Words that decide, in all languages, whether a clause with little else is a promise, and of which kind."""

import re

FIRST_PERSON = re.compile(
    r"\b(?:we|we['’]ll|our|i|nous|notre|nos|wir|unser|unsere|nosotros|nuestro|nuestra)\b"
    r"|\bthe (?:government|ministry|department|agency|company|council|commission|fund|state|city)\b",
    re.IGNORECASE,
)
"""Subjects of a promise within a quotation."""

FUNDING = re.compile(
    r"\b(?:award\w*|set aside|allocat\w*|approv\w*|earmark\w*|fund\w*|grants?|loans?|invest\w*|budget\w*|financ\w*|packages?|"
    r"programmes?|programs?|schemes?|plans?|projects?|deals?|agreements?|contracts?|launch\w*|announc\w*|unveil\w*|committ?\w*|"
    r"facility|initiative)\b",
    re.IGNORECASE,
)
"""Words before an infinitive that is what money or a plan is for."""

SINCE = re.compile(r"\b(?:since|depuis|desde) (?:the \w+ of |el año |\w+ )?(?:19|20)\d\d\b", re.IGNORECASE)
"""Before what has been done up to now."""

FOUNDING = re.compile(
    r"\b(?:establish|set up|create|found|launch|(?<!be )open(?! (?:a |the )?(?:\w+ )?(?:call|application|consultation|tender|registration))|build|construct|inaugurat|form|be (?:set up|established|created|built|opened|"
    r"launched)|mise? en place|cré|cre[aá]|fund|construi|ouvr|install|einricht|gründ|bau|eröffn)\w*"
    r"|설립|신설|설치|건립|조성|출범|개소|세우|세운|개원|설치|짓|設立|設置|新設|整備|建設|開設|創設",
    re.IGNORECASE,
)
"""Verbs of setting up a body or a site."""

SUBJECT_COUNTS = re.compile(
    r"\b(?:be|get|open|start|begin|come|receive|get|benefit|enter|join|close|have|switch|qualify|leave|take part|go|work|arrive|"
    r"être|sera|seront|ouvr\w+|bénéfici\w+|recev\w+|werden|entstehen|erhalten|bekommen|ser|serán?|recibir\w*)\b|[가-힣ぁ-ん]",
    re.IGNORECASE,
)
"""Verbs whose subject holds the figure that is promised: `Five docks will open`."""

COMPARED = re.compile(
    r",?\s(?:up|down|an?\s(?:increase|rise|decrease|drop|cut)\sof)\s(?:by\s)?\d[\d.,]*\s?(?:per\s?cent|percent|%)\s"
    r"(?:from|on|over|compared\s(?:with|to))\s(?:(?:this|last|the\s(?:previous|current)|a)\s(?:fiscal\s)?year(?:\s(?:ago|earlier|before))?|(?:19|20)\d\d)"
    r"|,?\s(?:en\s)?(?:hausse|baisse)\sde\s\d[\d.,]*\s?%\s(?:par\srapport\sà|sur)\s(?:cette\sannée|l['’]an\sdernier|(?:19|20)\d\d)"
    r"|(?:올해|지난해|전년)(?:보다|\s?대비)\s?\d[\d.,]*\s?%\s?(?:증가한|늘어난|늘린|감소한|줄어든|줄인)",
    re.IGNORECASE,
)
"""How a sum differs from that of another year, which is neither a figure nor a date of the promise."""

LEAD_IN = re.compile(r"\s?:[ \t]*(?:\n|\Z)")
"""Behind words that lead to a list: `The government will also:`."""

LINE_MARK = re.compile(r"(?:(?:[-–—•●▪◦○□·*※▶►◆■❍>]|ㅇ)\s+)+(?:[\"“«„](?=[^\"“”«»„]*\Z))?|[\"“«„](?=[^\"“”«»„]*\Z)")
"""What a line begins with and is no part of its words: a dash, a mark of a quotation in Markdown, marks left open."""

WEEKDAY = re.compile(
    r"(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s(?:morning|afternoon|evening))?,?\s(?!to\b|and\b)"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s(?:matin|soir))?,?\s"
    r"|am\s(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),?\s"
    r"|el\s(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo),?\s",
    re.IGNORECASE,
)
"""A day of the week at the beginning of reported speech: on which somebody spoke."""

LENGTH_OF_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|years?|jours?|semaines?|mois|ans?|Tagen?|Wochen?|Monaten?|Jahren?|días|semanas|meses|años)\b"
)
BEGINS_WITH_YEAR = re.compile(
    r"\W*(?:(?:in|back in|en|im jahr|im jahre|en el año) )?(?P<year>(?:19|20)\d\d)(?:[,\s]|(?:년|年)(?! ?(?:대비|比|보다|부터|まで|까지|以降)))",
    re.IGNORECASE,
)
"""An adverb with a year at the beginning."""

BETWEEN = re.compile(r"\b(?:between|zwischen|entre) \w+ (?:and|und|et|y) ?$", re.IGNORECASE)
"""Before the second of two dates between which something happens every year."""

EACH_TIME = re.compile(
    r"\bjeweils |\b(?:working|business) days|\b(?:jours ouvrés|jours ouvrables|Werktagen?|Arbeitstagen?)|días hábiles",
    re.IGNORECASE,
)
EACH_TIME_AFTER = re.compile(
    r"\s+(?:of|after|from|nach|après|suivant|de la|a partir de)\s+(?!(?:now|today|jetzt|aujourd)\b)", re.IGNORECASE
)
"""Beside a length of time: it is counted from an event, and not from the day of the text."""

UNDER_AGREEMENT = re.compile(
    r"\b(?:under|as part of|through) (?:a|an|the|this|their)(?: [^\s,;.]+){0,3}? (?:agreement|memorandum|mou|deal|pact|contract|accord|partnership)\b",
    re.IGNORECASE,
)
"""What a clause is agreed in, so that any verb promises."""

LEADING_DATE = re.compile(
    r"\W*(?:by|from|in|before|until|within|over|during|after|no later than|not later than|effective|with effect from|starting|beginning|as of|as from|on|d['’]ici|à partir|à compter|dès|avant|en|bis|ab|zum|im|vor|"
    r"antes|a partir|para|desde)\b[^,;]{1,60}(?:, ?)?",
    re.IGNORECASE,
)
"""An adverb with a date that stands before a clause and governs all of it."""

BEGINS_WITH_FIGURE = re.compile(
    r"\W*(?:(?:at least|about|some|around|over|more than|up to|nearly|all|another|an additional|a total of|the first|au moins|environ|quelque|rund|"
    r"etwa|mindestens|unos|al menos) )?(?:\d[\d,]*(?:\.\d+)?[ %]|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|vingt|trente|cent|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince)\b)",
    re.IGNORECASE,
)
"""A subject whose figure is what is promised: `At least 30 per cent of the units will`."""

BULLET = re.compile(r"\s*(?:[-–•●▪◦○□ㅇ∘·・*※▲▶►◆■❍]|[①-⑳]|\(?[\da-z가-힣]{1,3}[.)])")
"""The mark before an item of a list."""

_MONEY = (
    r"(?:[A-Z]{0,3}[$€£¥₩₹₦₱฿]|(?:Rs\.?|Rp\.?|[A-Z]{2,3}) ?\d|\d[\d.,]*[ -]?(?:thousand|million|billion|trillion|crore|lakh|bn|m|tn|"
    r"millions?|milliards?|Millionen|Milliarden|millones)? ?(?:d['’]|de )?(?:US )?(?:dollars?|euros?|pounds?|won|yen|yuan|baht|rupees?|"
    r"rupiah|naira|cedis|shillings|rand|pesos|kroner|kronor|francs|dirhams|riyals?|ringgit|reais|Euro|Franken|dólares))"
)
CURRENCY = re.compile(rf"{_MONEY}|\d[\d,.천백십만억조 ]*(?:원|달러|유로|엔|위안|円|ドル|ユーロ)")
"""A sum of money."""

MONEY_ALONE = re.compile(
    r"(?:\S+ ){0,4}?(?:lend|spend|invest|provide|contribute|add|allocate|grant|give|pay|receive|get|inject|commit|donate|disburse|"
    r"release|earmark|match|cost|raise|set aside|put up|put in|offer|issue|borrow|chip in|be (?:given|provided|allocated|spent|paid)|"
    r"apporter\w*|investi\w*|consacrer\w*|verser\w*|prêter\w*|stellt|stellen|geben|gibt|zahlt|invertir\w*|aportar\w*)"
    rf" (?:(?!and )\S+ ){{0,4}}?{_MONEY}"
)
"""A clause that says only that a sum will be paid, which is an amount."""

BUILDS = re.compile(
    r"\b(?:to|pour|para) (?:build|construct|establish|set up|create|open|construire|bâtir|créer|ouvrir|construir|crear|abrir)\b"
)
"""What a sum is for, where it is a promise of its own."""

MONEY_SUBJECT = re.compile(
    r"(?:\W*(?:another|some|about|up to|an additional|a further|the remaining|of (?:this|that|it|which|the)[^,]{0,30},|(?:an?|the) (?:\w+ )?(?:sum|grant|loan|total|amount|budget|package) of|(?:une|l['’])? ?(?:enveloppe|aide|somme|montant) d[e’']|davon|dont|de los cuales)\b ?)?"
    rf"\W*{_MONEY}"
)
"""A clause about what a sum is for."""

MUTUAL = re.compile(
    r"\b(?:agree|sign|accord|undert|memorand|pact|treaty|conven|engagé|accord|vereinbar|einigt|unterzeichn|verpflicht|sagte|acord|firm|compromet)"
    r"|합의|협약|체결|계약|合意|締結|協定|一致|約束",
    re.IGNORECASE,
)
"""Words of what parties bind themselves to towards one another."""

CHANGE = re.compile(
    r"\b(?:rais|increas|cut|reduc|lower|lift|bring|boost|rise|grow|slash|cap|fall|go up|rédui|port|augment|relev|baiss|erhöh|senk|steig|aument|sub)"
    r"|인상|인하|올리|올린|낮추|낮춘|줄이|줄인|늘리|늘린|引き上げ|引き下げ|増額|減額",
    re.IGNORECASE,
)
"""Verbs that bring a sum to another level."""
