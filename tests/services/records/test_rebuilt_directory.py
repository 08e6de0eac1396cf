"""A rebuild of the directory of parties."""

from __future__ import annotations

from sqlalchemy import update

from api.cli.records import rebuild_all
from api.db.database import Database
from api.models import Party, PartyIdentifier, PartyName
from tests.clients import Client
from tests.records import draft, published
from tests.routes.test_parties import WIKIDATA
from tests.routes.test_parties import party as a_party


def test_a_rebuild_takes_from_public_entries_what_drafts_gave_them(
    client: Client, public: Client, database: Database
) -> None:
    """As an older release left them."""
    url = client.create(published(parties=[a_party("Acme", identifiers=WIKIDATA)]))["parties"][0]["party"]["url"]
    client.create(draft(parties=[a_party("Codename", identifiers=[*WIKIDATA, {"scheme": "lei", "id": "L1"}])]))
    shown = public.get(url).get_json()
    with database.writer.begin() as connection:
        connection.execute(update(PartyName).values(public=True))
        connection.execute(update(PartyIdentifier).values(public=True))
        connection.execute(update(Party).values(name="Codename", kind="group", jurisdiction="FR"))
    assert public.get(url).get_json() != shown
    rebuild_all(database)
    assert public.get(url).get_json() == shown
    assert public.get("/v1/parties?name=codename").get_json()["data"] == []
