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

FOUNDING = re.compile(
    r"\b(?:establish|set up|create|found|launch|open|build|construct|inaugurat|form|be (?:set up|established|created|built|opened|"
    r"launched)|mise? en place|cré|construi|ouvr|install|einricht|gründ|bau|eröffn)\w*"
    r"|설립|신설|설치|건립|조성|출범|개소|세우|세운|개원|설치|짓|設立|設置|新設|整備|建設|開設|創設",
    re.IGNORECASE,
)
"""Verbs of setting up a body or a site."""

SUBJECT_COUNTS = re.compile(
    r"\b(?:be|open|start|begin|come|receive|get|benefit|enter|join|close|have|switch|qualify|leave|take part|go|work|arrive|"
    r"être|sera|seront|ouvr\w+|bénéfici\w+|recev\w+|werden|entstehen|erhalten|bekommen|ser|serán?|recibir\w*)\b|[가-힣ぁ-ん]",
    re.IGNORECASE,
)
"""Verbs whose subject holds the figure that is promised: `Five docks will open`."""

LENGTH_OF_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|years?|jours?|semaines?|mois|ans?|Tagen?|Wochen?|Monaten?|Jahren?|días|semanas|meses|años)\b"
)
EACH_TIME = re.compile(
    r"\bjeweils |\b(?:working|business) days|\b(?:jours ouvrés|jours ouvrables|Werktagen?|Arbeitstagen?)|días hábiles",
    re.IGNORECASE,
)
EACH_TIME_AFTER = re.compile(
    r"\s+(?:of|after|from|nach|après|suivant|de la|a partir de)\s+(?!(?:now|today|jetzt|aujourd)\b)", re.IGNORECASE
)
"""Beside a length of time: it is counted from an event, and not from the day of the text."""
