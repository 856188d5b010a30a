"""编排要求: rest by age, events per day, order of contests, staff per heat, times wished; defaults of the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from scheduler.timetable.problem import ORDER
from web.db.models import Competition, Contest, ContestOrder, StaffNeed, TimetableWishes, TimeWish
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.timetable.formats import REST_FROM_AGE, REST_MINUTES_FROM_AGE

CHOICE = ("slots", "waiting", "duty_spread", "department_spread", "seeding", "preferences")
"""Goals the office may leave out; everybody placed, fewest heats and earliest finish always count."""
USUAL = CHOICE[1:]
_OF_STAFF = ("unstaffed", "duty_spread")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a competition wishes of its timetable, stored or at the defaults (practice.md 3.4)."""

    rest_from_age: int = REST_FROM_AGE
    rest_older_minutes: int = REST_MINUTES_FROM_AGE
    most_per_day: int | None = None
    avoid_own_department: bool = True
    goals: Sequence[str] = USUAL
    orders: Sequence[ContestOrder] = ()
    needs: Sequence[StaffNeed] = ()
    times: Sequence[TimeWish] = ()

    def needs_of(self, contest_id: int) -> list[StaffNeed]:
        """What every heat of a contest needs."""
        return [need for need in self.needs if need.contest_id == contest_id]


def wishes_of(act: Act, competition: Competition) -> Wishes:
    """Everything wished, in four queries."""
    row = act.session.scalar(select(TimetableWishes).where(TimetableWishes.competition_id == competition.id))
    of_ours = Contest.competition_id == competition.id
    orders = act.session.scalars(
        select(ContestOrder)
        .join(Contest, Contest.id == ContestOrder.contest_id)
        .where(of_ours)
        .options(selectinload(ContestOrder.contest), selectinload(ContestOrder.before))
        .order_by(ContestOrder.id)
    ).all()
    needs = act.session.scalars(
        select(StaffNeed).join(Contest).where(of_ours).options(selectinload(StaffNeed.contest)).order_by(StaffNeed.id)
    ).all()
    times = act.session.scalars(
        select(TimeWish)
        .where(TimeWish.competition_id == competition.id)
        .options(selectinload(TimeWish.contest), selectinload(TimeWish.department), selectinload(TimeWish.person))
        .order_by(TimeWish.id)
    ).all()
    if row is None:
        return Wishes(orders=orders, needs=needs, times=times)
    goals = [goal for goal in CHOICE if goal in row.goals]
    return Wishes(
        row.rest_from_age,
        row.rest_older_minutes,
        row.most_per_day,
        row.avoid_own_department,
        goals,
        orders,
        needs,
        times,
    )


def goals_wanted(wishes: Wishes, *, staff: bool) -> tuple[str, ...]:
    """The planner's goals, the most important first; those about staff or times only where there are such wishes."""
    wanted = {"unplaced", "heats", "finish", *wishes.goals}
    wanted |= {"unstaffed"} if staff else set()
    idle = set() if staff else set(_OF_STAFF)
    idle |= set() if wishes.times else {"preferences"}
    return tuple(goal for goal in ORDER if goal in wanted - idle)


def set_general(
    act: Act,
    competition: Competition,
    *,
    rest_from_age: int,
    rest_older_minutes: int,
    most_per_day: int | None,
    avoid_own_department: bool,
) -> None:
    """Store the wishes about everybody. Refuses wishes_out_of_range."""
    if not (1 <= rest_from_age <= 120 and 0 <= rest_older_minutes <= 600 and (most_per_day is None or most_per_day)):
        raise refuse("wishes_out_of_range")
    row = _row(act, competition)
    row.rest_from_age, row.rest_older_minutes = rest_from_age, rest_older_minutes
    row.most_per_day, row.avoid_own_department = most_per_day, avoid_own_department
    audit.record(
        act,
        "wishes_set",
        competition,
        rest=[rest_from_age, rest_older_minutes],
        most_per_day=most_per_day,
        avoid_own_department=avoid_own_department,
    )


def set_goals(act: Act, competition: Competition, goals: Sequence[str]) -> None:
    """Choose which of the goals that may be left out count; unknown names are passed over."""
    row = _row(act, competition)
    row.goals = [goal for goal in CHOICE if goal in goals]
    audit.record(act, "goals_chosen", competition, goals=row.goals)


def add_order(act: Act, contest: Contest, before: Contest, gap_minutes: int) -> None:
    """`contest` follows `before`; said again it changes the gap. Refuses order_of_itself, order_circle."""
    if contest.id == before.id:
        raise refuse("order_of_itself", contest=contest.name)
    competition = act.session.get_one(Competition, contest.competition_id)
    orders = wishes_of(act, competition).orders
    if contest.id in _before(orders, before.id):
        raise refuse("order_circle", contest=contest.name, before=before.name)
    row = next((o for o in orders if (o.contest_id, o.before_id) == (contest.id, before.id)), None)
    if row is None:
        row = ContestOrder(contest_id=contest.id, before_id=before.id)
        act.session.add(row)
    row.gap_minutes = gap_minutes
    audit.record(act, "order_set", contest, before=before.code, gap_minutes=gap_minutes)


def _before(orders: Sequence[ContestOrder], contest_id: int) -> set[int]:
    """Every contest that has to be over before this one begins, itself included."""
    found, edge = {contest_id}, {contest_id}
    while edge:
        edge = {order.before_id for order in orders if order.contest_id in edge} - found
        found |= edge
    return found


def remove_order(act: Act, order: ContestOrder) -> None:
    """Forget an order."""
    audit.record(act, "order_removed", order.contest, before=order.before.code)
    act.session.delete(order)


def set_need(act: Act, contest: Contest, skill: str, count: int) -> None:
    """Say how many with a skill every heat of a contest needs. Refuses need_empty."""
    skill = skill.strip()
    if not skill or count < 1:
        raise refuse("need_empty")
    row = act.session.scalar(select(StaffNeed).where(StaffNeed.contest_id == contest.id, StaffNeed.skill == skill))
    if row is None:
        row = StaffNeed(contest_id=contest.id, skill=skill)
        act.session.add(row)
    row.count = count
    act.session.flush()
    audit.record(act, "need_set", contest, need=row.id, count=count)


def remove_need(act: Act, need: StaffNeed) -> None:
    """Forget a need."""
    audit.record(act, "need_removed", need.contest, need=need.id)
    act.session.delete(need)


def add_time_wish(act: Act, competition: Competition, wish: TimeWish) -> None:
    """Keep a wish about a group, a department or a person. Refuses wish_of_nobody, wish_empty, wish_backwards."""
    faults = []
    if (wish.contest_id, wish.department_id, wish.person_id).count(None) != 2:
        faults.append(Fault("wish_of_nobody"))
    if (wish.starts, wish.ends, wish.session_id, wish.venue_id) == (None, None, None, None):
        faults.append(Fault("wish_empty"))
    if wish.starts is not None and wish.ends is not None and wish.ends <= wish.starts:
        faults.append(Fault("wish_backwards"))
    if faults:
        raise Refusal(*faults)
    wish.competition_id = competition.id
    act.session.add(wish)
    act.session.flush()
    audit.record(act, "time_wish_added", competition, wish=wish.id, weight=wish.weight)


def remove_time_wish(act: Act, competition: Competition, wish: TimeWish) -> None:
    """Forget a wish."""
    audit.record(act, "time_wish_removed", competition, wish=wish.id)
    act.session.delete(wish)


def _row(act: Act, competition: Competition) -> TimetableWishes:
    row = act.session.scalar(select(TimetableWishes).where(TimetableWishes.competition_id == competition.id))
    if row is None:
        row = TimetableWishes(competition_id=competition.id, goals=list(USUAL))
        act.session.add(row)
        act.session.flush()
    return row
