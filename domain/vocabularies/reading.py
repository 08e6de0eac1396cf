"""Closed lists of drafts: why words that look like a fact were not taken for one."""

from collections.abc import Mapping
from typing import get_args

from domain.reading import LeftOutReason
from domain.vocabularies.terms import Term, Vocabulary

UNGROUNDED, LOW_CONFIDENCE = "ungrounded", "low_confidence"
"""Reasons of the service itself, whichever extractor found the fact."""

_MEANINGS: Mapping[str, str] = {
    "denied": "The text says that it is not so, or will not be done.",
    "conditional": "It hangs on an “if”.",
    "considered": "It is only thought about, or one of several options.",
    "demanded": "Others ask for it; those who could do it have not agreed.",
    "forecast": "Somebody expects it; nobody undertakes it.",
    "past": "It was done or stated before, and is no part of this announcement.",
    "caption": "It stands in a caption.",
    "rhetoric": "It is a manner of speaking, as in a quotation.",
    "unspecific": "It is too vague to be checked.",
    "currency_unknown": "The sum names no currency, or a sign of several.",
    "exchange_rate": "It says what a currency is worth.",
    "boilerplate": "It stands in a menu, a notice of rights or the like.",
    "fragment": "The quotation is a few words, a name or a title.",
    "unnamed_speaker": "Somebody without a name said it.",
    "unattributed": "The text does not say whose words they are.",
    UNGROUNDED: "The server could not find or read it again in the words that were given for it.",
    LOW_CONFIDENCE: "Its confidence is below the `min_confidence` of the request.",
}

LEFT_OUT_REASON = Vocabulary(
    "left_out_reasons",
    "Reasons for leaving words out of a draft",
    "Why words that look like a fact of the announcement were not taken for one.",
    tuple(
        Term(code, code.replace("_", " ").capitalize(), _MEANINGS[code])
        for code in (*get_args(LeftOutReason), UNGROUNDED, LOW_CONFIDENCE)
    ),
)
