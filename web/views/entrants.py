"""What an entrant sees of the own entries; made for a phone."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from web.accounts import access, current_act
from web.db.models import Person
from web.services.entries.mine import MyEntry, my_entries
from web.services.timetable import Shift, event_id, own_shifts

pages = Blueprint("entrants", __name__)


@pages.get("/my")
@access(reads_all=False)
def mine() -> str:
    """My entries, my starts, my results."""
    act = current_act()
    number = act.actor.person_id if act.actor else None
    person = act.session.get(Person, number) if number else None
    found = my_entries(act, person) if person else []
    return render_template("entrant/mine.html", person=person, mine=found, moved=_moved(found))


def _moved(mine: Sequence[MyEntry]) -> dict[int, Shift]:
    """By the number of an entry, how the timetable in force moved its start."""
    act, found = current_act(), dict[int, Shift]()
    competitions = {one.entry.contest.competition for one in mine if one.heat}
    for competition in competitions:
        shifts = own_shifts(act, competition, {one.entry.entrant_id for one in mine})
        for one in mine:
            shift = shifts.get((one.entry.entrant_id, event_id(one.entry)))
            if shift is not None and one.entry.contest.competition_id == competition.id:
                found[one.entry.id] = shift
    return found
