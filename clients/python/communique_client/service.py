"""Requests to the service, sent again while it is away or busy."""

import json
import logging
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import uuid4

import httpx
from pydantic import BaseModel, ValidationError
from pydantic_core import to_jsonable_python

from communique_client.problems import ProblemError, error_of
from communique_client.transport import Awaiting, Blocking, Body

Transport = TypeVar("Transport", bound=Blocking | Awaiting)
M = TypeVar("M", bound=BaseModel)
Json = Mapping[str, Any]
log = logging.getLogger("communique_client")

PAGE_SIZE = 200
"""Items of a page, unless a filter `limit` says another number."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 15.0
"""Seconds between two trials: they double. A Retry-After header makes them longer."""

TEMPORARY_STATUSES = {408, 429, 500, 502, 503, 504}
TEMPORARY_ERRORS = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError)


class Retries:
    """Pauses between the trials of a request, of `patience` seconds in all."""

    def __init__(self, patience: float) -> None:
        self.patience, self.trials = patience, 0

    def pause(self, failure: Exception) -> float:
        """Seconds until the next trial. Raises the failure if it is final, or if no patience is left."""
        stated = failure.headers.get("Retry-After", "") if isinstance(failure, ProblemError) else ""
        usual = min(FIRST_PAUSE * 2.0 ** min(self.trials, 10), LONGEST_PAUSE)
        seconds = max(usual * random.uniform(0.5, 1), float(stated) if stated.isdecimal() else 0)  # noqa: S311 - no secret.
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


class Service(Generic[Transport]):
    """The service at an address. `patience` is how many seconds a call waits in all before it raises."""

    def __init__(self, transport: Transport, patience: float) -> None:
        self.transport, self.patience = transport, patience

    async def exchange(self, retries: Retries, *, params: Json, body: Body = b"", **request: Any) -> httpx.Response:
        """The response to a request that may be repeated. Raises a ProblemError or an httpx.TransportError."""
        while True:
            try:
                if not isinstance(body, bytes):
                    body.seek(0)
                response = await self.transport.send(body=body, params=encode_params(params), **request)
                if not response.is_error:
                    return response
                raise error_of(response, response.content)
            except (ProblemError, httpx.TransportError) as failure:
                await self.transport.sleep(retries.pause(failure))

    async def send(
        self, method: str, path: str, params: Json | None = None, *, body: Any = None, etag: str = "", key: str = ""
    ) -> httpx.Response:
        """The response to JSON. A POST or PATCH has one Idempotency-Key for all trials: `key`, or a new one."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        headers |= {"If-Match": etag} if etag else {}
        headers |= {"Idempotency-Key": key or str(uuid4())} if method in {"PATCH", "POST"} else {}
        content = b"" if body is None else encode(body)
        return await self.exchange(
            Retries(self.patience), method=method, url=path, params=params or {}, headers=headers, body=content
        )

    async def get(self, path: str, model: type[M], params: Json) -> M:
        """The answer to GET."""
        return parse(model, await self.send("GET", path, params))

    async def items(self, path: str, model: type[BaseModel], filters: Json) -> AsyncGenerator[Any, None]:
        """The items of a list, page by page."""
        params = {"limit": PAGE_SIZE, **filters}
        while True:
            page: Any = await self.get(path, model, params)
            for item in page.data:
                yield item
            if not page.meta.next_cursor:
                return
            params["cursor"] = page.meta.next_cursor

    async def lines(
        self, model: type[M], key: Callable[[M], object], ends: Callable[[M], bool] | None = None, **request: Any
    ) -> AsyncGenerator[M, None]:
        """The lines of a response. If it is cut off, or lacks the last one, the request is sent again.

        Of lines with the same key the first is given. `ends` says whether one is the last, or raises a ProblemError.
        """
        given: set[object] = set()
        retries = Retries(self.patience)
        while True:
            try:
                is_complete = ends is None
                response = await self.exchange(retries, is_stream=True, **request)
                async with aclosing(split(self.transport.chunks(response))) as lines:
                    async for line in lines:
                        item = parse(model, response, line)
                        is_complete = is_complete or (ends is not None and ends(item))
                        if key(item) not in given:
                            given.add(key(item))
                            retries = Retries(self.patience)
                            yield item
                if is_complete:
                    return
                raise httpx.RemoteProtocolError("The response ended before its last line.")
            except (ProblemError, httpx.TransportError) as failure:
                await self.transport.sleep(retries.pause(failure))


def parse(model: type[M], response: httpx.Response, line: bytes | None = None) -> M:
    """The model of a response, or of its line. Raises a ProblemError for what the service cannot have sent."""
    content = response.content if line is None else line
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise error_of(response, content) from error


async def split(chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Lines. Only a line feed ends one: a text may have other separators of Unicode."""
    rest = b""
    async with aclosing(chunks):
        async for chunk in chunks:
            *lines, rest = (rest + chunk).split(b"\n")
            for line in filter(None, lines):
                yield line
    if rest:
        raise httpx.RemoteProtocolError("The response ended within a line.")


def encode(body: Any) -> bytes:
    """JSON of models, mappings and lists."""
    return json.dumps(body, default=encode_value).encode()


def encode_value(value: Any) -> Any:
    """JSON of what json does not know. A model has the members that were set, null where they were set to None."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return f"{value:f}" if isinstance(value, Decimal) else to_jsonable_python(value)


def encode_params(params: Json) -> dict[str, Any]:
    """Parameters for httpx, without those that are None. Raises ValueError for a filter without values."""
    parameters: dict[str, Any] = json.loads(encode({name: each for name, each in params.items() if each is not None}))
    if empty := [name for name, each in parameters.items() if each == []]:
        raise ValueError(f"{empty[0]}=[] would not filter: leave it out, or give at least one value.")
    return parameters
