"""The error that ends a benchmark with a sentence."""

from __future__ import annotations

import click


class BenchmarkError(click.ClickException):
    """Something prevents a measurement: no wrk, a server that does not start, a failed request, too few records."""
