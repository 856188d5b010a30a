"""What an entrant sees of the own entries; made for a phone."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.accounts import access, current_act
from web.db.models import Person
from web.services.entries.mine import my_entries

pages = Blueprint("entrants", __name__)


@pages.get("/my")
@access(reads_all=False)
def mine() -> str:
    """My entries, my starts, my results."""
    act = current_act()
    number = act.actor.person_id if act.actor else None
    person = act.session.get(Person, number) if number else None
    found = my_entries(act, person) if person else []
    return render_template("entrant/mine.html", person=person, mine=found)
