"""Requests to the service, sent again while it is away or busy."""

import json
import logging
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from decimal import Decimal
from typing import Any, BinaryIO, Generic, TypeVar
from uuid import uuid4

import httpx
from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from communique_client.problems import ProblemError, error_of
from communique_client.transport import Awaiting, Blocking

IO = TypeVar("IO", bound=Blocking | Awaiting)
M = TypeVar("M", bound=BaseModel)
log = logging.getLogger("communique_client")

PAGE = 200
"""Items of a page, unless a filter `limit` says another number."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 15.0
"""Seconds between two trials: they double. A Retry-After header comes before them."""

TEMPORARY_STATUSES = {408, 429, 500, 502, 503, 504}
TEMPORARY_ERRORS = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError)


class Retries:
    """Pauses between the trials of a request."""

    def __init__(self, patience: float) -> None:
        """`patience` is how many seconds all pauses may last."""
        self.patience, self.trials = patience, 0

    def pause(self, failure: Exception) -> float:
        """Seconds until the next trial. Raises the failure if it is final, or if no patience is left."""
        stated = failure.headers.get("Retry-After", "") if isinstance(failure, ProblemError) else ""
        usual = min(FIRST_PAUSE * 2**self.trials, LONGEST_PAUSE) * random.uniform(0.5, 1)  # noqa: S311 - nothing secret.
        seconds = float(stated) if stated.isdecimal() else usual
        if not is_temporary(failure) or seconds > self.patience:
            raise failure
        log.warning("%r: trying again in %.1f s", failure, seconds)
        self.patience, self.trials = self.patience - seconds, self.trials + 1
        return seconds


def is_temporary(failure: Exception) -> bool:
    """Whether the same request may succeed later."""
    if not isinstance(failure, ProblemError):
        return isinstance(failure, TEMPORARY_ERRORS)
    return failure.problem.status in TEMPORARY_STATUSES or "Retry-After" in failure.headers


class Service(Generic[IO]):
    """The service at an address. `patience` is how many seconds a call waits in all before it raises."""

    def __init__(self, io: IO, patience: float) -> None:
        """`io` has the connections."""
        self.io, self.patience = io, patience

    async def exchange(self, retries: Retries, *, body: bytes | BinaryIO = b"", **request: Any) -> httpx.Response:
        """The response to a request that may be repeated. Raises a ProblemError or an httpx.TransportError."""
        while True:
            try:
                if not isinstance(body, bytes):
                    body.seek(0)
                response = await self.io.send(body=body, **request)
                if not response.is_error:
                    return response
                failure: Exception = error_of(response)
            except httpx.TransportError as error:
                failure = error
            await self.io.sleep(retries.pause(failure))

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        if_match: str | None = None,
        key: str | None = None,
    ) -> httpx.Response:
        """The response to JSON. A POST has one Idempotency-Key for all trials: `key`, or a new one."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        headers |= {"If-Match": if_match} if if_match else {}
        headers |= {"Idempotency-Key": key or str(uuid4())} if method == "POST" else {}
        content = b"" if body is None else encode(body)
        return await self.exchange(
            Retries(self.patience), method=method, url=path, params=query(params or {}), headers=headers, body=content
        )

    async def get(self, path: str, model: type[M], params: Mapping[str, Any]) -> M:
        """The answer to GET."""
        return model.model_validate_json((await self.send("GET", path, params=params)).content)

    async def items(self, path: str, model: type[BaseModel], filters: Mapping[str, Any]) -> AsyncGenerator[Any, None]:
        """The items of a list, page by page."""
        params = {"limit": PAGE, **filters}
        while True:
            page: Any = await self.get(path, model, params)
            for item in page.data:
                yield item
            if not page.meta.next_cursor:
                return
            params["cursor"] = page.meta.next_cursor

    async def lines(
        self, model: type[M], key: Callable[[M], object], is_last: Callable[[M], bool] | None = None, **request: Any
    ) -> AsyncGenerator[M, None]:
        """The lines of a response. If it is cut off, or lacks the last one, the request is sent again.

        Of lines with the same key the first is given. `is_last` may raise a ProblemError.
        """
        given: set[object] = set()
        retries = Retries(self.patience)
        while True:
            try:
                is_complete = is_last is None
                response = await self.exchange(retries, is_stream=True, **request)
                async with aclosing(split(self.io.chunks(response))) as lines:
                    async for line in lines:
                        item = model.model_validate_json(line)
                        is_complete = is_complete or (is_last is not None and is_last(item))
                        if key(item) not in given:
                            given.add(key(item))
                            retries = Retries(self.patience)
                            yield item
                if is_complete:
                    return
                raise httpx.RemoteProtocolError("The response ended before its last line.")
            except (ProblemError, httpx.TransportError) as failure:
                await self.io.sleep(retries.pause(failure))


async def split(chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Lines. Only a line feed ends one: a text may have other separators of Unicode."""
    rest = b""
    async with aclosing(chunks):
        async for chunk in chunks:
            *lines, rest = (rest + chunk).split(b"\n")
            for line in filter(None, lines):
                yield line


def encode(body: Any) -> bytes:
    """JSON of models, mappings and lists."""
    return json.dumps(body, default=encode_value).encode()


def encode_value(value: Any) -> Any:
    """JSON of what json does not know. A model has the members that were set, null where they were set to None."""
    match value:
        case BaseModel():
            return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
        case Decimal():
            return f"{value:f}"
    return to_jsonable_python(value)


def query(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters for httpx, without those that are None."""
    parameters: dict[str, Any] = json.loads(encode({name: each for name, each in params.items() if each is not None}))
    return parameters
