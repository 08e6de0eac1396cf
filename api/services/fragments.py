"""Parts as lists across records answer them: each with its record, the names it refers to and the sources it cites."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api.services.documents import encode
from domain.edtf import window

Part = dict[str, Any]
Named = Mapping[str, Part]

OWNER = ("id", "title", "jurisdiction", "announced_on", "version", "updated_at")
CITED = ("key", "kind", "title", "url", "publisher")


def party_names(part: Part, parties: Named) -> Part:
    """Return the names of a commitment's parties."""
    return {"party_names": [parties[each["party"]]["name"] for each in part["parties"]]}


def money(part: Part, parties: Named) -> Part:
    """Return what an amount's period means, and who pays and is paid."""
    names = {f"{role}_name": parties[part[role]]["name"] for role in ("payer", "payee") if role in part}
    return {"url": f"/v1/amounts/{part['id']}"} | span(part, "period", "period") | names


def speech(part: Part, parties: Named) -> Part:
    """Return when a quote was said, and by whom."""
    speaker = parties[part["speaker"]]
    post = {"speaker_post": speaker["post"]} if "post" in speaker else {}
    named = {"speaker_name": speaker["name"]} | post
    return {"url": f"/v1/quotes/{part['id']}"} | span(part, "said_on", "said") | named


SHOWN: Mapping[str, Callable[[Part, Named], Part]] = {
    "commitments": party_names,
    "amounts": money,
    "quotes": speech,
}
"""Each list of parts that is asked for across records, and what such a part shows beside what its record says of it."""


def span(part: Part, name: str, stem: str) -> Part:
    """Return the first and last day of a date, as far as it has them."""
    days = window(part[name]) if name in part else None
    ends = {f"{stem}_from": days.first, f"{stem}_to": days.last} if days else {}
    return {end: day for end, day in ends.items() if day is not None}


def of_record(shown: Mapping[str, Any]) -> dict[str, list[bytes]]:
    """Return the JSON of each listed part of a record, in order, by the name of its list."""
    owner = {name: shown[name] for name in OWNER} | {"url": f"/v1/announcements/{shown['id']}"}
    parties = {party["key"]: party for party in shown["parties"]}
    sources = {source["key"]: cited(source) for source in shown["sources"]}
    return {
        name: [
            encode(part | more(part, parties) | {"announcement": owner, "sources": cite(part["evidence"], sources)})
            for part in shown[name]
        ]
        for name, more in SHOWN.items()
    }


def cited(source: Part) -> Part:
    """Return what is shown of a source where it is cited."""
    return {name: source[name] for name in CITED if name in source}


def cite(evidence: Sequence[Part], sources: Named) -> list[Part]:
    """Return the sources that the evidence is from, each once, in order."""
    return [sources[key] for key in dict.fromkeys(each["source"] for each in evidence)]
