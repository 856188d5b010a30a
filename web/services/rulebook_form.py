"""Between the plain form and the rulebook: values as people type them here, the rules' own tables there.

What isn't a number or a date is handed on as it was typed, so that the rules themselves refuse it, at its place and
together with everything else. Nothing is guessed and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from scoring.errors import RuleFaults
from scoring.rulebook import Format, Rulebook, as_tables, read_tables
from scoring.values import format_money, half_width, parse_money
from web.services.refusals import Fault
from web.services.rulebook_kept import edited, keep

Values = dict[str, Any]
"""The form: texts, ticks, lists of chosen words, and rows of these; as `web.forms.rules.RulesForm.data` has them."""

_WHOLES = {
    "judging": ("drop", "decimals", "minimum_judges"),
    "race": ("distance_metres", "duration_minutes", "cut_off_minutes"),
    "eligibility": ("minimum_age", "maximum_age", "max_events", "minimum_entries", "minimum_present"),
    "awards": ("most_winners", "most_per_department", "first_prize_from"),
    "groups": ("merge_below",),
    "bands": ("lower", "upper"),
    "notice": ("number",),
}
_NUMBERS = {"judging": ("total",), "race": ("precision",), "criteria": ("maximum", "step"), "prizes": ("floor",)}
_TELLING = {
    "criteria": ("code", "name", "maximum"),
    "bands": ("code", "name", "lower", "upper"),
    "prizes": ("name", "number"),
}
"""A row whose telling cells are all empty was only opened, never filled: it does not count."""
_NO_MERGING = {"merge_below": "", "merge_into": "younger", "merge_across_genders": False}
"""What the form shows where the rules merge no groups."""
_PLACE = re.compile(r"(groups\.bands|criteria|prizes)\[(\d+)\]")
_SEPARATORS = re.compile(r"[\s,,、;;-]+")


def has_form(rulebook: Rulebook) -> bool:
    """Whether the plain form has fields for this format; the others are edited as their document."""
    return rulebook.format in (Format.JUDGED, Format.RACE)


@dataclass(slots=True)
class _Reading:
    """Tables as they grow, the rows that count (by their position in the form), faults of the form's own."""

    tables: Values = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


_SECTIONS = [
    "name",
    "description",
    "blind",
    "eligibility",
    "groups",
    "criteria",
    "judging",
    "race",
    "ranking",
    "prizes",
    "awards",
    "points",
    "notice",
]
"""The order of the page, in which faults are told."""


def read_form(values: Mapping[str, Any], base: Rulebook | None = None) -> tuple[Rulebook | None, list[Fault]]:
    """The rules the form describes, or None with every fault, each placed at its field (`criteria-1-step`).

    `base` are the rules the form was opened with: what they say beyond the form stays.
    """
    reading = _read(values)
    keep(reading.tables, base)
    try:
        rulebook = read_tables(reading.tables)
    except RuleFaults as refused:
        placed = [Fault(one.code, one.params, where=_field(one.where, reading.rows)) for one in refused.faults]
        return None, sorted([*placed, *reading.faults], key=_page_order)
    return (None, sorted(reading.faults, key=_page_order)) if reading.faults else (rulebook, [])


def form_values(rulebook: Rulebook) -> Values:
    """The form filled from the rules: `read_form(form_values(rulebook), rulebook) == (rulebook, [])`."""
    tables = as_tables(rulebook)
    ties = list(rulebook.ranking.ties)
    points, notice = tables.get("points"), rulebook.notice
    groups = tables.get("groups", {})
    return {
        **{key: tables[key] for key in ("name", "format", "description", "blind")},
        "judging": _typed(edited("judging", tables.get("judging", {}))),
        "criteria": [_typed(edited("criteria", row)) for row in tables.get("criteria", [])],
        "race": _typed(edited("race", tables.get("race", {}))),
        "groups": {
            **_NO_MERGING,
            **_typed(edited("groups", groups)),
            "bands": [_typed(edited("groups.bands", row)) for row in groups.get("bands", [])],
        },
        "eligibility": _typed(edited("eligibility", tables["eligibility"])),
        "ranking": {"places": tables["ranking"]["places"], "ties": ties[:-1] if ties[-1:] == ["shared"] else ties},
        "awards": _typed(edited("awards", tables["awards"])),
        "prizes": [_prize_values(row) for row in tables.get("prizes", [])],
        "points": _points_values(points) if points else {"used": False},
        "notice": {"number": str(notice.minutes or notice.days), "unit": "minutes" if notice.minutes else "days"},
    }


def row_is_empty(kind: str, row: Mapping[str, Any]) -> bool:
    """Whether a row of criteria, bands or prizes was opened but never filled."""
    return not any(str(row.get(cell) or "").strip() for cell in _TELLING[kind])


def _read(values: Mapping[str, Any]) -> _Reading:
    """Build the rules' tables from the form."""
    reading = _Reading()
    judged = values["format"] == "judged"
    tables = reading.tables
    tables |= {"name": _text(values["name"]), "format": values["format"], "description": _text(values["description"])}
    tables["blind"] = bool(values["blind"]) and judged
    if judged:
        tables["judging"] = _table(values["judging"], "judging")
        tables["criteria"] = [_table(row, "criteria") for row in _kept(values["criteria"], "criteria", reading)]
    else:
        tables["race"] = _table(values["race"], "race")
    tables["groups"] = _groups(values["groups"], reading)
    tables["eligibility"] = _table(values["eligibility"], "eligibility")
    ties = [key for key in values["ranking"]["ties"] if key]
    tables["ranking"] = {"places": values["ranking"]["places"], "ties": ties}
    tables["awards"] = _table(values["awards"], "awards")
    tables["prizes"] = [_prize(row, reading, at) for at, row in _numbered(values["prizes"], "prizes", reading)]
    if values["points"]["used"]:
        tables["points"] = _points(values["points"])
    tables["notice"] = _notice(values["notice"])
    return reading


def _groups(values: Mapping[str, Any], reading: _Reading) -> Values:
    day = _text(values.get("reference_date"))
    ages: Values = {"reference_date": _day(day), "convention": values["convention"]} if day else {}
    if _text(values["merge_below"]):
        merging = {key: values[key] for key in ("merge_below", "merge_into", "merge_across_genders")}
        ages |= _table(merging, "groups")
    bands = [_table(row, "bands") for row in _kept(values["bands"], "bands", reading)]
    return {**ages, "bands": bands} if bands else ages


def _prize(row: Mapping[str, Any], reading: _Reading, at: int) -> Values:
    """One prize tier; its money is read here because the document counts in fen and people in yuan."""
    read = _table({"name": row["name"], "number": row["number"], "floor": row["floor"]}, "prizes")
    if "number" in read:
        number = _whole(read.pop("number"))
        read[row["unit"]] = _number(number) if isinstance(number, str) else number
    if _text(row["value"]):
        try:
            read["value_fen"] = parse_money(row["value"])
        except RuleFaults as refused:
            reading.faults += [Fault(one.code, one.params, where=f"prizes-{at}-value") for one in refused.faults]
    return read


def _points(values: Mapping[str, Any]) -> Values:
    table = [_whole(part) for part in _SEPARATORS.split(half_width(values["table"])) if part]
    return {
        "table": table,
        "department_total": bool(values["department_total"]),
        "minus_one": bool(values["minus_one"]),
    }


def _notice(values: Mapping[str, Any]) -> Values:
    number = _whole(_text(values["number"])) if _text(values["number"]) else 0
    return {values["unit"]: number}


def _numbered(rows: Sequence[Mapping[str, Any]], kind: str, reading: _Reading) -> list[tuple[int, Mapping[str, Any]]]:
    """The rows that count, with their positions; remembered so that faults find their row again."""
    kept = [(at, row) for at, row in enumerate(rows) if not row_is_empty(kind, row)]
    reading.rows[kind] = [at for at, _ in kept]
    return kept


def _kept(rows: Sequence[Mapping[str, Any]], kind: str, reading: _Reading) -> list[Mapping[str, Any]]:
    return [row for _, row in _numbered(rows, kind, reading)]


def _table(values: Mapping[str, Any], kind: str) -> Values:
    """One table: numbers where numbers belong, cells left empty left out."""
    read: Values = {}
    for key, value in values.items():
        plain = _text(value) if isinstance(value, str) or value is None else value
        if plain in ("", []):
            continue
        if key in _WHOLES.get(kind, ()):
            read[key] = _whole(plain)
        elif key in _NUMBERS.get(kind, ()):
            read[key] = _number(plain)
        else:
            read[key] = plain
    return read


def _text(value: str | None) -> str:
    return (value or "").strip()


def _whole(text: str) -> int | str:
    plain = half_width(text)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 12 else text


def _number(text: str) -> int | Decimal | str:
    try:
        number = Decimal(half_width(text))
    except InvalidOperation:
        return text
    return number if number.is_finite() else text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _typed(table: Mapping[str, Any]) -> Values:
    """Values as somebody would have typed them; ticks and lists of words stay."""
    return {
        key: value if isinstance(value, bool | list) else _typed(value) if isinstance(value, Mapping) else _plain(value)
        for key, value in table.items()
    }


def _plain(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _prize_values(row: Mapping[str, Any]) -> Values:
    unit = "share" if "share" in row else "count"
    money = format_money(row.get("value_fen", 0))
    return {
        "name": row["name"],
        "number": str(row.get(unit, "")),
        "unit": unit,
        "floor": _plain(row.get("floor", "")),
        "value": money.removesuffix(".00") if money != "0.00" else "",
    }


def _points_values(points: Mapping[str, Any]) -> Values:
    return {**edited("points", points), "used": True, "table": " ".join(str(one) for one in points["table"])}


def _page_order(fault: Fault) -> int:
    section = fault.where.split("-")[0]
    return _SECTIONS.index(section) if section in _SECTIONS else 0


def _field(where: str, rows: Mapping[str, list[int]]) -> str:
    """The form's field for a place in the document: `criteria[2].step` is `criteria-1-step`, counted from 0."""

    def position(found: re.Match[str]) -> str:
        kind, number = found[1].removeprefix("groups."), int(found[2]) - 1
        return f"{found[1]}-{rows[kind][number]}"

    name = _PLACE.sub(position, where).replace(".", "-")
    name = re.sub(r"^(prizes-\d+)-(count|share)$", r"\1-number", name)
    name = re.sub(r"-value_fen$", "-value", name)
    return re.sub(r"^notice-(days|minutes)$", "notice-number", name)
