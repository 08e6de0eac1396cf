"""The example of a draft in the contract is what the service answers."""

from __future__ import annotations

from api.openapi.draft_example import ARTICLE, draft_of_article
from tests.clients import Client


def test_the_example_is_the_draft_of_its_article(client: Client) -> None:
    assert client.post("/v1/drafts", json=ARTICLE).json == draft_of_article()
