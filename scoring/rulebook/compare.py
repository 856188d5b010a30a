"""Two versions of a rulebook side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.rulebook.canonical import as_tables
from scoring.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Change:
    """One key with its value in both versions as written; None where the key is not there.

    Lines of lists are named by code or name: `criteria[T1].maximum`. The bare list (`criteria`) shows a new order.
    """

    key: str
    old: str | None
    new: str | None


def compare(old: Rulebook, new: Rulebook) -> tuple[Change, ...]:
    """Return every key whose value differs, in the document's order (keys only the old one has come last)."""
    before, after = dict(_flat(as_tables(old), "")), dict(_flat(as_tables(new), ""))
    keys = [*after, *(key for key in before if key not in after)]
    return tuple(Change(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key))


def _flat(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{where}.{name}" if where else str(name))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        names = [str(line.get("code", line.get("name", ""))) for line in value]
        yield where, ", ".join(names)
        for name, line in zip(names, value, strict=True):
            yield from _flat(line, f"{where}[{name}]")
    elif isinstance(value, list):
        yield where, ", ".join(str(item) for item in value)
    else:
        yield where, str(value).lower() if isinstance(value, bool) else str(value)
