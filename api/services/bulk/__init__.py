"""Many records in and out, through the same writer."""

from api.services.bulk.exporter import export
from api.services.bulk.import_job import ImportJob
from api.services.bulk.restorer import restore

__all__ = ["ImportJob", "export", "restore"]
