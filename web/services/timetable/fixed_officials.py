"""The officials of a timetable decided elsewhere, as people write them into one cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from web.db.models import RaceOfficial
from web.services.intake import CellFault, Row
from web.services.timetable.field import Field
from web.services.timetable.formats import RaceContest

_GROUPS = re.compile(r"[;；\n]+")
_NAMES = re.compile(r"[、,，\s/]+")


class OfficialsCell:
    """Reads `计时员：周强、吴敏；发令员：郑云` against the list of officials.

    A name alone serves with the only skill of the official that the contest needs.
    """

    def __init__(self, field: Field) -> None:
        self.field = field
        self.known: dict[str, list[RaceOfficial]] = defaultdict(list)
        for each in field.officials:
            number = each.person.staff_no if each.person else None
            for key in {each.name, number or each.name}:
                self.known[key].append(each)

    def read(self, row: Row, race: RaceContest) -> tuple[list[tuple[str, str]], list[CellFault]]:
        """Skill and official of everybody named, and everything wrong with the cell."""
        found: list[tuple[str, str]] = []
        faults: list[CellFault] = []
        needed = [need.skill for need in self.field.wishes.needs_of(race.contest.id)]
        for skill, name in _said(row.text("officials")):
            who = self.known.get(name, [])
            skills = [skill] if skill else [each for each in (who[0].skills if who else ()) if each in needed]
            if len(who) != 1:
                code = "move_person_unclear" if who else "fixed_official_unknown"
                faults.append(row.fault(code, "officials", given=name[:30]))
            elif len(skills) != 1:
                faults.append(row.fault("fixed_official_as_what", "officials", given=name[:30]))
            else:
                found.append((skills[0], f"o{who[0].id}"))
        return found, faults


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Skill ("" when none is said) and name, one by one."""
    for group in _GROUPS.split(text):
        skill, colon, names = group.replace(":", "：").partition("：")
        for name in _NAMES.split(names if colon else group):
            if name:
                yield skill.strip() if colon else "", name
