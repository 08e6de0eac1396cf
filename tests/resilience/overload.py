"""`make overload`: five times the load that the service can serve; the excess is refused at once, the rest served well.

First as many clients as there are threads send one request after the other: that gives the capacity, and the normal
latency. Then requests arrive at a multiple of that rate, whether or not the ones before are answered. The
first two seconds, a burst to the service, do not count.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections import Counter
from itertools import count
from urllib.parse import urlencode

import click

from benchmarks.records import TOPICS
from tests.resilience.http_client import ConnectionPool, Outcome
from tests.resilience.service import WORKERS, engine_option, percentile, records_option, report, service

CLIENTS = 4 * WORKERS
TIMEOUT = 20.0
REFUSED = (429, 503)
MAX_REFUSAL = 0.1
"""Seconds within which an excess request is refused."""

MAX_SLOWDOWN = 2.0
"""Latency of the requests that are accepted, in normal latencies."""

MAX_RECOVERY = 5.0
"""Seconds after the overload until requests take their normal time again."""

SETTLING = 2.0
"""Seconds at the beginning in which a burst may still wait."""

PAUSE = 0.1
"""Seconds that a client waits after it was refused, before the overload."""

MAX_OPEN = 900
"""Connections of the generator at once; each takes a file descriptor."""


def dear_list() -> str:
    """A list with counts: dear for the server, and small to read, so that the generator keeps up."""
    other = random.choice(TOPICS)  # noqa: S311  # Any will do.
    return "/v1/announcements?" + urlencode({"facet": "kind,topic,party,year", "exclude_topic": other, "limit": 1})


async def closed_loop(pool: ConnectionPool, seconds: float) -> list[Outcome]:
    """Outcomes of clients that each wait for a response before they send the next request."""
    until = time.monotonic() + seconds

    async def client() -> list[Outcome]:
        outcomes = []
        while time.monotonic() < until:
            outcomes.append(await pool.send(dear_list(), timeout=TIMEOUT))
            if outcomes[-1].status in REFUSED:
                await asyncio.sleep(PAUSE)
        return outcomes

    return [outcome for outcomes in await asyncio.gather(*(client() for _ in range(CLIENTS))) for outcome in outcomes]


async def open_loop(pool: ConnectionPool, rate: float, seconds: float) -> list[Outcome]:
    """Outcomes of requests that arrive at random times at this rate."""
    tasks: set[asyncio.Task[Outcome]] = set()
    outcomes: list[Outcome] = []

    def collect(task: asyncio.Task[Outcome]) -> None:
        tasks.discard(task)
        outcomes.append(task.result())

    began_at = due = time.monotonic()
    while due < began_at + seconds:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        if len(tasks) < MAX_OPEN:
            task = asyncio.create_task(pool.send(dear_list(), timeout=TIMEOUT))
            tasks.add(task)
            task.add_done_callback(collect)
        due += random.expovariate(rate)
    while tasks:
        await asyncio.wait(tasks)
    return outcomes


async def probe_health(port: int, stopped: asyncio.Event) -> list[Outcome]:
    """Outcomes of health checks, five a second, each on a connection of its own."""
    outcomes = []
    while not stopped.is_set():
        pool = ConnectionPool(port)
        outcomes.append(await pool.send("/healthz", timeout=2))
        pool.close()
        await asyncio.sleep(0.2)
    return outcomes


async def recovery(pool: ConnectionPool, normal: float) -> float:
    """Seconds until three requests in a row are answered in the normal time; at most 30."""
    began_at, good = time.monotonic(), 0
    for _ in count():
        outcome = await pool.send(dear_list(), timeout=TIMEOUT)
        good = good + 1 if outcome.status == 200 and outcome.seconds <= MAX_SLOWDOWN * normal else 0
        waited = time.monotonic() - began_at
        if good == 3 or waited > 30:
            break
        await asyncio.sleep(0.05)
    return waited


async def overload(port: int, factor: float, seconds: float) -> bool:
    """Measure a running server and print the figures; whether all aims are met."""
    pool = ConnectionPool(port)
    await closed_loop(pool, 2)  # Warms up.
    calm = await closed_loop(pool, seconds)
    normal = [each.seconds for each in calm if each.status == 200]
    rate, usual = len(normal) / seconds, percentile(normal, 0.95)
    click.echo(
        f"Capacity: {rate:.0f} requests/s with {CLIENTS} clients; p50 {percentile(normal, 0.5) * 1000:.0f} ms, "
        f"p95 {usual * 1000:.0f} ms. Now {factor:g} times as many."
    )
    stopped = asyncio.Event()
    probes = asyncio.create_task(probe_health(port, stopped))
    outcomes = await open_loop(pool, rate * factor, seconds)
    waited = await recovery(pool, usual)
    stopped.set()
    health = await probes
    pool.close()
    statuses = Counter(each.status for each in outcomes)
    settled_at = min(each.sent_at for each in outcomes) + SETTLING
    accepted = [each.seconds for each in outcomes if each.status == 200 and each.sent_at > settled_at]
    refused = [each.seconds for each in outcomes if each.status in REFUSED and each.sent_at > settled_at]
    others = {status: number for status, number in statuses.items() if status not in {200, *REFUSED}}
    healthy = sum(each.status == 200 for each in health) / len(health)
    refusal, latency = percentile(refused, 0.95), percentile(accepted, 0.95)
    click.echo(f"Offered {len(outcomes) / seconds:.0f}/s: {len(accepted)} answered, {len(refused)} refused.")
    return all([
        report("not refused before", f"{len(calm) - len(normal)} of {len(calm)}", aim="5 %",
               is_met=len(normal) >= 0.95 * len(calm)),
        report("the excess is refused, nothing fails", f"{len(refused)} refused, others {others or 'none'}",
               aim="429 or 503 alone", is_met=bool(refused) and not others),
        report("time to refuse, p95", f"{refusal * 1000:.0f} ms", aim="100 ms", is_met=refusal <= MAX_REFUSAL),
        report("latency of the accepted, p95", f"{latency * 1000:.0f} ms, {latency / usual:.1f} of normal",
               aim=f"{MAX_SLOWDOWN:g} of normal", is_met=latency <= MAX_SLOWDOWN * usual),
        report("answered during the overload", f"{len(accepted) / (seconds - SETTLING):.0f}/s",
               aim="half of the capacity", is_met=len(accepted) / (seconds - SETTLING) >= rate / 2),
        report("/healthz", f"{healthy:.1%} of {len(health)}", aim="99 %", is_met=healthy >= 0.99),
        report("well again after", f"{waited:.1f} s", aim="5 s", is_met=waited <= MAX_RECOVERY),
    ])  # fmt: skip


@click.command()
@engine_option
@records_option
@click.option("--factor", type=float, default=5.0, show_default=True, help="Load, in capacities.")
@click.option("--seconds", type=float, default=15.0, show_default=True, help="Length of each phase.")
def main(database: str, records: int, factor: float, seconds: float) -> None:
    """Overload a service that is started for it; exit with 1 if an aim is missed."""
    with service(database, records) as server:
        is_met = asyncio.run(overload(server.port, factor, seconds))
    sys.exit(not is_met)


if __name__ == "__main__":
    main()
