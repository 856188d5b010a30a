"""Whom and what people mean: entries, reporters, departments and codes by the names they write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from web.db.models import Entry
from web.services.filling.desk import FillingDesk
from web.services.filling.layouts import meanings
from web.services.grids import Cells
from web.services.lines import REPORTER
from web.services.people.departments import path_text, read_path
from web.services.refusals import refuse
from web.services.results.sources import home_of, judge_code

Whose = tuple[int, Cells]
"""An entry, and the key cells that name one of its people."""


class Finder:
    """The names of one contest, gathered once."""

    def __init__(self, desk: FillingDesk) -> None:
        self._departments = desk.sources.departments
        self._codes: Mapping[str, Mapping[str, str]] = meanings(desk.rulebook)
        self._whose = _called(desk)

    def whose(self, text: str) -> Whose:
        """The entry or reporter meant; refuses line_entry_unknown and line_entry_ambiguous."""
        found = self._whose.get(text) or self._whose.get(f"#{text}") or set()
        if len(found) == 1:
            return next(iter(found))
        raise refuse("line_entry_ambiguous" if found else "line_entry_unknown", value=text.lstrip("#")[:40])

    def coded(self, column: str, text: str) -> str:
        """The code of what a column says by name; anything unknown stays as it was written."""
        if column == "judge" and text.removeprefix("评委").isdecimal():
            return judge_code(int(text.removeprefix("评委")))
        if column == "department":
            return self._department(text)
        return self._codes.get(column, {}).get(text, text)

    def _department(self, text: str) -> str:
        """A department by its number in the rules; an unknown one stays as it was written, and earns nobody a point."""
        wanted = path_text(read_path("", text, ""))
        found = [one for one in self._departments.values() if wanted in (one.path, one.name)]
        home = home_of(found[0].id, self._departments) if len(found) == 1 else None
        return str(home.id) if home else text


def _called(desk: FillingDesk) -> dict[str, set[Whose]]:
    """Entries by what a list may call them (blind: the work code alone), and the people of departments."""
    keys: dict[str, set[Whose]] = defaultdict(set)
    for entry in desk.sources.entries:
        for name in [entry.blind_code] if desk.rulebook.blind else _names(entry):
            if name:
                keys[name].add((entry.id, ()))
    for entry, person in desk.reporters:
        for name in filter(None, (person.staff_no, person.name)):
            keys[name].add((entry.id, ((REPORTER, str(person.id)),)))
    return keys


def _names(entry: Entry) -> list[str | None]:
    person, bib = entry.entrant.person, entry.entrant.bib
    staff_no = person.staff_no if person else None
    return [entry.blind_code, entry.entrant.name, staff_no, f"#{bib}" if bib is not None else None]
