"""gunicorn settings: worker processes with threads, with or without a proxy in front."""

import gc
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

wsgi_app = "api:create_app()"
bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"]
if metrics_bind := os.environ.get("METRICS_BIND"):
    bind.append(metrics_bind)  # The app serves only the metrics there.

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "api.server.worker.Worker"
logger_class = "api.server.logger.Logger"
threads = int(os.environ.get("WEB_THREADS", "4"))
http_parser = "auto"  # In C where `gunicorn[fast]` is installed, else in Python.
preload_app = False  # Each worker opens its own database connections, after the fork.

# An idle connection takes a socket, not a thread. Proxies commonly close idle connections after 60 s. They must close
# first, or they will sometimes send a request on a connection that is just closing.
keepalive = 75
timeout = 30
sendfile = False  # The worker keeps what a slow client does not read, and so must see all that is sent.
graceful_timeout = 30

# The maximum of gunicorn: there may be many filters, and a note in Korean takes nine bytes per character.
limit_request_line = 8190

# The app alone reads X-Forwarded-*, of its trusted proxies. By default gunicorn lets every process of this machine set
# the scheme, SCRIPT_NAME and PATH_INFO.
secure_scheme_headers = {}
forwarder_headers = ""
forwarded_allow_ips = ""

# Heartbeat files in memory: a slow disk could block a worker until it is taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # Files in it have no name.
control_socket_disable = True  # It would be created in $HOME, which a service user may not have.
accesslog = None  # The app logs each request itself.
access_log_format = "%(h)s %(m)s %(s)s %(B)s %(L)s"  # If it is switched on: no request line, header or key.
logging.raiseExceptions = False  # A log that cannot be written to, as on a full disk, stops nothing.
METRICS_FOLDER = "communique-metrics-"
temporary_folder = Path(worker_tmp_dir or tempfile.gettempdir())


def metrics_folder():
    """The folder in which the workers share their metrics: a new one, or at a reload the one that there is."""
    prefix, folder = f"{METRICS_FOLDER}{os.getpid()}-", os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
    return folder if Path(folder).name.startswith(prefix) else tempfile.mkdtemp(prefix=prefix, dir=temporary_folder)


# prometheus-client reads it as it is imported, which gunicorn does together with the worker class.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics_folder()


def post_worker_init(worker):
    """Exclude the loaded modules from garbage collection; end long polls when the worker shuts down.

    Otherwise the worker would wait for clients that wait for a change.
    """
    gc.collect()
    gc.freeze()
    if "long_poll_gate" in worker.wsgi.extensions:  # The baseline of the benchmark has none.
        worker.wsgi.extensions["long_poll_gate"].is_open = lambda: worker.alive


def worker_exit(server, worker):  # noqa: ARG001  # gunicorn gives both.
    """Close the database connections, so that SQLite copies the rest of its log. Collect all garbage again."""
    if "database" in getattr(worker.wsgi, "extensions", ()):
        worker.wsgi.extensions["database"].engine.dispose()
    gc.unfreeze()


def on_starting(server):  # noqa: ARG001  # gunicorn gives it.
    """Remove the folders of metrics of servers that were killed."""
    for folder in temporary_folder.glob(f"{METRICS_FOLDER}*"):
        try:
            os.kill(int(folder.name.removeprefix(METRICS_FOLDER).split("-")[0]), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (OSError, ValueError):
            continue  # Somebody else's.


def on_exit(server):  # noqa: ARG001  # gunicorn gives it.
    """Remove the folder of the metrics. Discard what could not be logged: Python would try again, and end with 120."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
    try:
        sys.stderr.flush()
    except OSError:
        sys.stderr = None
