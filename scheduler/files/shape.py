"""Reading JSON values without trusting them: wrong types, missing and unknown keys become faults with their path."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from scheduler.errors import Fault

T = TypeVar("T")
REQUIRED: Any = object()


@dataclass
class Shape:
    """Collects the faults of one document while its values are read; a faulty value is replaced by a harmless one."""

    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, where: str, **params: str | int) -> None:
        """Note one fault."""
        self.faults.append(Fault(code, params, where))

    def table(self, value: object, where: str, keys: Collection[str]) -> Mapping[str, Any]:
        """A JSON object with none but these keys."""
        if not isinstance(value, dict):
            self.fault("not_an_object", where)
            return {}
        for key in value:
            if key not in keys:
                near = get_close_matches(key, keys, n=1, cutoff=0)
                self.fault("key_unknown", f"{where}.{key}".strip("."), key=key, nearest=near[0])
        return value

    def rows(self, table: Mapping[str, Any], key: str, where: str, keys: Collection[str]) -> Iterator["Row"]:
        """The objects of a list, each with its path."""
        for index, value in enumerate(self.items(table, key, where)):
            here = f"{where}.{key}[{index}]".strip(".")
            yield Row(self, self.table(value, here, keys), here)

    def items(self, table: Mapping[str, Any], key: str, where: str) -> list[Any]:
        """A list; empty when left out."""
        value = table.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault("not_a_list", f"{where}.{key}".strip("."))
            return []
        return value


@dataclass(frozen=True)
class Row:
    """One JSON object and its path."""

    shape: Shape
    table: Mapping[str, Any]
    where: str

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.where}.{key}".strip(".")

    def _get(self, key: str, default: T, harmless: T, convert: Callable[[Any], T | None], code: str) -> T:
        """The converted value, the default when left out; ``harmless`` when that is a fault."""
        value = self.table.get(key)
        if value is None and default is not REQUIRED:
            return default
        if value is None:
            self.shape.fault("key_missing", self.at(key), key=key)
            return harmless
        found = convert(value)
        if found is None:
            self.shape.fault(code, self.at(key), value=str(value))
            return harmless
        return found

    def text(self, key: str, default: str = REQUIRED) -> str:
        """A string."""
        return self._get(key, default, "", lambda value: value if isinstance(value, str) else None, "not_text")

    def number(self, key: str, default: int | None = REQUIRED) -> Any:
        """A whole number."""

        def whole(value: object) -> int | None:
            return value if isinstance(value, int) and not isinstance(value, bool) else None

        return self._get(key, default, 1, whole, "not_a_whole_number")

    def flag(self, key: str, default: bool | None = False) -> Any:
        """True or false; the default when left out."""
        told = "not_true_or_false"
        return self._get(key, default, False, lambda value: value if isinstance(value, bool) else None, told)

    def time(self, key: str) -> Any:
        """A local time such as 2026-11-27T08:00."""
        return self._get(key, REQUIRED, None, _time, "time_unreadable")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        values = self.shape.items(self.table, key, self.where)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self.shape.fault("not_text", f"{self.at(key)}[{index}]", value=str(value))
        return tuple(value for value in values if isinstance(value, str))

    def rows(self, key: str, keys: Collection[str]) -> Iterator["Row"]:
        """The objects of a list below this one."""
        return self.shape.rows(self.table, key, self.where, keys)

    def row(self, key: str, keys: Collection[str]) -> "Row | None":
        """An object below this one; None when left out."""
        value = self.table.get(key)
        return None if value is None else Row(self.shape, self.shape.table(value, self.at(key), keys), self.at(key))

    def named(self, key: str) -> Mapping[str, Any]:
        """An object whose keys are names, not words of the format; empty when left out."""
        value = self.table.get(key)
        keys = tuple(value) if isinstance(value, dict) else ()
        return {} if value is None else self.shape.table(value, self.at(key), keys)

    def decimals(self, key: str) -> dict[str, Decimal]:
        """An object of numbers by name."""
        found: dict[str, Decimal] = {}
        for name, value in self.named(key).items():
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                found[name] = Decimal(value)
            else:
                self.shape.fault("not_a_number", f"{self.at(key)}.{name}", value=str(value))
        return found

    def names(self, key: str) -> dict[str, tuple[str, ...]]:
        """An object of lists of strings by name."""
        inner = Row(self.shape, self.named(key), self.at(key))
        return {name: inner.texts(name) for name in inner.table}


def _time(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return None if moment.tzinfo is not None or moment.second else moment
