"""A blueprint per resource. A view is a few lines below its contract; `api.http` has the conventions."""

from __future__ import annotations

from flask import Flask

from api.http import lifecycle, problems
from api.routes import (
    analytics,
    announcements,
    changes,
    health,
    imports,
    keys,
    pages,
    parties,
    parts,
    versions,
    vocabularies,
)

BLUEPRINTS = (
    *(announcements.blueprint, versions.blueprint, parts.commitments, parts.amounts, parts.quotes),
    *(analytics.summaries, analytics.charts, parties.blueprint, analytics.topics, analytics.coverage),
    *(changes.blueprint, imports.blueprint, vocabularies.blueprint, keys.blueprint, health.blueprint),
    pages.blueprint,
)


def register_routes(app: Flask) -> None:
    """Add the request hooks, the error handlers and all routes to the application."""
    lifecycle.register_hooks(app)
    app.register_error_handler(Exception, problems.respond_to_error)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
