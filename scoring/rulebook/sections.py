"""A section of the rulebook: one table, or a list of tables, with its keys, read into the model and written back.

The document and the model have the same shape, so one description serves reading, writing and docs/rulebook.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.errors import Fault, RuleFaults
from scoring.rulebook.keys import Key, Kind
from scoring.rulebook.reading import read_list, read_table

Values = dict[str, Any]
Table = dict[str, Any]


def lines(keys: Sequence[Key], build: Callable[..., Any]) -> Kind:
    """A list of tables inside a line, each made of its keys: not_a_list_of_tables, and what the keys refuse."""

    def read(value: object) -> tuple[Any, ...]:
        faults: list[Fault] = []
        found = read_list(value, keys, "", faults)
        if faults:
            raise RuleFaults(faults)
        return tuple(build(**{key.attribute: line[key.name] for key in keys}) for line in found)

    def write(value: Any) -> list[Table]:
        return [{key.name: key.kind.write(getattr(one, key.attribute)) for key in keys} for one in value]

    return Kind(read, write)


def _nothing(tables: Mapping[str, object]) -> Values:
    return {}


def _attributes(section: "Section", value: Any) -> Values:
    return {key.name: getattr(value, key.attribute) for key in section.keys}


@dataclass(frozen=True, slots=True)
class Section:
    """`[name]`, or `[[name]]` where there are `many`; `group.name` stands inside another table.

    `field` is the model's field, `build` makes its value from the keys' values by field name. An `optional` table that
    isn't written is None. `values` gives the keys' values back where they aren't simply the fields. `usual` tells the
    values of keys that aren't written where they depend on the other tables of the document.
    """

    name: str
    keys: tuple[Key, ...]
    build: Callable[..., Any]
    field: str = ""
    many: bool = False
    optional: bool = False
    values: "Callable[[Section, Any], Values]" = _attributes
    usual: Callable[[Mapping[str, object]], Values] = _nothing

    @property
    def attribute(self) -> str:
        """The name of the model's field."""
        return self.field or self.name

    def read(self, tables: Mapping[str, object], faults: list[Fault], nested: tuple[str, ...] = ()) -> Any:
        """Return the value; every fault is collected, a faulty key has its default meanwhile."""
        raw = _at(tables, self.name)
        if self.many:
            lines = read_list([] if raw is None else raw, self.keys, self.name, faults)
            return tuple(self.build(**self._fields(line)) for line in lines)
        if raw is None and self.optional:
            return None
        values = read_table({} if raw is None else raw, self.keys, self.name, faults, nested)
        written = raw if isinstance(raw, Mapping) else {}
        values |= {name: value for name, value in self.usual(tables).items() if name not in written}
        return self.build(**self._fields(values))

    def write(self, value: Any) -> Table | list[Table] | None:
        """Return the table as it stands in the document; what the rules leave open is left out."""
        if value is None:
            return None
        return [self._write(line) for line in value] if self.many else self._write(value)

    def _fields(self, values: Values) -> Values:
        return {key.attribute: values[key.name] for key in self.keys}

    def _write(self, value: Any) -> Table:
        values = self.values(self, value)
        told = {key.name: values[key.name] for key in self.keys if not (key.quiet and values[key.name] == key.default)}
        kinds = {key.name: key.kind for key in self.keys}
        written = {name: kinds[name].write(found) for name, found in told.items() if found is not None}
        return {name: found for name, found in written.items() if found != []}


def _at(tables: Mapping[str, object], name: str) -> object:
    """Return what stands at `name`, or None; a parent that isn't a table is told by the parent's own section."""
    parent, _, last = name.rpartition(".")
    around: object = tables.get(parent) if parent else tables
    return around.get(last) if isinstance(around, Mapping) else None
