"""Everything that knows HTTP: a file per resource, and beside them the conventions, each written once."""

from __future__ import annotations

from flask import Flask

from api.routes import (
    amounts,
    announcements,
    changes,
    commitments,
    coverage,
    documentation,
    health,
    imports,
    index,
    keys,
    parties,
    pictures,
    problems,
    quotes,
    requests,
    summaries,
    topics,
    versions,
    vocabularies,
)
from api.routes.openapi import Api, describe

RESOURCES = (
    *(
        announcements,
        versions,
        commitments,
        amounts,
        quotes,
        summaries,
        pictures,
        parties,
        topics,
        coverage,
        changes,
        imports,
    ),
    *(vocabularies, keys, health),
)


def register(app: Flask) -> None:
    """Put every route, the error handlers and the contract into the application."""
    requests.register(app)
    problems.register(app)
    api = Api(app)
    for resource in RESOURCES:
        api.register_blueprint(resource.blueprint)
    describe(api.spec)
    for pages in (index, documentation):
        app.register_blueprint(pages.blueprint)
    app.extensions["openapi"] = api.spec
