"""What is unusual about a panel: said before it opens, never enforced, since small unions have small panels."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from scoring.rulebook import Rulebook
from web.db.models import Competition, Contest, Judge, PanelSeat, Person
from web.services.act import Act
from web.services.refusals import Fault

USUAL_PANEL = range(5, 10)
"""5 to 9 judges, an odd number, 7 usual (practice.md 5.1)."""


def advise(act: Act, contest: Contest, seats: Sequence[PanelSeat], rulebook: Rulebook | None) -> list[Fault]:
    """Advice on a panel: panel_size, panel_even, panel_without_chief, panel_below_rule, judge_namesake.

    A judge entered by name who has a namesake in the staff list is pointed out: only a judge taken from the list is
    set aside from own works (a plain conflict that a peer missed, peers.md 5, hotcrp 316).
    """
    count = len(seats)
    found = []
    if count not in USUAL_PANEL:
        found.append(Fault("panel_size", {"count": count}))
    if count % 2 == 0:
        found.append(Fault("panel_even", {"count": count}))
    if not any(seat.chief for seat in seats):
        found.append(Fault("panel_without_chief"))
    needed = rulebook.judging.needed_marks if rulebook and rulebook.judging else 0
    if count < needed:
        found.append(Fault("panel_below_rule", {"count": count, "needed": needed}))
    return found + [Fault("judge_namesake", {"name": name}) for name in _namesakes(act, contest, seats)]


def _namesakes(act: Act, contest: Contest, seats: Sequence[PanelSeat]) -> list[str]:
    """Names of judges who are not linked to the staff list although it holds that name."""
    judges: list[Judge] = [seat.judge for seat in seats]
    names = sorted({judge.name for judge in judges if judge.person_id is None})
    union = select(Competition.trade_union_id).where(Competition.id == contest.competition_id).scalar_subquery()
    chosen = select(Person.name).where(Person.trade_union_id == union, Person.name.in_(names)).distinct()
    return sorted(act.session.scalars(chosen)) if names else []
