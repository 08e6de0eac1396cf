"""French names, whose later words are in lower case: `Banque islamique de développement`."""

import re

from domain.reading.parties.cues import FUNCTION_WORDS, HEADS
from domain.reading.parties.latin_script.words import Line

_LONGEST = 12
"""Words in lower case of the longest name."""

_ADJECTIVE = re.compile(
    r"(?:ique|able|ible|ale?|aux|ales|aires?|iennes?|iens?|aises?|ais|éennes?|éens?|ines?|ives?|ifs?|ières?|ains?|"
    r"aines?|euses?|"
    r"onales?|onaux|"
    r"ées?|oises?|ois)s?$"
)
_OTHERS = frozenset("mais jamais vais fais ensuite".split())
_JOINTS = frozenset("de du des d' à et pour".split())
_MEASURES = frozenset("hauteur partir travers compter terme".split())
_ARTICLES = frozenset("la l' le les de des d' du".split())


def extended(line: Line, end: int) -> int:
    """The end of a name whose capitals end at `end`; only a head such as `Banque` goes on in lower case."""
    words, at = line.words, end
    if not any(word.lower in HEADS for word in words[max(0, end - 4) : end]):
        return end
    while at < min(len(words), end + _LONGEST) and words[at].joined:
        lower = words[at].lower
        if _ADJECTIVE.search(lower) and lower not in _OTHERS and lower not in FUNCTION_WORDS:
            at += 1
        elif lower in _JOINTS and not (at == end and lower in ("à", "et", "pour")):
            noun = at + 1
            while line.lower(noun) in _ARTICLES:
                noun += 1
            if line.lower(noun) in _MEASURES:
                break
            if lower == "et" and line.lower(at + 1) in ("la", "l'", "le", "les"):
                break
            if not line.lower(noun)[:1].isalpha() or line.lower(noun) in FUNCTION_WORDS:
                break
            at = noun + 1
        else:
            break
    return at
