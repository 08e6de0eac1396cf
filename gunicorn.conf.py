"""How gunicorn serves the API: processes with threads, behind a proxy or without one."""

import gc
import os
from pathlib import Path

wsgi_app = "api:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
http_parser = "auto"  # In C where `gunicorn[fast]` is installed, else in Python.
preload_app = False  # Each worker opens its own database connections, after the fork.

# An idle connection holds a socket, not a thread. Proxies commonly drop theirs after 60 s: they must be
# the first to, or they will now and then send a request into a connection that is just closing.
keepalive = 75
timeout = 30
graceful_timeout = 30

# The longest that gunicorn takes: filters may be many, and a note in Korean takes nine bytes a character.
limit_request_line = 8190

# Heartbeats in memory: on a slow disk they could block a worker for so long that it would be taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # Files made in it have no name.
control_socket_disable = True  # It would be opened under $HOME, which a service user may not have.
accesslog = None  # The app logs each request itself, structured.


def post_worker_init(worker):
    """Make ready to serve, and to end.

    What a worker is made of stays: garbage is not looked for in it. Those who wait for a change are let go when the
    worker is to end: it would wait for them.
    """
    gc.collect()
    gc.freeze()
    if "long_poll_gate" in worker.wsgi.extensions:  # The bare application of the benchmark has none.
        worker.wsgi.extensions["long_poll_gate"].is_open = lambda: worker.alive


def worker_exit(server, worker):  # noqa: ARG001  # gunicorn gives both.
    """Let garbage be found everywhere again: what is let go of then closes its connections."""
    gc.unfreeze()
