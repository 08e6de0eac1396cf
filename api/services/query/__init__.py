"""From validated parameters to a page of stored items.

A `ListQuery` is a list request. `page` reads a page of its matches, `stream` all of them, `count` their number.
`full_match` is the access path for counts and sums over them. `RESOURCES` are the lists that there are.
"""

from api.services.query.access_paths import full_match
from api.services.query.executor import count, page, stream
from api.services.query.list_query import ListQuery
from api.services.query.resources import RESOURCES

__all__ = ["RESOURCES", "ListQuery", "count", "full_match", "page", "stream"]
