"""Client of Communiqué, a REST API of government announcements: `Client`, or `AsyncClient` to await."""

from communique_client import models, problems
from communique_client.client import AsyncClient, Client, Record, Removal, Update

__all__ = ["AsyncClient", "Client", "Record", "Removal", "Update", "models", "problems"]
