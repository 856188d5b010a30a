"""The judged contests of a competition at a glance, and whom a judge may be taken from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from web.db.models import Competition, Contest, Department, Entry, Judge, PanelSeat, Person, RulebookVersion, Sheet
from web.services import rules
from web.services.act import Act
from web.services.refusals import Fault, Refusal


@dataclass(frozen=True, slots=True)
class PanelCard:
    """One judged contest: are its rules frozen and its entries closed, how many seats, how many sheets sealed."""

    contest: Contest
    frozen: bool
    blind: bool
    seats: int
    due: int
    sealed: int


def panel_cards(act: Act, competition: Competition) -> list[PanelCard]:
    """The judged contests in their order; contests without rules are left out. A fixed number of queries."""
    contests = act.session.scalars(
        select(Contest).where(Contest.competition_id == competition.id).order_by(Contest.position)
    ).all()
    numbers = [contest.id for contest in contests]
    versions = _versions(act, numbers)
    seats = _seat_counts(act, numbers)
    sheets = _sheet_counts(act, numbers)
    cards = []
    for contest in contests:
        version = versions.get(contest.id)
        if version is None or not rules.is_judged(rules.read(version.document)):
            continue
        counts = sheets.get(contest.id, {})
        sealed = counts.get("sealed", 0)
        blind = rules.read(version.document).blind
        due = sealed + counts.get("open", 0)
        cards.append(PanelCard(contest, version.state == "frozen", blind, seats.get(contest.id, 0), due, sealed))
    return cards


def seats_by_judge(act: Act, competition: Competition) -> dict[int, list[tuple[str, bool]]]:
    """For each judge the names of the contests judged, and whether as chief; one query."""
    chosen = (
        select(PanelSeat.judge_id, Contest.name, PanelSeat.chief)
        .join(PanelSeat.contest)
        .where(Contest.competition_id == competition.id, PanelSeat.left_at.is_(None))
        .order_by(Contest.position)
    )
    found: dict[int, list[tuple[str, bool]]] = {}
    for judge_id, name, chief in act.session.execute(chosen):
        found.setdefault(judge_id, []).append((name, chief))
    return found


def staff_choices(act: Act, competition: Competition) -> list[str]:
    """The active staff as a list to pick from: "staff number name (department)"; one query."""
    chosen = (
        select(Person.staff_no, Person.name, Department.name)
        .outerjoin(Department, Department.id == Person.department_id)
        .where(Person.trade_union_id == competition.trade_union_id, Person.active, Person.staff_no.is_not(None))
        .order_by(Person.staff_no)
    )
    return [f"{number} {name}({house or '—'})" for number, name, house in act.session.execute(chosen)]


def staff_member(act: Act, competition: Competition, text: str) -> Person:
    """The member of staff meant by a staff number (anything may follow it) or by a name nobody else has.

    Refusals: staff_missing, staff_unknown, staff_ambiguous (the name is borne by several: take the number).
    """
    words = text.split()
    if not words:
        raise Refusal(Fault("staff_missing"))
    mine = select(Person).where(Person.trade_union_id == competition.trade_union_id, Person.active)
    found = act.session.scalars(mine.where(Person.staff_no == words[0])).all()
    found = found or act.session.scalars(mine.where(Person.name == " ".join(words))).all()
    if len(found) != 1:
        raise Refusal(Fault("staff_ambiguous" if found else "staff_unknown", {"value": text.strip()[:60]}))
    return found[0]


def departments_of(act: Act, competition: Competition) -> list[Department]:
    """The union's departments by path."""
    chosen = select(Department).where(Department.trade_union_id == competition.trade_union_id)
    return list(act.session.scalars(chosen.order_by(Department.path)))


def unseated(act: Act, contest: Contest) -> list[Judge]:
    """Judges of the competition who have never sat in this contest's panel, in the order they were added."""
    seated = select(PanelSeat.judge_id).where(PanelSeat.contest_id == contest.id)
    chosen = select(Judge).where(Judge.competition_id == contest.competition_id, Judge.id.not_in(seated))
    return list(act.session.scalars(chosen.order_by(Judge.id)))


def _versions(act: Act, numbers: list[int]) -> dict[int, RulebookVersion]:
    """The version in force of each contest, else its draft."""
    chosen = select(RulebookVersion).where(
        RulebookVersion.contest_id.in_(numbers), RulebookVersion.state.in_(("frozen", "draft"))
    )
    found: dict[int, RulebookVersion] = {}
    for version in act.session.scalars(chosen.order_by(RulebookVersion.number)):
        if version.contest_id not in found or found[version.contest_id].state == "draft":
            found[version.contest_id] = version
    return found


def _seat_counts(act: Act, numbers: list[int]) -> dict[int, int]:
    chosen = select(PanelSeat.contest_id, func.count()).where(
        PanelSeat.contest_id.in_(numbers), PanelSeat.left_at.is_(None)
    )
    return dict(act.session.execute(chosen.group_by(PanelSeat.contest_id)).all())


def _sheet_counts(act: Act, numbers: list[int]) -> dict[int, dict[str, int]]:
    chosen = (
        select(Entry.contest_id, Sheet.state, func.count())
        .join(Sheet.entry)
        .join(Entry.contest)
        .where(Entry.contest_id.in_(numbers), Sheet.run == Contest.run, Entry.state == "entered")
        .group_by(Entry.contest_id, Sheet.state)
    )
    found: dict[int, dict[str, int]] = {}
    for contest_id, state, count in act.session.execute(chosen):
        found.setdefault(contest_id, {})[state] = count
    return found
