"""What a correction changed, entry by entry: the published documents side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
COMPARED = ("place", "tied", "score_text", "status", "prize", "points", "group", "names", "department", "title")
"""What a reader can see of a row; `group` stands for its name too."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One entry that reads differently: `fields` as (key, before, after). New or gone entries have one side only."""

    entry: int
    before: Json | None
    after: Json | None
    fields: tuple[tuple[str, Any, Any], ...]

    @property
    def row(self) -> Json:
        """The row to name the entry by: the newer one where there is one."""
        return self.after or self.before or {}


def changes(before: Json, after: Json) -> list[RowChange]:
    """The entries that differ, in the newer document's order, then those that are gone."""
    old = {row["entry"]: row for row in before["rows"]}
    new = {row["entry"]: row for row in after["rows"]}
    order = [*new, *(entry for entry in old if entry not in new)]
    found = [_change(entry, old.get(entry), new.get(entry)) for entry in order]
    return [change for change in found if change.fields or None in (change.before, change.after)]


def _change(entry: int, before: Json | None, after: Json | None) -> RowChange:
    if before is None or after is None:
        return RowChange(entry, before, after, ())
    fields = tuple((key, before[key], after[key]) for key in COMPARED if before[key] != after[key])
    return RowChange(entry, before, after, fields)
