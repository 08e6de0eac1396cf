"""From a text to a draft record: a worker process reads it, the facts are checked against it, and assembled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from typing import Any

import structlog

from api.metrics import FACTS_DROPPED
from api.services.drafts.article import Article
from api.services.drafts.confidence import measured_confidence
from api.services.drafts.draft_record import LISTS, DraftRecord, Fact, Json, Omission, Unfit
from api.services.drafts.extraction import Malformed, read_extraction
from api.services.drafts.grounding import ground
from api.services.drafts.record_members import days_of, jurisdiction_of, language_of, record_fields, source_of
from api.services.drafts.workers import DraftWorkers, ExtractorFailed
from api.services.errors import Invalid, TooLarge, invalid
from domain.reading import Extraction
from domain.violations import LocatedViolation, Violation, closest_match, question
from domain.vocabularies.reading import LOW_CONFIDENCE, UNGROUNDED
from schemas.resources.draft import MAX_TEXT

log = structlog.get_logger()

DEFAULT_EXTRACTOR = "rules"

MEMBERS_OF_REQUEST: Mapping[str, tuple[str, ...]] = {
    "title": ("source", "title"),
    "language": ("language",),
    "jurisdiction": ("jurisdiction",),
    "announced_on": ("published_on",),
    "kind": ("save",),
}
"""Mandatory fields of a record, each with the member of the request to change where the text does not state it."""

FAILED = (
    "The extractor “{name}” failed on this text. Nothing was saved. Choose another extractor, or send another text; "
    "the server's log has the error."
)


def propose(workers: DraftWorkers, wanted: Mapping[str, Any], *, in_query: Set[str] = frozenset()) -> Json:
    """The answer to a request for a draft. `in_query` are the members that were sent as parameters of the address.

    Raises `TooLarge`, `Invalid`, `WorkersBusy` or `Overloaded`.
    """
    text = normalised_text(wanted["text"])
    if len(text) > MAX_TEXT:
        raise TooLarge(f"The text has {len(text):,} characters; {MAX_TEXT:,} are allowed. Send it in parts.")
    name = wanted.get("extractor", DEFAULT_EXTRACTOR)
    try:
        with workers.reserve() as process:
            check_extractor(name, wanted.get("language"), process.extractors(), in_query)
            version = process.extractors()[name]["version"]
            request = {"extractor": name, "text": text, "hints": hints_of(wanted)}
            extraction, malformed = read_extraction(process.extract(request, workers.seconds), text)
        draft, dropped = assemble(text, wanted, extraction, {"name": name, "version": version})
    except (ExtractorFailed, Malformed, Unfit):
        log.exception("extractor failed", extractor=name, characters=len(text))
        raise refusal("extractor", Violation("extractor", FAILED.format(name=name)), in_query) from None
    dropped["any", "malformed"] += malformed
    for (type, reason), count in (+dropped).items():
        FACTS_DROPPED.labels(name, type, reason).inc(count)
    if wanted.get("save"):
        check_completeness(draft["record"], in_query)
    return draft


def normalised_text(text: str) -> str:
    """The text that offsets count in."""
    return text.replace("\r\n", "\n")


def check_extractor(name: str, language: str | None, known: Mapping[str, Any], in_query: Set[str]) -> None:
    """Raise `Invalid` unless there is such an extractor, and it reads the language."""
    if name not in known:
        near = closest_match(name, known)
        detail = f"There is no extractor “{name}”.{question(near)}"
        if not known:
            detail += " None is installed: install the package `communique` again."
        raise refusal("extractor", Violation("choice", detail, tuple(known), near), in_query)
    languages = known[name]["languages"]
    if language and language.partition("-")[0] not in languages:
        detail = (
            f"The extractor “{name}” does not read this language. Leave it out if the text is in one that it reads."
        )
        raise refusal("language", Violation("choice", detail, tuple(languages)), in_query)


def check_completeness(record: Json, in_query: Set[str]) -> None:
    """Raise `Invalid` unless the record has what a record must have, naming the members of the request that give it."""
    missing = [(name, path) for name, path in MEMBERS_OF_REQUEST.items() if name not in record]
    if not missing:
        return
    by_hand = "Leave `save` out, complete `record`, and send it to POST /v1/announcements."
    raise invalid(
        LocatedViolation(
            path,
            Violation(
                "required",
                f"The text does not state the record's `{name}`. "
                + (by_hand if path == ("save",) else f"Give `{'.'.join(path)}`."),
            ),
            "query" if path[0] in in_query else "body",
        )
        for name, path in missing
    )


def refusal(member: str, violation: Violation, in_query: Set[str]) -> Invalid:
    """The error for one member of the request, where it was sent."""
    return invalid([LocatedViolation((member,), violation, "query" if member in in_query else "body")])


def hints_of(wanted: Mapping[str, Any]) -> Json:
    """The hints for an extractor, as JSON."""
    return {name: wanted[name] for name in ("published_on", "jurisdiction", "language", "source") if name in wanted}


def assemble(
    text: str, wanted: Mapping[str, Any], extraction: Extraction, extractor: Mapping[str, str]
) -> tuple[Json, Counter[tuple[str, str]]]:
    """The draft that an extraction makes, and the number of facts that were dropped, by type and reason.

    Raises `Unfit`.
    """
    article = Article(
        text, language_of(wanted, extraction), jurisdiction_of(wanted, extraction), days_of(wanted, extraction)
    )
    facts: dict[str, list[Fact]] = {}
    left_out = [Omission(each.span, each.type, each.reason) for each in extraction.left_out]
    dropped = Counter[tuple[str, str]]()
    for finding in extraction.findings:
        grounded = ground(finding, article)
        if isinstance(grounded, str):
            dropped[finding.type, grounded] += 1
            left_out += [Omission(span, finding.type, UNGROUNDED) for span in finding.spans[:1]]
            continue
        dropped[finding.type, "member"] += len(finding.members.keys() - grounded.members.keys() - {"key"})
        confidence = measured_confidence(extractor["name"], extractor["version"], finding.type, finding.band)
        if confidence is not None and confidence < wanted.get("min_confidence", 0):
            left_out += [Omission(span, finding.type, LOW_CONFIDENCE) for span in finding.spans[:1]]
            continue
        facts.setdefault(finding.type, []).append(Fact.of(grounded, confidence))
    fields = record_fields(text, wanted, article.language, facts.get("field", []))
    drafted = DraftRecord(text, fields, source_of(text, wanted, fields, facts.get("source", [])))
    for type, name in LISTS.items():
        for fact in facts.get(type, []):
            drafted.add(name, fact)
    drafted.fit()
    dropped.update((name, f"schema: {member}") for name, member in drafted.removed)
    record = drafted.record()
    draft = {
        "record": record,
        "review": [*drafted.review()],
        "left_out": [each.show(text) for each in sorted(left_out)],
        "text": {"length": len(text), "sha256": drafted.digest}
        | ({"language": record["language"]} if "language" in record else {}),
        "extractor": {**extractor},
    }
    return draft, dropped
