"""Quotations, each with its speaker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding, LeftOut, LeftOutReason, Span
from domain.reading.quotes.eastern import GRAMMARS, attribute
from domain.reading.quotes.marks import Piece, find_pieces, trimmed
from domain.reading.quotes.speakers import Attribution, Speakers

SHORTEST = 4
"""Words of the shortest quotation; shorter ones are names, terms and fragments."""

WHOLE = 6
"""Words of the shortest block that is a quotation by itself."""

BETWEEN = 120
"""Characters between two stretches of one quotation, at most."""

SPOKEN = 6
"""Blocks of the longest quotation without marks."""

MARKS = frozenset("“\"«„‘'「•-")
SIGNED = 80
"""Characters after a dash in which the speaker is named."""

_DASH = re.compile(r"\s*[–—―-]{1,2}\s*(?=\w)")
_SAID = re.compile(
    r"\b(?:said|says|added|stated|commented|declared|noted|explained|remarked|concluded|déclaré|ajouté|expliqué|"
    r"souligné|"
    r"dit|sagte|erklärte|betonte|dijo|afirmó)\b[^.:]{0,40}:\s*$|^Quotes? attributable to[^:]*:\s*$"
    r"|(?:말했다|밝혔다|강조했다)\s?[.:]?\s*:\s*$|コメント[^。]{0,10}：?\s*$"
)
_LETTER = re.compile(r"[^\W_]")
_QUOTED = re.compile('[“”"«»„]')
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my|I'm|I’m|we're|we’re|nous|notre|nos|wir|unser\w*)\b", re.IGNORECASE)

LEAD = 300
"""Characters of the longest block that ends with `said:`."""


@dataclass(slots=True)
class _Quote:
    speaker: str
    band: str
    block: int
    pieces: list[Span] = field(default_factory=list)


def find_quotes(document: Document, parties: tuple[Finding, ...]) -> Extraction:
    """The quotations of a text; those without a speaker by name are left out."""
    speakers = Speakers(document, parties)
    pieces = list(find_pieces(document))
    quotes: list[_Quote] = []
    left_out: list[LeftOut] = []
    for at, piece in enumerate(pieces):
        block = document.blocks[piece.block].span
        previous = pieces[at - 1] if at else None
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        start = previous.marked.end if previous and previous.block == piece.block else block.start
        end = following.marked.start if following and following.block == piece.block else block.end
        continues = bool(quotes) and quotes[-1].pieces[-1] == (previous.words if previous else None)
        follows = continues and piece.block - quotes[-1].block == 1
        said = _attribution(document, speakers, piece, start, end, follows=follows)
        adjacent = continues and piece.block - quotes[-1].block <= 1 and (_alone(document, piece, start) or said.verb)
        reason = _left_out_reason(document, piece, said, adjacent=adjacent)
        if said.speaker is None and not reason and adjacent:
            quotes[-1].pieces.append(piece.words)
            quotes[-1].block = piece.block
        elif reason or said.speaker is None:
            left_out.append(LeftOut("quote", piece.words, reason or "unattributed"))
        elif continues and quotes[-1].speaker == said.speaker and quotes[-1].block == piece.block:
            quotes[-1].pieces.append(piece.words)
        else:
            quotes.append(_Quote(said.speaker, "marked", piece.block, [piece.words]))
    quotes += _unmarked(document, speakers)
    quotes.sort(key=lambda each: each.pieces[0])
    return Extraction(
        tuple(_quote_finding(document, number, each) for number, each in enumerate(quotes, 1)), tuple(left_out)
    )


def _attribution(
    document: Document, speakers: Speakers, piece: Piece, start: int, end: int, *, follows: bool
) -> Attribution:
    """The speaker of a stretch, named between the stretches beside it, or in the block before if none stands there."""
    grammar = GRAMMARS.get(document.language[:2])
    if grammar:
        return attribute(speakers, grammar, Span(start, end), piece.marked)
    signed = _signature(document, speakers, piece, end)
    if signed:
        return signed
    after = speakers.after(piece.marked.end, end, piece.marked.start)
    before = speakers.before(start, piece.marked.start)
    leads = document.text[start : piece.marked.start].rstrip().endswith((":", ","))
    if before.verb and leads:
        return before
    if (after.verb and not document.text[piece.words.start : piece.words.end].endswith(".")) or (
        after.verb and not before.verb
    ):
        return after
    if before.verb:
        return before
    opens = not document.text[document.blocks[piece.block].span.start : piece.marked.start].strip(" >")
    return _said_above(document, speakers, piece) if opens and piece.block and not follows else Attribution(None)


def _signature(document: Document, speakers: Speakers, piece: Piece, end: int) -> Attribution | None:
    """The speaker after a dash, at the end of the block or in the next one: `-- Ève Morin, Minister`."""
    start = piece.marked.end
    if not document.text[start:end].strip() and piece.block + 1 < len(document.blocks):
        start, end = document.blocks[piece.block + 1].span
    dash = _DASH.match(document.text, start, end)
    named = speakers.between(dash.end(), min(end, dash.end() + SIGNED)) if dash else []
    people = [each for each in named if each[3]] or named
    return Attribution(people[0][0], verb=True) if people else None


def _said_above(document: Document, speakers: Speakers, piece: Piece) -> Attribution:
    """The speaker of a block that is a quotation: whom the block above introduces, or the only one it speaks of."""
    above, block = document.blocks[piece.block - 1].span, document.blocks[piece.block].span
    said = speakers.before(above.start, above.end)
    if document.text[above.start : above.end].rstrip().endswith(":"):
        return said
    words = document.text[piece.words.start : piece.words.end]
    rest = document.text[piece.marked.end : block.end].strip(" .")
    if rest or not words.endswith((".", "!", "?")) or _length(words, document.language) < WHOLE:
        return Attribution(None)
    people = {key for key, _, _, person in speakers.between(above.start, above.end) if person}
    return said if said.speaker else Attribution(people.pop(), verb=True) if len(people) == 1 else Attribution(None)


def _alone(document: Document, piece: Piece, start: int) -> bool:
    """Whether nothing but the end of a sentence stands between a stretch and the one before."""
    between = document.text[start : piece.marked.start]
    return len(between) < BETWEEN and not re.search(r"[.!?]\s+\S.{20}", between)


def _left_out_reason(document: Document, piece: Piece, said: Attribution, *, adjacent: bool) -> LeftOutReason | None:
    """Why a stretch in quotation marks is no quotation, or None."""
    words = document.text[piece.words.start : piece.words.end]
    if said.unnamed:
        return "unnamed_speaker"
    if _length(words, document.language) < SHORTEST and not (
        adjacent and (said.verb or words.endswith((".", "!", "?")))
    ):
        return "fragment"
    if not said.verb and not adjacent:
        return "unattributed"
    return None


def _length(words: str, language: str) -> int:
    """Words of a stretch, as many as the same would have in English."""
    return len(words) // 3 if language[:2] in GRAMMARS else len(words.split())


def _unmarked(document: Document, speakers: Speakers) -> Iterator[_Quote]:
    """Blocks after `X said:` whose words have no marks."""
    for number, block in enumerate(document.blocks[:-1]):
        if not _leads(document, number):
            continue
        said = speakers.before(block.span.start, block.span.end)
        pieces = [trimmed(document.text, *document.blocks[at].span) for at in _spoken_blocks(document, number + 1)]
        if said.verb and said.speaker and pieces:
            yield _Quote(said.speaker, "unmarked", number + 1, pieces)


def _leads(document: Document, number: int) -> bool:
    """Whether a block ends like `X said:`."""
    span = document.blocks[number].span
    return span.end - span.start <= LEAD and bool(_SAID.search(document.text, span.start, span.end))


def _spoken_blocks(document: Document, first: int) -> Iterator[int]:
    """The blocks of a quotation without marks: the first; more in the first person, or before the next `Y said:`."""
    for number in range(first, min(first + SPOKEN, len(document.blocks))):
        words = document.words(document.blocks[number].span).lstrip(" >")
        plain = (
            document.blocks[number].role in ("body", "background")
            and words[:1] not in MARKS
            and not _QUOTED.search(words)
        )
        next_leads = number + 1 < len(document.blocks) and _leads(document, number + 1)
        if not plain or _leads(document, number) or _length(words, document.language) < SHORTEST:
            return
        if number > first and not next_leads and not _FIRST_PERSON.search(words):
            return
        yield number


def _quote_finding(document: Document, number: int, quote: _Quote) -> Finding:
    text = document.text[quote.pieces[0].start : quote.pieces[0].end]
    for previous, piece in pairwise(quote.pieces):
        left_out = _LETTER.search(document.text, previous.end, piece.start)
        text += f"{' … ' if left_out else ' '}{document.text[piece.start : piece.end]}"
    members = {"key": f"q{number}", "text": text, "language": document.language, "speaker": quote.speaker}
    return Finding("quote", members, tuple(quote.pieces), quote.band)
