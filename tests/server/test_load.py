"""Load is shed if requests would wait long: at once under sustained overload, later in a burst."""

from __future__ import annotations

from api.server.load import READ_WAIT, LoadShedder

THREADS, QUEUE = 8, 8


def shedder(duration: float) -> LoadShedder:
    """A shedder that has seen requests of this duration."""
    load = LoadShedder(THREADS, QUEUE, READ_WAIT)
    for _ in range(200):
        load.observe(duration)
    return load


def refuses(load: LoadShedder, running: int, now: float) -> bool:
    """Whether one more is refused while so many are running or waiting."""
    load.running = running
    return load.refuses(now)


def test_a_short_queue_is_never_refused() -> None:
    load = shedder(duration=1)
    assert not any(refuses(load, THREADS + QUEUE - 1, now) for now in range(100))


def test_a_burst_may_wait_half_a_second() -> None:
    load = shedder(duration=0.08)
    assert not refuses(load, THREADS, 99.9)
    assert not refuses(load, THREADS + 49, 100)
    assert refuses(load, THREADS + 51, 100)


def test_a_queue_that_stands_for_a_second_is_cut() -> None:
    load = shedder(duration=0.08)
    assert not refuses(load, THREADS, 100)
    assert not refuses(load, THREADS + QUEUE, 100.9)
    assert refuses(load, THREADS + QUEUE, 101.1)


def test_after_a_second_without_a_refusal_a_burst_is_allowed_again() -> None:
    load = shedder(duration=0.08)
    refuses(load, THREADS, 100)
    assert refuses(load, THREADS + QUEUE, 101.5)
    assert not refuses(load, THREADS, 102)
    assert refuses(load, THREADS + QUEUE, 102.4), "It goes on while the overload lasts."
    assert not refuses(load, THREADS, 103.5)
    assert not refuses(load, THREADS + QUEUE, 103.6)


def test_fast_requests_may_queue_in_numbers() -> None:
    load = shedder(duration=0.003)
    refuses(load, THREADS, 100)
    assert not refuses(load, THREADS + 120, 110)
