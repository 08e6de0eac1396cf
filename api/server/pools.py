"""The threads of a worker, in pools by the kind of request, which its first line tells before a thread parses it.

However long writes and long polls wait for the database, another process or a change, and aggregates count, the
threads of short reads are free.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from api.server.connection import Connection
from api.server.load import READ_WAIT, WRITE_WAIT, LoadShedder
from api.services.bulkhead import Bulkhead

PROBES = (b"GET /healthz ", b"HEAD /healthz ")
READS = re.compile(rb"(?:GET|HEAD|OPTIONS|QUERY) |POST [^ ?]*/search[ ?]")
LONG_POLL = re.compile(rb"GET /v1/changes\?(?:[^ ]*&)?wait=")
AGGREGATES = re.compile(
    rb"^QUERY |/(?:search|summary|summary\.svg|timeline\.svg|topics|coverage)[?/ ]|[?&](?:facet|total)="
)


def is_probe(head: bytes) -> bool:
    """Whether a request asks whether the process is alive."""
    return head.startswith(PROBES)


def is_aggregate(head: bytes) -> bool:
    """Whether a read may count or sum all matches: by its address or its parameters. A search in a body may."""
    line = head[: head.find(b"\n")]
    return AGGREGATES.search(unquote_to_bytes(line) if b"%" in line else line) is not None


class Pool(NamedTuple):
    """Threads, and the load on them."""

    load: LoadShedder
    executor: ThreadPoolExecutor


class Pools:
    """The pools of a worker. `threads` is the number for short reads."""

    def __init__(self, reads: ThreadPoolExecutor, threads: int, queue: int, bulkhead: Bulkhead) -> None:
        """Make the other pools. Long polls need no place of the bulkhead: their threads serve nothing else.

        Of aggregates, as many may run or wait as of reads: they have fewer threads, but no less of the processor.
        """
        half, double = max(1, threads // 2), 2 * threads
        self.reads = Pool(LoadShedder(threads, queue, READ_WAIT), reads)
        self.aggregates = Pool(LoadShedder(half, queue + threads - half, READ_WAIT), ThreadPoolExecutor(half))
        self.writes = Pool(LoadShedder(double, queue, WRITE_WAIT), ThreadPoolExecutor(double))
        polling = ThreadPoolExecutor(double, initializer=bulkhead.exempt_thread)
        self.polls = Pool(LoadShedder(double, queue, READ_WAIT), polling)

    def pool_for(self, conn: Connection) -> Pool:
        """The pool for a request. A long poll that must not wait is a read; a streamed read has the bulkhead."""
        head, load = conn.pieces[0], self.polls.load
        if READS.match(head) is None:
            return self.writes
        if is_aggregate(head) and not conn.sock.is_streamed:
            return self.aggregates
        return self.polls if load.running < load.threads and LONG_POLL.match(head) else self.reads

    def shutdown(self) -> None:
        """Let the threads end without waiting for them."""
        for pool in (self.reads, self.aggregates, self.writes, self.polls):
            pool.executor.shutdown(wait=False)
