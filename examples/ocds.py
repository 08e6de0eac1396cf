"""OCDS releases as records: python ocds.py package.json … | curl … /v1/imports

Reads release packages of the Open Contracting Data Standard 1.1, and writes NDJSON, one record a release, the oldest
first. Import it with `mode=upsert&note=…`: the process's id (ocid) finds the record again, and each later release is
a version of it. A release has to be whole, as one of a record's `compiledRelease` is.
"""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

ROLES = {
    "buyer": ["issuer", "funder"],
    "procuringEntity": ["issuer"],
    "funder": ["funder"],
    "payer": ["funder"],
    "supplier": ["payee", "implementer"],
    "payee": ["payee"],
    "tenderer": ["other"],
    "reviewBody": ["regulator"],
}
STATUSES = {"scheduled": "not_started", "met": "met", "notMet": "delayed", "partiallyMet": "partly_met"}
POLICY = {
    "planning": "proposed",
    "planned": "proposed",
    "pending": "proposed",
    "active": "in_force",
    **dict.fromkeys(("cancelled", "unsuccessful", "withdrawn", "terminated"), "ended"),
}
"""The status of a contract as that of a policy; of a tender too, but a tender that is active is proposed."""

RELATED = {"framework": "part_of", "parent": "part_of", "prior": "follows", "renewalProcess": "follows"}
METHOD = {"key": "ocds", "kind": "dataset", "official": True}


def record_of(release, package, announced_on):
    """The record of a release, of a process that was first announced on this day."""
    tender, language = release.get("tender") or {}, release.get("language") or "en"
    amounts, commitments = [*amounts_of(release)], [*commitments_of(release)]
    record = {
        "state": "published",
        "kind": "agreement" if release.get("contracts") else "programme",
        "title": tender.get("title") or (release.get("planning") or {}).get("project") or release["ocid"],
        "summary": tender.get("description") or (release.get("planning") or {}).get("rationale"),
        "language": language,
        "jurisdiction": country(release),
        "other_jurisdictions": other_countries(release),
        "announced_on": announced_on,
        "effective": period((first(release.get("contracts")) or {}).get("period")),
        "policy_status": status_of(release),
        "topics": [slug(tender["mainProcurementCategory"])] if tender.get("mainProcurementCategory") else [],
        "identifiers": [{"scheme": "ocid", "id": release["ocid"]}],
        "parties": [party_of(each) for each in release.get("parties") or ()],
        "commitments": commitments,
        "amounts": amounts,
        "sources": [*sources_of(release, package)],
        "relations": [*relations_of(release)],
    }
    return {name: value for name, value in record.items() if value not in (None, [])}


def first(values):
    """The first of a list that may be missing."""
    return next(iter(values or ()), None)


def key_of(id):
    """A key of a part: an id without the characters that a key may not have."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", id).strip("-._")[:64]


def party_of(party):
    """An organisation, with its registered number and its roles."""
    roles = [role for name in party.get("roles") or ("other",) for role in ROLES.get(name, ["other"])]
    is_public = {"buyer", "procuringEntity", "reviewBody"} & {*(party.get("roles") or ())}
    numbers = [party.get("identifier"), *(party.get("additionalIdentifiers") or ())]
    place = (party.get("address") or {}).get("countryName", "")
    return {
        "key": key_of(party["id"]),
        "name": party["name"],
        "kind": "government" if is_public else "company",
        "roles": list(dict.fromkeys(roles)),
        "identifiers": [
            {"scheme": each["scheme"].lower(), "id": each["id"]} for each in numbers if each and each.get("scheme")
        ],
    } | ({"jurisdiction": place} if re.fullmatch("[A-Z]{2}", place) else {})


def country(release):
    """The country of the buyer."""
    buyer = (release.get("buyer") or {}).get("id")
    return country_of(next((each for each in release.get("parties") or () if each["id"] == buyer), {}))


def country_of(party):
    """The country of a party: the one that its registered number begins with (GB-COH), or that of its address."""
    scheme = (party.get("identifier") or {}).get("scheme", "")
    return scheme[:2] if re.match("[A-Z]{2}-", scheme) else (party.get("address") or {}).get("countryName")


def other_countries(release):
    """The countries of others who buy too: a joint procurement."""
    buyers = [each for each in release.get("parties") or () if {"buyer", "procuringEntity"} & {*each.get("roles", ())}]
    countries = [country_of(each) or "" for each in buyers]
    others = [each for each in countries if re.fullmatch("[A-Z]{2}", each) and each != country(release)]
    return list(dict.fromkeys(others))


def status_of(release):
    """Where the contract stands, else the tender."""
    for stage in (first(release.get("contracts")), release.get("tender")):
        code = POLICY.get((stage or {}).get("status"))
        if code:
            day = stage.get("dateSigned") or release["date"]
            return {
                "code": "proposed" if stage is release.get("tender") and code == "in_force" else code,
                "on": day[:10],
            }
    return None


def amounts_of(release):
    """The sums at each stage. The price of a contract is part of its award, so that no total has both."""
    buyer = (release.get("buyer") or {}).get("id")
    payer = {"payer": key_of(buyer)} if buyer else {}
    yield from budget_of((release.get("planning") or {}).get("budget") or {}, payer)
    yield from estimate_of(release.get("tender") or {}, payer)
    awards = [each for each in release.get("awards") or () if each.get("value") and each.get("status") != "cancelled"]
    for award in awards:
        supplier = first(award.get("suppliers"))
        payee = {"payee": key_of(supplier["id"])} if supplier else {}
        stated = sum_of(f"award-{award['id']}", "contract", award["value"], "approved")
        yield stated | payer | payee | lasting(award.get("contractPeriod")) | purpose(award.get("title"))
    for contract in release.get("contracts") or ():
        key = f"contract-{contract['id']}"
        award = next((each["id"] for each in awards if each["id"] == contract.get("awardID")), None)
        if contract.get("value"):
            whole = {"part_of": key_of(f"award-{award}")} if award else {}
            stated = sum_of(key, "contract", contract["value"], "committed") | whole | payer
            yield stated | lasting(contract.get("period"))
        for paid in (contract.get("implementation") or {}).get("transactions") or ():
            whole = {"part_of": key_of(key)} if contract.get("value") else {}
            ends = {name: key_of(paid[name]["id"]) for name in ("payer", "payee") if paid.get(name)}
            if paid.get("value"):
                yield sum_of(f"paid-{paid['id']}", "contract", paid["value"], "spent") | whole | ends | when(paid)


def budget_of(budget, payer):
    """The budget, and its parts by year and by who pays (of the extension “Budget breakdown”)."""
    if budget.get("amount"):
        yield sum_of("budget", "budget", budget["amount"], "proposed") | payer | purpose(budget.get("description"))
    whole = {"part_of": "budget"} if budget.get("amount") else {}
    for part in budget.get("budgetBreakdown") or ():
        if part.get("amount"):
            source = {"payer": key_of(part["sourceParty"]["id"])} if part.get("sourceParty") else payer
            stated = sum_of(f"budget-{part['id']}", "budget", part["amount"], "proposed") | whole | source
            yield stated | lasting(part.get("period")) | purpose(part.get("description"))


def estimate_of(tender, payer):
    """What the tender may cost: a sum, a range or a limit."""
    low, high = tender.get("minValue"), tender.get("maxValue") or tender.get("value")
    if not low and not high:
        return
    more = payer | lasting(tender.get("contractPeriod"))
    if low and high:
        more |= {"upper": decimal(high["amount"])}
    elif low or tender.get("maxValue"):
        more |= {"comparator": "gte" if low else "lte"}
    yield sum_of("tender", "estimate", low or high, "proposed") | more


def when(paid):
    """The day of a payment."""
    return {"period": paid["date"][:10]} if paid.get("date") else {}


def sum_of(key, kind, value, stage):
    """An amount of money; JSON's number as the decimal that is written there."""
    sum = {"key": key_of(key), "kind": kind, "amount": decimal(value["amount"]), "currency": value["currency"]}
    return sum | {"stage": stage}


def decimal(number):
    """A number in digits, as it is written in the file."""
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def purpose(text):
    """What money is for."""
    return {"purpose": text[:1_000]} if text else {}


def commitments_of(release):
    """The milestones, each with what is known of it, and the last days for bids and for the award."""
    tender = release.get("tender") or {}
    bids = tender.get("tenderPeriod") or {}
    if bids.get("endDate"):
        statement = "Bids for the tender are taken."
        starts = {"starts": bids["startDate"][:10]} if bids.get("startDate") else {}
        yield {"key": "bids", "kind": "milestone", "statement": statement, "due": bids["endDate"][:10]} | starts
    if (tender.get("awardPeriod") or {}).get("endDate"):
        statement, ends = "The contract is awarded.", tender["awardPeriod"]["endDate"][:10]
        yield {"key": "award", "kind": "milestone", "statement": statement, "due": ends}
    stages = [("planning", release.get("planning") or {}), ("tender", tender)]
    for contract in release.get("contracts") or ():
        stages += [
            (f"contract-{contract['id']}", contract),
            (f"work-{contract['id']}", contract.get("implementation") or {}),
        ]
    for name, stage in stages:
        for each in stage.get("milestones") or ():
            statement = each.get("title") or each.get("description") or each["id"]
            promise = {"key": key_of(f"{name}-{each['id']}"), "kind": "milestone", "statement": statement}
            promise |= {"due": each["dueDate"][:10]} if each.get("dueDate") else {}
            status = STATUSES.get(each.get("status") or ("met" if each.get("dateMet") else ""))
            yield promise | ({"progress": [report(each, status, release)]} if status else {})


def report(milestone, status, release):
    """The report that a milestone's status is."""
    day = (milestone.get("dateMet") or milestone.get("dateModified") or release["date"])[:10]
    report = {"status": status, "on": day, "source": {"title": f"OCDS release {release['id']}"}}
    return report | ({"note": milestone["description"]} if milestone.get("description") else {})


def period(times):
    """A period from day to day; one that has no end is open."""
    if not times or not times.get("startDate"):
        return None
    return f"{times['startDate'][:10]}/{times['endDate'][:10] if times.get('endDate') else '..'}"


def lasting(times):
    """The period of an amount, if it is stated."""
    return {"period": period(times)} if period(times) else {}


def amendments(release):
    """The changes of the tender, its awards and contracts, each with its reason."""
    stages = [("Tender", release.get("tender") or {})]
    stages += [(name, each) for name in ("Award", "Contract") for each in release.get(f"{name.lower()}s") or ()]
    for name, stage in stages:
        for each in stage.get("amendments") or ():
            reason = each.get("rationale") or each.get("description") or "Amended."
            yield {"on": (each.get("date") or release["date"])[:10], "note": f"{name} {stage['id']}: {reason}"}


def sources_of(release, package):
    """The release itself with the amendments that it lists, and the documents that it names."""
    title = f"OCDS release {release['id']}"
    publisher = (package.get("publisher") or {}).get("name")
    source = METHOD | {"title": title, "published_on": release["date"][:10]}
    source |= {"url": package["uri"]} if package.get("uri") else {}
    source |= {"history": sorted(amendments(release), key=lambda change: change["on"])}
    yield source | ({"publisher": publisher} if publisher else {})
    for stage in (release.get("planning"), release.get("tender"), *(release.get("contracts") or ())):
        for each in (stage or {}).get("documents") or ():
            if each.get("url"):
                changed = [{"on": each["dateModified"][:10], "note": "Changed."}] if each.get("dateModified") else []
                document = {"kind": "other", "url": each["url"], "title": each.get("title") or each["url"]}
                document |= {"key": key_of(f"doc-{each['id']}"), "official": True, "history": changed}
                yield document | ({"published_on": each["datePublished"][:10]} if each.get("datePublished") else {})


def relations_of(release):
    """Other processes, such as the framework that a contract is under."""
    for each in release.get("relatedProcesses") or ():
        kind = next((RELATED[name] for name in each.get("relationship") or () if name in RELATED), "cites")
        relation = {"type": kind, "identifier": {"scheme": "ocid", "id": each["identifier"]}}
        relation |= {"url": each["uri"]} if each.get("uri") else {}
        yield relation | ({"title": each["title"]} if each.get("title") else {})


def slug(text):
    """A topic: words in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        content = json.loads(Path(name).read_text(encoding="utf-8"), parse_float=Decimal)
        days = {}
        for each in sorted(content["releases"], key=lambda release: release["date"]):
            day = days.setdefault(each["ocid"], each["date"][:10])
            sys.stdout.write(json.dumps(record_of(each, content, day), ensure_ascii=False) + "\n")
