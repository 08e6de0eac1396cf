"""Checks of a database by reading all of it: what is derived equals the rows, nothing is missing, nothing dangles."""

from api.services.checks.run import run_checks

__all__ = ["run_checks"]
