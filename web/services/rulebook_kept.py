"""What the plain form has no field for: it stays in the rules as it was, and the page names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.rulebook import Rulebook, as_tables

Values = dict[str, Any]

EDITED: Mapping[str, tuple[str, ...]] = {
    "": ("name", "format", "description", "blind"),
    "judging": (
        "method",
        "drop",
        "trim",
        "rounding",
        "decimals",
        "minimum_judges",
        "total",
        "recuse_own_department",
    ),
    "criteria": ("code", "name", "maximum", "step", "descriptor"),
    "race": (
        "measure",
        "better",
        "precision",
        "rounding",
        "distance_metres",
        "duration_minutes",
        "cut_off_minutes",
    ),
    "groups": ("reference_date", "convention", "merge_below", "merge_into", "merge_across_genders", "bands"),
    "groups.bands": (
        "code",
        "name",
        "genders",
        "lower",
        "lower_inclusive",
        "upper",
        "upper_inclusive",
        "post_categories",
    ),
    "eligibility": (
        "entrant",
        "genders",
        "post_categories",
        "minimum_age",
        "maximum_age",
        "max_events",
        "minimum_entries",
        "minimum_present",
    ),
    "ranking": ("places", "ties"),
    "awards": (
        "rounding",
        "tie_at_cut",
        "certificate",
        "face_limit",
        "face_binds",
        "most_winners",
        "minus_one",
        "most_per_department",
        "first_prize_from",
    ),
    "prizes": ("name", "count", "share", "floor", "value_fen"),
    "points": ("table", "department_total", "minus_one"),
    "notice": ("days", "minutes"),
}
"""The keys the form has fields for, by table."""
_NAMED = {"criteria": "code", "groups.bands": "code", "prizes": "name"}
"""What a row of a list is known by."""


def edited(section: str, table: Mapping[str, Any]) -> Values:
    """The part of a table that the form shows."""
    return {key: value for key, value in table.items() if key in EDITED[section]}


def keep(tables: Values, base: Rulebook | None) -> None:
    """Add to the form's tables what the rules it was opened with say beyond the form.

    A row that was renamed, a table that was given up (no points) and rules of another format keep nothing.
    """
    if base is None or base.format.value != tables["format"]:
        return
    before = as_tables(base)
    _keep_rows(tables.get("groups", {}).get("bands", []), before.get("groups", {}).get("bands", []), "groups.bands")
    for name, value in before.items():
        if name in _NAMED:
            _keep_rows(tables.get(name, []), value, name)
        elif name in EDITED:
            if name in tables:
                tables[name] |= _beyond(name, value)
        elif name not in EDITED[""]:
            tables[name] = value


def kept_keys(base: Rulebook) -> list[str]:
    """The keys that the form keeps without showing them, each once: `race.timing`, `criteria.factor`, `rounds`."""
    return list(dict.fromkeys(_kept_keys(as_tables(base))))


def _kept_keys(tables: Mapping[str, Any]) -> Iterator[str]:
    for name, value in tables.items():
        if name not in EDITED:
            yield from [] if name in EDITED[""] else [name]
            continue
        for row in value if isinstance(value, list) else [value]:
            yield from (f"{name}.{key}" for key in _beyond(name, row))
    for band in tables.get("groups", {}).get("bands", []):
        yield from (f"groups.bands.{key}" for key in _beyond("groups.bands", band))


def _keep_rows(rows: list[Values], before: list[Values], section: str) -> None:
    name = _NAMED[section]
    old = {row[name]: row for row in before}
    for row in rows:
        row |= _beyond(section, old.get(row.get(name, ""), {}))


def _beyond(section: str, table: Mapping[str, Any]) -> Values:
    return {key: value for key, value in table.items() if key not in EDITED[section]}
