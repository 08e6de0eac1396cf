"""Words beside a number that say what it is, in languages that put spaces between words."""

import re

GLUED = re.compile(
    r"(?:km²|km2|km|kg|m²|m2|m3|mm|cm|MWh|GWh|TWh|kWh|MW|GW|kW|TW|Mt|Gt|kt|ha|bpd|bcm|tpa|t|°C|bn|mn|m|k)\b"
)
MEASURES = frozenset(
    "bed beds seat seat-bed kilometre kilometer km megawatt gigawatt mw gw mwh gwh kilowatt hectare hectares acre acres ha "
    "tonne ton tons tonnes unit room bedroom place mile metre meter".split()
)
"""What a number that is joined to a word by a hyphen may measure: `a 300-bed hospital`, but not `a 10-year plan`."""

LABELS = frozenset(
    "no nr number article articles section phase level route highway grade class tier line chapter version page room "
    "paragraph act part stage annex table figure resolution schedule terminal gate covid goal pillar vision agenda expo "
    "artikel absatz paragraf phase stufe klasse loi décret alinéa artículo ley fase horizon agenda-".split()
)
"""Words before a number that is a name: `Article 5`, `Vision 2030`."""

BEFORE_YEAR = frozenset(
    "in by of until till before after since from during end mid late early year fiscal fy to through calendar and between "
    "en d'ici fin avant après depuis à début l'horizon horizon et de bis im ab seit vor nach jahr ende anfang mitte und "
    "para antes hasta desde del al a año finales season academic school".split()
)
AGES = frozenset("aged age ages under over âgés âgées ans ab über unter mayores menores".split())
YEARS = range(1900, 2101)
PLACES = frozenset("in across throughout among at over within into dans en sur à auf an aus für".split())
CLOCK = re.compile(r":\d|\s?(?:a\.m|p\.m|am\b|pm\b|o'clock|uhr\b|h\b)", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:rais|increas|cut|reduc|lower|lift|bring|boost|grow|expand|doubl|tripl|halv|rise|reach|push|rais|slash|shrink|"
    r"extend|shorten|drop|limit|cap|climb|narrow|curb|hike|decreas|scal|rédui|port|augment|relev|abaiss|baiss|ramen|pass|"
    r"atteindre|erhöh|senk|steiger|reduzier|ausbau|anheb|verringer|wachs|heb|drück|aument|reduc|elev|disminu|baj|sub)\w*",
    re.IGNORECASE,
)
SHARE_OF_TIME = re.compile(r"(?:first|second|latter|other|and a|one and a|two and a)\s$", re.IGNORECASE)
NO_SHARE = re.compile(
    r"[\s-](?:price|day|hour|term|time|way|fare|a |an |million|billion|of (?:19|20)\d\d|of (?:the|this|next) (?:year|decade|century)|year)"
)

REMOVAL = re.compile(r"\b(?:remove|removing|strip|stripping|clear|clearing|eliminate|eliminating|evacuate|rescue)\b")
"""Verbs that take something from as many as are counted: `remove lead from 900 homes`."""
