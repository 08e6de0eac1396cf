"""Content items of GOV.UK as records: python govuk.py item.json … | curl … /v1/imports

Reads what https://www.gov.uk/api/content/{path} returns, and writes NDJSON, one record a document. Give the
translations of a document too: they go into its record. Import it with `mode=upsert`: the content id finds the record
again.
"""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

KINDS = {
    "press_release": "statement",
    "news_story": "statement",
    "government_response": "statement",
    "world_news_story": "statement",
    "speech": "statement",
    "written_statement": "statement",
    "oral_statement": "statement",
    "policy_paper": "strategy",
    "open_consultation": "consultation",
    "closed_consultation": "consultation",
    "consultation_outcome": "consultation",
    "regulation": "regulation",
    "statutory_guidance": "regulation",
    "international_treaty": "agreement",
    "corporate_report": "report",
    "independent_report": "report",
    "research": "report",
}
SOURCES = {"speech": "speech", "oral_statement": "speech", "international_treaty": "legal_text"}
NATIONS = {
    "the-scottish-government": "GB-SCT",
    "welsh-government": "GB-WLS",
    "northern-ireland-executive": "GB-NIR",
}
"""The other governments that publish on the site, with their jurisdictions."""

NUMBERS = ("isbn", "command_paper_number", "hoc_paper_number", "unique_reference")
"""Members of an attachment that have a number of it, the best known first."""

SITE = "https://www.gov.uk"


class Words(HTMLParser):
    """Collects the text of HTML, with a line for each block."""

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - As HTMLParser calls it.
        if tag in {"p", "li", "h2", "h3", "h4", "tr", "br"}:
            self.parts.append("\n")

    def handle_data(self, data):
        self.parts.append(re.sub(r"\s+", " ", data))


def text_of(html):
    """HTML as text; None if there is none."""
    words = Words()
    words.feed(html or "")
    return re.sub(r" *\n\s*", "\n", "".join(words.parts)).strip() or None


def record_of(item, translations):
    """The record of a content item, with its translations."""
    kind, details = item["document_type"], item.get("details") or {}
    record = {
        "state": "published",
        "kind": KINDS.get(kind, "other"),
        "title": item["title"],
        "summary": item.get("description"),
        "body": text_of(details.get("body")),
        "language": item["locale"],
        "translations": titles_of(item) | {each["locale"]: translation_of(each) for each in translations},
        "jurisdiction": "GB",
        "other_jurisdictions": [nation_of(each) for each in links(item, "organisations") if nation_of(each) != "GB"],
        "place": details.get("location"),
        "announced_on": first_day(item),
        "policy_status": policy_status(item),
        "topics": [slug(taxon["title"]) for taxon in links(item, "taxons")],
        "identifiers": [{"scheme": "gov.uk", "id": item["content_id"]}],
        "parties": parties_of(item),
        "commitments": [closing_day(details)] if details.get("closing_date") else [],
        "sources": [source_of(item)],
        "relations": [*related(item)],
    }
    return {name: value for name, value in record.items() if value not in (None, [], {})}


def titles_of(item):
    """The titles of translations that the item links to: enough where their own items are not given."""
    translations = links(item, "available_translations")
    return {each["locale"]: {"title": each["title"]} for each in translations if each["locale"] != item["locale"]}


def translation_of(item):
    """The title, description and text of a translation."""
    texts = {"title": item["title"], "summary": item.get("description"), "body": text_of(item["details"].get("body"))}
    return {name: text for name, text in texts.items() if text}


def first_day(item):
    """The day on which a speech was held; else of publication, which a document about an older one states itself."""
    stated = (item["details"].get(name) for name in ("delivered_on", "first_public_at"))
    return next(filter(None, stated), item["first_published_at"])[:10]


def policy_status(item):
    """Withdrawn documents stay on the site with a notice: what they say is no longer policy."""
    notice = item.get("withdrawn_notice") or {}
    return {"code": "ended", "on": notice["withdrawn_at"][:10]} if notice else None


def parties_of(item):
    """The organisations that publish, and the people who speak. The first organisation is the lead."""
    lead = {each["content_id"] for each in links(item, "primary_publishing_organisation")}
    organisations = links(item, "organisations") or links(item, "primary_publishing_organisation")
    organisations = sorted(organisations, key=lambda each: each["content_id"] not in lead)
    parties = [
        named(each, "government", ["issuer"] if each["content_id"] in lead or not lead else ["partner", "issuer"])
        for each in organisations
    ]
    speakers = [*links(item, "speaker"), *(each for each in links(item, "people") if not links(item, "speaker"))]
    posts = [each["title"] for each in links(item, "roles") or links(item, "ministers")]
    for person, post in zip(speakers, [*posts, *[None] * len(speakers)], strict=False):
        belongs = {"part_of": parties[0]["key"]} if parties else {}
        parties.append(named(person, "person", ["speaker"]) | belongs | ({"post": post} if post else {}))
    return parties


def named(link, kind, roles):
    """A party of a link, by its content id, which stays when it is renamed."""
    number = {"scheme": "gov.uk", "id": link["content_id"]}
    party = {"key": slug_of(link)[:64], "name": link["title"], "kind": kind, "roles": roles}
    return party | {"jurisdiction": nation_of(link), "identifiers": [number]}


def nation_of(link):
    """The jurisdiction of an organisation: of the United Kingdom, or of one of its nations."""
    return NATIONS.get(slug_of(link), "GB")


def slug_of(link):
    """The last part of the address of a link."""
    return link["base_path"].rpartition("/")[2]


def closing_day(details):
    """The day until which a consultation promises to take answers."""
    closes = details["closing_date"]
    statement = "Answers to the consultation are taken."
    promise = {"key": "closes", "kind": "milestone", "statement": statement, "due": closes[:10]}
    return promise | ({"starts": details["opening_date"][:10]} if details.get("opening_date") else {})


def source_of(item):
    """The page, with the changes that its publisher lists."""
    changes = item["details"].get("change_history") or ()
    history = [{"on": each["public_timestamp"][:10], "note": each["note"]} for each in changes]
    notice = item.get("withdrawn_notice")
    if notice:
        note = text_of(notice.get("explanation")) or "Withdrawn."
        history.append({"on": notice["withdrawn_at"][:10], "note": f"Withdrawn: {note}"})
    source = {
        "key": "govuk",
        "kind": SOURCES.get(item["document_type"], "press_release"),
        "url": SITE + item["base_path"],
        "title": item["title"],
        "publisher": "GOV.UK",
        "official": True,
        "language": item["locale"],
        "published_on": (item.get("public_updated_at") or item["first_published_at"])[:10],
    }
    return source | {"history": sorted(history, key=lambda change: change["on"])}


def related(item):
    """The collections that the document is in, and the documents that it names: by content id, or by address."""
    for name, kind in (("document_collections", "part_of"), ("related_policies", "implements"), ("parent", "part_of")):
        for each in links(item, name):
            number = {"scheme": "gov.uk", "id": each["content_id"]}
            yield {"type": kind, "identifier": number, "title": each["title"], "url": SITE + each["base_path"]}
    for each in (item["details"].get("attachments") or ()) if "details" in item else ():
        numbers = [{"scheme": name.replace("_", "-"), "id": each[name]} for name in NUMBERS if each.get(name)]
        if each.get("url"):
            cited = {"type": "cites", "url": each["url"], "title": each.get("title") or each["url"]}
            yield cited | ({"identifier": numbers[0]} if numbers else {})


def links(item, name):
    """The links of an item under one name."""
    return (item.get("links") or {}).get(name) or []


def slug(text):
    """A topic: words in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


if __name__ == "__main__":
    documents = {}
    for path in sys.argv[1:]:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        documents.setdefault(content["content_id"], []).append(content)
    for items in documents.values():
        original, *others = sorted(items, key=lambda item: item["locale"] != "en")
        sys.stdout.write(json.dumps(record_of(original, others), ensure_ascii=False) + "\n")
