"""Input and output of both clients, which share their operations.

Operations are coroutines. With `Blocking` they never suspend, so that one call of `send` runs them to their end.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

import httpx

T = TypeVar("T")
Body = bytes | BinaryIO


@dataclass(frozen=True)
class Blocking:
    """Input and output by an httpx.Client."""

    http: httpx.Client

    async def send(self, *, body: Body, is_stream: bool = False, **request: Any) -> httpx.Response:
        """The response to a request. Its body is read, unless it `is_stream` without an error."""
        response = self.http.send(self.http.build_request(content=body, **request), stream=is_stream)
        if response.is_error:
            response.read()
        return response

    async def chunks(self, response: httpx.Response) -> AsyncGenerator[bytes, None]:
        """The body of a stream."""
        try:
            for chunk in response.iter_bytes():
                yield chunk
        finally:
            response.close()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True)
class Awaiting:
    """The same by an httpx.AsyncClient."""

    http: httpx.AsyncClient
    sleep = staticmethod(asyncio.sleep)

    async def send(self, *, body: Body, is_stream: bool = False, **request: Any) -> httpx.Response:
        content = body if isinstance(body, bytes) else read_chunks(body)
        response = await self.http.send(self.http.build_request(content=content, **request), stream=is_stream)
        if response.is_error:
            await response.aread()
        return response

    async def chunks(self, response: httpx.Response) -> AsyncGenerator[bytes, None]:
        try:
            async for chunk in response.aiter_bytes():
                yield chunk
        finally:
            await response.aclose()


async def read_chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    """A file in chunks."""
    while chunk := file.read(65_536):
        yield chunk


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never suspends."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    raise RuntimeError("A blocking operation was suspended.")


def iterate(stream: AsyncGenerator[T, None]) -> Iterator[T]:
    """The items of an asynchronous generator that never suspends."""
    try:
        while True:
            yield run(anext(stream))
    except StopAsyncIteration:
        return
    finally:
        run(stream.aclose())
