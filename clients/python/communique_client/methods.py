"""Methods that are written once, as coroutines or asynchronous generators, for clients that block and that await."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from functools import partial, update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from communique_client.service import Service, Transport
from communique_client.transport import Awaiting, Blocking, iterate, run

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S")
A = TypeVar("A")
Awaited = Coroutine[Any, Any, T]
Stream = AsyncGenerator[T, None]


class Method(Generic[P, S, A]):
    """A method that returns S to a client that blocks, and A to one that awaits."""

    def __init__(self, function: Callable[..., Any], block: Callable[[Any], Any]) -> None:
        """`function` returns A, and `block` turns that into S."""
        self.function, self.block = function, block

    @overload
    def __get__(self, client: "BaseClient[Blocking]", owner: object) -> Callable[P, S]: ...

    @overload
    def __get__(self, client: "BaseClient[Awaiting]", owner: object) -> Callable[P, A]: ...

    def __get__(self, client: Any, owner: object) -> Any:
        """The method of a client, or the function of a class."""
        if client is None:
            return self.function
        bound: Callable[..., Any] = partial(self.function, client)
        is_awaiting = isinstance(client.service.transport, Awaiting)
        method = bound if is_awaiting else lambda *args, **kwargs: self.block(bound(*args, **kwargs))
        return update_wrapper(method, self.function)


@dataclass(frozen=True)
class BaseClient(Generic[Transport]):
    """What the methods of a client need: the service."""

    service: Service[Transport]


def operation(function: Callable[Concatenate[Any, P], Awaited[T]]) -> Method[P, T, Awaited[T]]:
    """A method with one result."""
    return Method(function, run)


def stream(function: Callable[Concatenate[Any, P], Stream[T]]) -> Method[P, Iterator[T], AsyncIterator[T]]:
    """A method with many results, each as soon as it is there."""
    return Method(function, iterate)
