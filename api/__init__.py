"""The Communiqué service: a REST API for records of what governments announce."""

from dataclasses import replace
from importlib import import_module

from flask import Flask

from api import log_config, routes
from api.db.bulk_insert import layout_of
from api.db.database import Database
from api.db.engine import EngineOptions
from api.db.replicas import PrimaryPreferred, Replicas
from api.http.application import Application
from api.http.metrics_page import MetricsListener
from api.http.proxies import TrustedProxies
from api.http.public_address import PublicAddress
from api.http.transactions import create_records
from api.models import Base
from api.services.access_refusals import AccessRefusals
from api.services.bulkhead import Bulkhead
from api.services.key_usage import KeyUsage
from api.services.rate_limits import RateLimiter
from api.services.records.group_commit import GroupCommitter
from api.settings import Settings


def engine_options(settings: Settings) -> EngineOptions:
    """The pool and time-outs of a database engine."""
    return EngineOptions(
        size=settings.database_pool_size,
        timeout=settings.database_pool_timeout,
        statement_timeout=settings.database_statement_timeout,
        lock_timeout=settings.database_lock_timeout,
        idle_timeout=settings.database_idle_timeout,
        pooler=settings.database_pooler,
    )


def open_database(settings: Settings, *, in_bulk: bool = False) -> Database:
    """The primary database; `in_bulk` tunes it for one process that writes many records."""
    return Database(settings.database_url, replace(engine_options(settings), in_bulk=in_bulk))


def open_replicas(settings: Settings, database: Database) -> Replicas | None:
    """The read replicas, if the settings name any."""
    urls = settings.database_replica_urls
    if not urls:
        return None
    return Replicas(database, settings.database_url, urls, engine_options(settings), lag=settings.database_replica_lag)


def create_app(settings: Settings | None = None) -> Flask:
    """The application for these settings, by default those of the environment."""
    settings = settings or Settings.from_environment()
    log_config.configure(settings.log_level)
    app = Application(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.extensions["settings"] = settings
    app.extensions["database"] = database = open_database(settings)
    for table in Base.metadata.tables.values():
        layout_of(table, database.engine.dialect.name)  # Kept, so that no request waits for it.
    app.extensions["committer"] = GroupCommitter(database, create_records)
    app.extensions["key_usage"] = KeyUsage(database)
    app.extensions["rate_limiter"] = RateLimiter(settings)
    app.extensions["bulkhead"] = Bulkhead.of(settings.web_threads)
    app.extensions["access_refusals"] = AccessRefusals(database, app.extensions["rate_limiter"])
    app.extensions["replicas"] = replicas = open_replicas(settings, database)
    app.extensions["authority"] = PrimaryPreferred(replicas) if replicas else database
    if settings.otel_traces_exporter == "otlp":
        import_module("api.http.tracing").trace_requests(app)  # Its packages are optional.
    routes.register_routes(app)
    if settings.public_url or settings.trusted_hosts:
        app.wsgi_app = PublicAddress(  # type: ignore[method-assign]  # As Flask's documentation has it.
            app.wsgi_app, public_url=settings.public_url, trusted_hosts=settings.trusted_hosts
        )
    if settings.trusted_proxies:
        app.wsgi_app = TrustedProxies(  # type: ignore[method-assign]  # As Flask's documentation has it.
            app.wsgi_app, hops=settings.trusted_proxies, networks=settings.forwarded_allow_ips
        )
    if settings.metrics_bind:
        app.wsgi_app = MetricsListener(app, settings.metrics_port)  # type: ignore[method-assign]
    return app
