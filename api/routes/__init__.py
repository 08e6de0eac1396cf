"""Everything that knows HTTP: a file per resource, and beside them the conventions, each written once."""

from __future__ import annotations

from flask import Flask

from api.http import lifecycle, problems
from api.routes import (
    aggregates,
    amounts,
    announcements,
    changes,
    charts,
    commitments,
    coverage,
    health,
    imports,
    keys,
    pages,
    parties,
    quotes,
    topics,
    versions,
    vocabularies,
)

RESOURCES = (
    *(
        announcements,
        versions,
        commitments,
        amounts,
        quotes,
        aggregates,
        charts,
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
    lifecycle.register(app)
    problems.register(app)
    for resource in RESOURCES:
        app.register_blueprint(resource.blueprint)
    app.register_blueprint(pages.blueprint)
