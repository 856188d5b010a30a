"""民主测评: the numbers of the session, then the counting report item by item (practice.md 4.6: all of it printed)."""

from __future__ import annotations

from collections.abc import Iterator

from web.present.details.lists import ENTRY, Detail, Told, detail
from web.present.filling_words import WORDS
from web.present.messages.marking import N_

_SESSION = ("due", "present", "issued", "returned", "valid", "void", "blank")
_TITLES = {**WORDS, "valid": N_("有效票")}
_CELL = N_("%(count)s（%(percent)s%%）")


def lists(told: Told) -> Iterator[Detail]:
    """到会与票数, and for each item how many chose each grade, with its share."""
    rows = [[told.name(row["entry"]), *(row[name] for name in _SESSION)] for row in told.table("turnout")]
    yield detail(told.say(WORDS["session"]), [told.say(ENTRY), *(told.say(_TITLES[n]) for n in _SESSION)], rows)
    counted: dict[str, dict[str, dict[str, str]]] = {}
    for row in told.table("count"):
        cell = told.say(_CELL) % {"count": row["count"], "percent": row["percent"]}
        counted.setdefault(row["item"], {}).setdefault(row["entry"], {})[row["grade"]] = cell
    for item, by_entry in counted.items():
        yield _item(told, item, by_entry)


def _item(told: Told, item: str, by_entry: dict[str, dict[str, str]]) -> Detail:
    grades = list(dict.fromkeys(grade for cells in by_entry.values() for grade in cells))
    rows = [[told.name(entry), *(cells.get(grade, "") for grade in grades)] for entry, cells in by_entry.items()]
    title = told.say(N_("计票报告：%(item)s")) % {"item": item} if item else told.say(N_("计票报告"))
    return detail(title, [told.say(ENTRY), *grades], rows)
