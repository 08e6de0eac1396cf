"""The examples make records of real formats that an import takes, and lose nothing that a record can say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.clients import RECORDS, Client
from tests.imports import read_results, send, statuses

EXAMPLES = Path(__file__).parents[1] / "examples"
NOTE = {"mode": "upsert", "note": "A later release."}

Record = dict[str, Any]


def import_example(app: Flask, name: str, *files: str) -> list[str]:
    """What an import answers to each line that an example writes."""
    command = [sys.executable, EXAMPLES / f"{name}.py", *(EXAMPLES / each for each in files)]
    lines = subprocess.check_output(command)  # noqa: S603 - Programs of this repository.
    client = Client.of(app, "write", "publish")
    results, last = read_results(send(client, lines, **NOTE))
    assert [each for each in results if each["status"] == "refused"] == []
    assert last["complete"] is True
    again, _ = read_results(send(client, lines.splitlines(keepends=True)[-1], **NOTE))
    assert statuses(again) == ["unchanged"]
    return statuses(results)


def record_with(public: Client, identifier: str) -> Record:
    """The one record with an identifier."""
    (record,) = public.get(RECORDS, query_string={"identifier": identifier}).get_json()["data"]
    return dict(record)


def named(parts: list[Record], **members: Any) -> Record:
    """The one part with these members."""
    (part,) = (part for part in parts if members.items() <= part.items())
    return part


def test_documents_of_the_federal_register(app: Flask, public: Client) -> None:
    assert import_example(app, "federal_register", "federal_register.json") == ["created", "created"]
    order, rule = (record_with(public, f"federal-register:{number}") for number in ("2026-10001", "2026-12345"))
    assert (order["announced_on"], order["sources"][0]["published_on"]) == ("2026-03-06", "2026-03-11")
    assert order["policy_status"] == {"code": "repealed", "on": "2026-08-03"}
    assert [(each["type"], each["identifier"]["id"]) for each in order["relations"]] == [
        ("revokes", "20017"), ("revokes", "20018"), ("amends", "20110"), ("amends", "30001"),
        ("partly_revokes", "20044"), ("cites", "20001"),
    ]  # fmt: skip
    assert order["relations"][3]["identifier"]["scheme"] == "us-proclamation"
    assert order["sources"][0]["history"] == [
        {"on": "2026-05-01", "note": "Amended by: Executive Order 20305"},
        {"on": "2026-08-03", "note": "Superseded by: Executive Order 20310"},
    ]
    assert named(order["parties"], kind="person")["post"] == "President"
    assert record_with(public, "us-executive-order:20301") == order
    assert (rule["kind"], rule["policy_status"]["code"]) == ("consultation", "proposed")
    comments = rule["commitments"][0]
    assert (comments["starts"], comments["due"]) == ("2026-06-01", "2026-07-31")
    assert comments["due_text"] == "Comments must be received on or before July 31, 2026."
    assert named(rule["relations"], title="A correction of this document")["identifier"]["id"] == "C1-2026-12345"
    assert named(rule["parties"], key="reserves-office")["part_of"] == "energy-department"
    assert named(rule["relations"], type="amends")["identifier"] == {"scheme": "federal-register", "id": "2026-12000"}
    assert {each.get("title") for each in rule["relations"]} >= {"Docket EERE-2026-BT-0007", "RIN 1904-ZZ99"}
    assert public.get(f"{RECORDS}?relation_type=revokes").get_json()["meta"]["total"]["value"] == 1


def test_content_items_of_gov_uk(app: Flask, public: Client) -> None:
    assert import_example(app, "govuk", "govuk.cy.json", "govuk.json") == ["created"]
    record = record_with(public, "gov.uk:11111111-2222-4333-8444-555555555555")
    assert (record["kind"], record["announced_on"]) == ("consultation", "2026-01-14")
    assert record["body"].splitlines()[1] == "We want 600,000 heat pumps a year by 2028."
    assert record["translations"]["cy"]["body"].startswith("Rydym eisiau 600,000")
    assert [each["on"] for each in record["sources"][0]["history"]] == ["2026-01-14", "2026-05-20", "2026-06-30"]
    assert record["sources"][0]["history"][-1]["note"].endswith("June 2026 replaces this consultation.")
    assert record["policy_status"] == {"code": "ended", "on": "2026-06-30"}
    roles = [each["roles"] for each in record["parties"]]
    assert roles == [["issuer"], ["partner", "issuer"], ["partner", "issuer"], ["speaker"]]
    assert (record["jurisdiction"], record["other_jurisdictions"]) == ("GB", ["GB-WLS"])
    assert named(record["parties"], name="Welsh Government")["jurisdiction"] == "GB-WLS"
    assert record["translations"]["gd"] == {"title": "Plana nàiseanta nam pumpaichean-teasa"}
    assert named(record["relations"], type="cites")["identifier"] == {"scheme": "isbn", "id": "978-1-5286-0000-0"}
    assert named(record["parties"], kind="person")["part_of"] == "department-for-warm-homes"
    closes = record["commitments"][0]
    assert (closes["starts"], closes["due"]) == ("2026-01-14", "2026-04-08")
    assert named(record["relations"], type="part_of")["identifier"]["scheme"] == "gov.uk"
    assert record["topics"] == ["energy-efficiency-in-homes"]


def test_releases_of_open_contracting(app: Flask, public: Client) -> None:
    """The later release is a version of the record that the first one made."""
    assert import_example(app, "ocds", "ocds.json") == ["created", "replaced"]
    record = record_with(public, "ocid:ocds-zz9999-0001")
    assert (record["version"], record["announced_on"]) == (2, "2026-02-02")
    assert (record["effective"], record["policy_status"]["code"]) == ("2026-07-01/2028-06-30", "in_force")
    tender = named(record["amounts"], key="tender")
    assert (tender["amount"], tender["upper"], tender["stage"]) == ("8000000", "10500000.5", "proposed")
    assert tender["period"] == "2026-07-01/2028-06-30"
    year = named(record["amounts"], key="budget-2026")
    assert (year["part_of"], year["period"], year["payer"]) == ("budget", "2026-04-01/2027-03-31", "GB-GOR-EX1")
    assert (record["jurisdiction"], record["other_jurisdictions"]) == ("GB", ["IE"])
    history = named(record["sources"], kind="dataset")["history"]
    assert history == [{"on": "2026-06-14", "note": "Contract C-1: More steel was needed."}]
    assert named(record["amounts"], key="contract-C-1")["part_of"] == "award-A-1"
    assert named(record["amounts"], key="paid-P-1")["part_of"] == "contract-C-1"
    status = {each["key"]: each.get("status", {}).get("code") for each in record["commitments"]}
    assert status == {
        "bids": None, "award": None, "contract-C-1-1": "met", "contract-C-1-2": "not_started",
        "contract-C-1-3": "delayed",
    }  # fmt: skip
    assert named(record["commitments"], key="contract-C-1-3")["progress"][0]["note"] == "Asbestos was found."
    framework = named(record["relations"], type="part_of")
    assert framework["identifier"]["id"] == "ocds-zz9999-0000"
    assert framework["url"] == "https://contracts.example.org/0000.json"
    summary = public.get("/v1/amounts/summary?kind=contract&stage=approved&stage=committed&stage=spent").get_json()
    assert [(row["currency"], row["sum"]) for row in summary["data"]] == [("GBP", "9400000")]


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.py")))
def test_an_example_needs_python_alone(name: str) -> None:
    """Its own modules and its folder are enough, without what the service installs."""
    command = [sys.executable, "-I", "-S", EXAMPLES / f"{name}.py"]
    assert subprocess.check_output(command) == b""  # noqa: S603 - Programs of this repository.
