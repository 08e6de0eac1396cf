"""Faults of the network between a client and a running server, as transports of httpx."""

from __future__ import annotations

from collections.abc import Iterator

import httpx


class LostResponses(httpx.HTTPTransport):
    """The server gets each request; the response of the first one with this method is lost. Keeps all requests."""

    def __init__(self, method: str) -> None:
        """Connects as httpx does."""
        super().__init__()
        self.method = method
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and lose the response of the first."""
        is_first = self.method not in {each.method for each in self.requests}
        self.requests.append(request)
        response = super().handle_request(request)
        if request.method == self.method and is_first:
            response.read()
            raise httpx.ReadError("The connection was cut.")
        return response


class Lagging(httpx.HTTPTransport):
    """Each record is read as a replica shows it that has not replayed the last change: at first, it answers this."""

    def __init__(self, past: httpx.Response) -> None:
        """Connects as httpx does."""
        super().__init__()
        self.past = past
        self.reads = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer the first two reads of a record from the past, and send everything else."""
        if request.url.path.startswith("/v1/announcements/"):
            self.reads += 1
            if self.reads <= 2:
                return self.past
        return super().handle_request(request)


class CutResponses(httpx.HTTPTransport):
    """The first response ends after this many bytes, or before as many if negative. Counts the requests."""

    def __init__(self, bytes_let_through: int, *, is_noticed: bool = True) -> None:
        """Connects as httpx does; `is_noticed`: HTTP shows that the response is not complete."""
        super().__init__()
        self.is_noticed = is_noticed
        self.bytes_let_through = bytes_let_through
        self.count = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and cut the first response."""
        response = super().handle_request(request)
        self.count += 1
        if self.count == 1:
            whole = b"".join(response.iter_raw())
            headers = [(name, value) for name, value in response.headers.items() if name != "content-length"]
            part = whole[: self.bytes_let_through]
            content = {"stream": Cut(part)} if self.is_noticed else {"content": part}
            return httpx.Response(200, headers=headers, **content)
        return response


class Cut(httpx.SyncByteStream):
    """A body that ends too early."""

    def __init__(self, content: bytes) -> None:
        """`content` comes before the end."""
        self.content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self.content
        raise httpx.RemoteProtocolError("The connection was cut.")
