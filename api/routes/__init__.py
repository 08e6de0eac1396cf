"""A blueprint per resource. A view is a few lines below its contract; `api.http` has the conventions."""

from __future__ import annotations

from flask import Flask

from api.http import context, problems, public_address, quotas
from api.routes import (
    aggregates,
    amounts,
    announcements,
    audit,
    changes,
    charts,
    commitments,
    coverage,
    documents,
    drafts,
    guide,
    health,
    imports,
    keys,
    metrics,
    pages,
    parties,
    quota,
    quotes,
    texts,
    topics,
    versions,
    vocabularies,
)

RESOURCES = (
    *(announcements, versions, commitments, amounts, quotes, aggregates, charts, parties, topics, coverage),
    *(drafts, texts, changes, imports, vocabularies, keys, audit, quota, health, metrics, pages, documents, guide),
)
"""The modules of the routes, in the order of their tags in the contract."""


def register_routes(app: Flask) -> None:
    """Add the request hooks, the error handlers and all routes to the application."""
    context.register_hooks(app)
    if app.extensions["settings"].trusted_hosts:
        app.before_request(public_address.check_host)
    quotas.register_quotas(app)
    app.register_error_handler(Exception, problems.respond_to_error)
    for resource in RESOURCES:
        if resource is metrics and app.extensions["settings"].metrics_bind:
            continue  # `MetricsListener` has them.
        app.register_blueprint(resource.blueprint)
