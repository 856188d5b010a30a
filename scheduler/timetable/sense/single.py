"""Rules for one value, used by all others: at least, known, forwards, only once."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Protocol

from scheduler.errors import Fault


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its name in the file."""
        ...


class Stretch(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int:
        """First minute."""
        ...

    @property
    def end(self) -> int:
        """First minute after it."""
        ...


def least(value: int | None, smallest: int, where: str) -> Iterator[Fault]:
    """A number that is given is not too small."""
    if value is not None and value < smallest:
        yield Fault("too_small", {"value": value, "least": smallest}, where)


def forward(window: Stretch, where: str) -> Iterator[Fault]:
    """A stretch ends after it starts."""
    if window.end <= window.start:
        yield Fault("window_backwards", {"start": window.start, "end": window.end}, f"{where}.end")


def known(name: str, names: Container[str], code: str, where: str) -> Iterator[Fault]:
    """A name refers to something that exists."""
    if name not in names:
        yield Fault(code, {"id": name}, where)


def once(names: Iterable[str], code: str, where: str) -> Iterator[Fault]:
    """No name occurs twice."""
    for name, count in sorted(Counter(names).items()):
        if count > 1:
            yield Fault(code, {"id": name, "count": count}, where)
