"""Who is caught where groups overlap or leave a gap: the people behind a failed proof of partition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from scoring.people import Gender
from web.db.models import Competition, Person
from web.services.act import Act
from web.services.refusals import Fault

_SHOWN = 8
_GENDERS = {Gender.MALE.value: "M", Gender.FEMALE.value: "F"}


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash with the staff it concerns: how many, and the first few names."""

    fault: Fault
    count: int
    names: tuple[str, ...]


def people_in_clashes(act: Act, competition: Competition, faults: Sequence[Fault]) -> list[Clash]:
    """The staff behind each groups_overlap and groups_gap among `faults`: born in its range, of its sex and post."""
    clashes = [fault for fault in faults if fault.code in ("groups_overlap", "groups_gap")]
    return [_clash(act, competition, fault) for fault in clashes]


def _clash(act: Act, competition: Competition, fault: Fault) -> Clash:
    params = fault.params
    conditions = [
        Person.trade_union_id == competition.trade_union_id,
        Person.active,
        Person.gender == _GENDERS[str(params["gender"])],
    ]
    if params["born_first"]:
        conditions.append(Person.birth_date >= date.fromisoformat(str(params["born_first"])))
    if params["born_last"]:
        conditions.append(Person.birth_date <= date.fromisoformat(str(params["born_last"])))
    if params["post_category"]:
        conditions.append(Person.post_category == str(params["post_category"]))
    count = act.session.scalar(select(func.count()).select_from(Person).where(*conditions)) or 0
    names = act.session.scalars(select(Person.name).where(*conditions).order_by(Person.id).limit(_SHOWN))
    return Clash(fault, count, tuple(names))
