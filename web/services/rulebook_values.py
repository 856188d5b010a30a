"""Any format's rules as plain boxes, one for each key of the document, and back again.

What has no box (age groups, lists inside a line) stays as it is in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.errors import RuleFaults
from scoring.rulebook import Rulebook, as_tables, read_tables
from scoring.rulebook.keys import FLAG, Key
from scoring.rulebook.laws import law_of
from scoring.rulebook.sections import Section
from scoring.rulebook.tables import SHARED, TOP
from scoring.values import half_width
from web.present.rule_words import CHOICES
from web.services.intake.words import split_list

_KEPT = ("groups", "groups.bands")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Box:
    """One value: its box's `name`, the `key` it belongs to (`kinds.cap`), its text.

    `choices` are the codes it may have; a `flag` is answered by yes or no.
    """

    name: str
    key: str
    text: str
    choices: tuple[str, ...] = ()
    flag: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the rules with its lines of boxes; of `many` lines the last one is empty, to be added."""

    name: str
    lines: tuple[tuple[Box, ...], ...]
    many: bool = False


def parts_of(rulebook: Rulebook) -> list[Part]:
    """Every table the format knows."""
    tables = as_tables(rulebook)
    top = tuple(_box("top", "", key, tables) for key in TOP if key.name != "format")
    return [Part("", (top,)), *(_part(section, tables) for section in _sections(rulebook))]


def read_parts(rulebook: Rulebook, form: Mapping[str, str]) -> Rulebook:
    """The rules with what the boxes say; a line whose boxes are all empty goes. Raises RuleFaults as `parse` does."""
    tables: dict[str, Any] = deepcopy(as_tables(rulebook))
    _take(tables, [key for key in TOP if key.name != "format"], "top", form)
    for section in _sections(rulebook):
        around, last = _around(tables, section.name)
        found = around.get(last)
        if section.many:
            lines = [*(found or []), {}]
            for number, line in enumerate(lines):
                _take(line, section.keys, f"{section.name}-{number}", form)
            found = [line for line in lines if line]
        else:
            found = dict(found or {})
            _take(found, section.keys, section.name, form)
        around.pop(last, None)
        if found:
            around[last] = found
    return read_tables({name: value for name, value in tables.items() if value != {}})


def box_of(where: str) -> str:
    """The box a fault of the rules is about.

    >>> [box_of(where) for where in ("kinds[2].cap", "ballot.quorum", "name", "prizes")]
    ['kinds-1-cap', 'ballot-quorum', 'top-name', 'prizes']
    """
    line = re.fullmatch(r"(.+)\[([0-9]+)\]\.(\w+)", where)
    if line is not None:
        return f"{line[1]}-{int(line[2]) - 1}-{line[3]}"
    section, dot, key = where.rpartition(".")
    if dot:
        return f"{section}-{key}"
    return f"top-{where}" if where in {one.name for one in TOP} else where


def _sections(rulebook: Rulebook) -> list[Section]:
    return [one for one in (*law_of(rulebook.format).sections, *SHARED) if one.name not in _KEPT]


def _part(section: Section, tables: Mapping[str, Any]) -> Part:
    around, last = _around(dict(tables), section.name)
    found = around.get(last)
    if not section.many:
        return Part(section.name, (tuple(_boxes(section, section.name, found or {})),))
    lines = [*(found or []), {}]
    return Part(
        section.name,
        tuple(tuple(_boxes(section, f"{section.name}-{n}", line)) for n, line in enumerate(lines)),
        many=True,
    )


def _boxes(section: Section, prefix: str, line: Mapping[str, Any]) -> Iterator[Box]:
    for key in section.keys:
        if not _is_nested(line.get(key.name)):
            yield _box(prefix, f"{section.name}.", key, line)


def _box(prefix: str, before: str, key: Key, line: Mapping[str, Any]) -> Box:
    text, full = _text(key, line.get(key.name)), f"{before}{key.name}"
    return Box(f"{prefix}-{key.name}", full, text, _choices(key, full), flag=key.kind is FLAG, required=key.required)


def _choices(key: Key, full: str) -> tuple[str, ...]:
    """The words of a key that takes one of them; several at once are written into a plain box."""
    codes = tuple(CHOICES.get(full, ()))
    try:
        return codes if codes and key.kind.read(codes[0]) is not None else ()
    except RuleFaults:
        return ()


def _text(key: Key, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    if key.name.endswith("_fen"):
        return f"{Decimal(value) / 100:f}"
    return str(value)


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _take(line: dict[str, Any], keys: Any, prefix: str, form: Mapping[str, str]) -> None:
    for key in keys:
        name = f"{prefix}-{key.name}"
        text = form.get(name, "").replace("\r\n", "\n").strip()
        if name in form and text != _text(key, line.get(key.name)).strip():  # what was not touched stays to the letter
            line.pop(key.name, None)
            if text:
                line[key.name] = _value(key, text)


def _value(key: Key, text: str) -> Any:
    """The text as the document would hold it: the first of its readings that the key takes, else the text itself."""
    for value in _readings(key, text):
        try:
            key.kind.read(value)
        except RuleFaults:
            continue
        return value
    return text


def _readings(key: Key, text: str) -> Iterator[Any]:
    plain = half_width(text).replace(",", "")
    if text in (YES, NO):
        yield text == YES
    if _NUMBER.fullmatch(plain):
        number = Decimal(plain) * (100 if key.name.endswith("_fen") else 1)
        yield int(number) if number == number.to_integral_value() else number
    yield text
    listed = split_list(text)
    yield listed
    if all(_NUMBER.fullmatch(one) for one in listed):
        yield [int(one) if one.lstrip("-").isdecimal() else Decimal(one) for one in listed]


def _around(tables: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """The table a section stands in, and its own name there."""
    parent, _, last = name.rpartition(".")
    return (tables.setdefault(parent, {}), last) if parent else (tables, last)
