"""Documents of the US Federal Register as records: python federal_register.py document.json … | curl … /v1/imports

Reads what https://www.federalregister.gov/api/v1/documents/{number}.json returns, or a page of `results`, and writes
NDJSON, one record a document. Import it with `mode=upsert`: the document's number finds the record again.
"""

import json
import re
import sys
import time
from pathlib import Path

KINDS = {"Rule": "regulation", "Proposed Rule": "consultation", "Notice": "statement"}
EFFECTS = {
    "Revokes": "revokes",
    "Revokes in part": "partly_revokes",
    "Amends": "amends",
    "Supersedes": "supersedes",
    "Supersedes in part": "partly_revokes",
    "Continues": "follows",
    "See": "cites",
}
"""What the notes on a presidential document say that it does to others."""

ENDINGS = {"Revoked by": "repealed", "Superseded by": "repealed", "Suspended by": "suspended"}
ORDER = re.compile(
    r"(EO|E\.O\.|Executive Order|Proc\.|Proclamation) (\d+(?:-[A-Z])?)(?:, (\w+ \d{1,2}, \d{4}))?( \(in part\))?"
)


def record_of(document):
    """The record of a document."""
    number, announced = document["document_number"], document.get("signing_date") or document["publication_date"]
    effects, status, changes = read_notes(document.get("disposition_notes") or "")
    record = {
        "state": "published",
        "kind": KINDS.get(document["type"], "regulation" if document.get("executive_order_number") else "statement"),
        "title": document["title"],
        "summary": document.get("abstract"),
        "language": "en",
        "jurisdiction": "US",
        "announced_on": announced,
        "effective": document.get("effective_on"),
        "policy_status": status or policy_status(document),
        "topics": [slug(topic) for topic in document.get("topics") or ()],
        "identifiers": [{"scheme": "federal-register", "id": number}, *numbers_of(document)],
        "parties": parties_of(document),
        "commitments": [comment_period(document)] if document.get("comments_close_on") else [],
        "sources": [source_of(document) | {"history": changes}],
        "relations": [*effects, *corrections(document), *dockets(document), *affected_parts(document)],
    }
    return {name: value for name, value in record.items() if value not in (None, [])}


def policy_status(document):
    """Where the document itself says that it stands."""
    if document["type"] == "Proposed Rule":
        return {"code": "proposed", "on": document["publication_date"]}
    if document.get("effective_on"):
        return {"code": "adopted", "on": document.get("signing_date") or document["publication_date"]}
    return None


def read_notes(notes):
    """What the notes on a presidential document state: its relations, its status if another one ended it, its changes.

    What it does to several others is said once: `Revokes: EO 20017, February 24, 2021; EO 20018, March 1, 2021`.
    """
    relations, status, changes, effect = [], None, [], ""
    for note in re.split(r"[\n;]+", notes):
        said, colon, orders = note.partition(":")
        effect, orders = (said.strip(), orders) if colon else (effect, note)
        for kind, number, date, is_partial in ORDER.findall(orders):
            name = f"{effect}{' in part' if is_partial else ''}"
            scheme, title = numbering(kind, number)
            if name in EFFECTS:
                relations.append(
                    {"type": EFFECTS[name], "identifier": {"scheme": scheme, "id": number}, "title": title}
                )
            elif date:
                changes.append({"on": day(date), "note": f"{name}: {title}"})
            if name in ENDINGS:
                status = {"code": ENDINGS[name]} | ({"on": day(date)} if date else {})
    return relations, status, changes


def numbering(kind, number):
    """The scheme of a presidential document's number, and how it is cited."""
    if kind.startswith("Proc"):
        return "us-proclamation", f"Proclamation {number}"
    return "us-executive-order", f"Executive Order {number}"


def day(text):
    """`January 20, 2021` as `2021-01-20`."""
    return time.strftime("%Y-%m-%d", time.strptime(text, "%B %d, %Y"))


def numbers_of(document):
    """The number of a presidential document, by which later ones name it."""
    numbers = {kind: document.get(f"{kind}_number") for kind in ("executive_order", "proclamation")}
    return [{"scheme": f"us-{kind.replace('_', '-')}", "id": str(number)} for kind, number in numbers.items() if number]


def parties_of(document):
    """The agencies, each within its parent, and the president who signed."""
    agencies = [each for each in document.get("agencies") or () if each.get("name")]
    keys = {each.get("id"): each.get("slug") or slug(each["name"]) for each in agencies}
    parties = []
    for each in agencies:
        key = keys[each.get("id")]
        party = {"key": key, "name": each["name"], "kind": "government", "roles": ["issuer"], "jurisdiction": "US"}
        party |= {"identifiers": [{"scheme": "federal-register-agency", "id": key}]}
        parties.append(party | ({"part_of": keys[each["parent_id"]]} if each.get("parent_id") in keys else {}))
    president = document.get("president")
    if president:
        post = {"name": president["name"], "kind": "person", "roles": ["issuer"], "post": "President"}
        parties.append({"key": president["identifier"], "jurisdiction": "US"} | post)
    return parties


def comment_period(document):
    """The day until which the agency promises to take comments."""
    statement = "Comments on the document are taken."
    words = (document.get("dates") or "")[:500]
    promise = {"key": "comments", "kind": "milestone", "statement": statement, "due": document["comments_close_on"]}
    return promise | {"starts": document["publication_date"]} | ({"due_text": words} if words else {})


def source_of(document):
    """The document in the Federal Register, with its page there."""
    title = f"{document['title']} ({document.get('citation') or document['document_number']})"
    source = {"key": "fr", "kind": "legal_text", "url": document["html_url"], "title": title[:1_000], "official": True}
    source |= {"publisher": "Office of the Federal Register", "published_on": document["publication_date"]}
    return source | ({"archived_url": document["pdf_url"]} if document.get("pdf_url") else {})


def corrections(document):
    """The document that this one corrects, and those that correct it: a number is at the end of its address."""
    links = [("amends", document.get("correction_of"), "The corrected document")]
    links += [("cites", address, "A correction of this document") for address in document.get("corrections") or ()]
    return [
        {"type": type, "identifier": {"scheme": "federal-register", "id": number_in(address)}, "title": title}
        for type, address, title in links
        if address
    ]


def number_in(address):
    """The number of the document that an address of the API is of."""
    return address.rstrip("/").rpartition("/")[2].removesuffix(".json")


def dockets(document):
    """The dockets and the rule makings of the document: other documents have them too, so they are no identifiers."""
    numbers = [f"Docket {each}" for each in document.get("docket_ids") or ()]
    numbers += [f"RIN {each}" for each in document.get("regulation_id_numbers") or ()]
    return [{"type": "part_of", "title": each} for each in numbers]


def affected_parts(document):
    """The parts of the Code of Federal Regulations that a rule changes."""
    parts = [f"{each['title']} CFR {each['part']}" for each in document.get("cfr_references") or () if each.get("part")]
    return [{"type": "amends" if document["type"] == "Rule" else "cites", "title": each} for each in parts]


def slug(text):
    """A topic: words in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        content = json.loads(Path(name).read_text(encoding="utf-8"))
        for each in content.get("results", [content]):
            sys.stdout.write(json.dumps(record_of(each), ensure_ascii=False) + "\n")
