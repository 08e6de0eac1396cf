"""The first requests of a process are answered, however many arrive at once."""

from __future__ import annotations

import subprocess
import sys

AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select
from sqlalchemy.orm import aliased

from api.models import Amount
from api.services.query.filters import supersession

sys.setswitchinterval(1e-6)
barrier = Barrier(2)
builders = (supersession.superseded_records, supersession.restating_amounts)


def build(builder):
    barrier.wait()
    return builder()


with ThreadPoolExecutor(2) as threads:
    superseded, restating = threads.map(build, builders)
print(select(Amount.id).where(Amount.announcement_id.in_(superseded), Amount.id.not_in(restating)))
"""


def test_statements_that_threads_build_at_once_fit_together() -> None:
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", AT_ONCE], capture_output=True, text=True, check=False)  # noqa: S603 - Ours.
        assert done.returncode == 0, done.stderr
