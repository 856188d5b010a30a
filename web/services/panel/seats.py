"""The seats of a panel. Until somebody has marked they change freely; then only with a reason, minuted.

A judge who is replaced leaves sheets behind: they become void, openly, and the successor gets new ones (in a peer's
results the old marks silently stayed, practice.md 2.4, fll-sw 85).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from web.db.models import Account, Competition, Contest, Entry, Judge, PanelMinute, PanelSeat, Sheet
from web.services import accounts, audit, rules
from web.services.act import Act, Role
from web.services.panel.minutes import LONGEST_REASON, minute
from web.services.panel.opening import open_sheets
from web.services.refusals import Fault, NotFound, Refusal, refuse


def seats_of(act: Act, contest: Contest, *, with_left: bool = False) -> Sequence[PanelSeat]:
    """The seats in order of their numbers, with judges and departments; those that were left only on request."""
    chosen = select(PanelSeat).where(PanelSeat.contest_id == contest.id).order_by(PanelSeat.number)
    if not with_left:
        chosen = chosen.where(PanelSeat.left_at.is_(None))
    return act.session.scalars(chosen.options(joinedload(PanelSeat.judge).joinedload(Judge.department))).all()


def begun(act: Act, contest: Contest) -> bool:
    """Whether a judge has saved, sealed or declared anything in the current run."""
    touched = select(Sheet.id).join(Entry).where(Entry.contest_id == contest.id, Sheet.run == contest.run)
    return act.session.scalar(touched.where(Sheet.version > 0).limit(1)) is not None


def seat(act: Act, contest: Contest, judge: Judge, chief: bool = False, reason: str = "") -> PanelSeat:
    """Give a judge of the competition the next free seat of the panel; the chief's seat is taken from the one before.

    After marking began a reason is needed, and the new judge gets a sheet for every entry at once. Refusals:
    judge_seated, judge_left (whose sheets are void in this run), contest_not_judged, panel_reason_missing.
    """
    if judge.competition_id != contest.competition_id:
        raise NotFound(Fault("not_found"))
    everybody, started = seats_of(act, contest, with_left=True), begun(act, contest)
    standing = next((row for row in everybody if row.judge_id == judge.id), None)
    if standing is not None and (standing.left_at is None or started):
        raise refuse("judge_seated" if standing.left_at is None else "judge_left", name=judge.name)
    known = rules.current(act, contest)
    if known is not None and not rules.is_judged(known[1]):
        raise refuse("contest_not_judged", contest=contest.name)
    text = _reason(reason, needed=started)
    if standing is None:
        standing = PanelSeat(contest=contest, judge=judge, number=_free_number(everybody))
        act.session.add(standing)
    standing.left_at = None
    act.session.flush()
    _noted(act, contest, "seat_added", text, standing, started)
    if chief:
        _make_chief(act, contest, standing)
    if started:
        open_sheets(act, contest)
    return standing


def set_chief(act: Act, seat_: PanelSeat, reason: str = "") -> None:
    """Make this seat the chief's (评委组长); after marking began with a reason. Refusal panel_reason_missing."""
    contest, started = seat_.contest, begun(act, seat_.contest)
    text = _reason(reason, needed=started)
    _make_chief(act, contest, seat_)
    _noted(act, contest, "chief_changed", text, seat_, started)


def leave(act: Act, seat_: PanelSeat, reason: str = "") -> int:
    """Take a judge out of the panel; how many sheets with marks became void.

    Before anybody marked, the seat and its empty sheets go. Afterwards the seat stays on record, all its sheets of
    the run are void (their marks can still be read), and the reason is minuted. Refusals: judge_left,
    panel_reason_missing.
    """
    contest, started = seat_.contest, begun(act, seat_.contest)
    if seat_.left_at is not None:
        raise refuse("judge_left", name=seat_.judge.name)
    text = _reason(reason, needed=started)
    _drop_chief(act, contest, seat_)
    if not started and _never_marked(act, seat_):
        act.session.execute(delete(Sheet).where(Sheet.seat_id == seat_.id))
        act.session.delete(seat_)
        audit.record(act, "seat_removed", contest, seat=seat_.id, number=seat_.number)
        return 0
    mine = (Sheet.seat_id == seat_.id, Sheet.run == contest.run)
    voided = len(act.session.scalars(select(Sheet.id).where(*mine, Sheet.version > 0)).all())
    act.session.execute(update(Sheet).where(*mine).values(state="void"))
    seat_.left_at = act.now
    _noted(act, contest, "seat_left", text, seat_, started, voided=voided)
    return voided


def replace(act: Act, seat_: PanelSeat, judge: Judge, reason: str = "") -> PanelSeat:
    """The judge of a seat leaves and another one takes a new seat, as chief if the first was. Refusals as above."""
    contest, chief = seat_.contest, seat_.chief
    leave(act, seat_, reason)
    act.session.flush()
    return seat(act, contest, judge, chief, reason)


def _reason(reason: str, *, needed: bool) -> str:
    text = " ".join(reason.split())
    if needed and not text:
        raise Refusal(Fault("panel_reason_missing"))
    if len(text) > LONGEST_REASON:
        raise Refusal(Fault("panel_reason_long", {"longest": LONGEST_REASON}))
    return text


def _noted(
    act: Act, contest: Contest, kind: str, reason: str, seat_: PanelSeat, started: bool, voided: int = 0
) -> None:
    """A change is an event of the contest; after marking began it is also minuted in words."""
    if started:
        minute(act, contest, kind, reason, seat=seat_, judge=seat_.judge_id, voided=voided)
    else:
        audit.record(act, kind, contest, run=contest.run, seat=seat_.id, judge=seat_.judge_id)


def _free_number(seats: Sequence[PanelSeat]) -> int:
    """The lowest number no seat has; a seat that was left keeps its number."""
    taken = {row.number for row in seats}
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def _make_chief(act: Act, contest: Contest, chosen: PanelSeat) -> None:
    for other in seats_of(act, contest):
        if other.chief and other.id != chosen.id:
            _drop_chief(act, contest, other)
    chosen.chief = True
    competition = act.session.get_one(Competition, contest.competition_id)
    accounts.grant(act, act.session.get_one(Account, chosen.judge.account_id), Role.CHIEF_JUDGE, competition)


def _drop_chief(act: Act, contest: Contest, row: PanelSeat) -> None:
    """Take the chief's seat back, and the role when the judge is chief of no other contest."""
    if not row.chief:
        return
    row.chief = False
    act.session.flush()
    still = select(PanelSeat.id).where(PanelSeat.judge_id == row.judge_id, PanelSeat.chief).limit(1)
    if act.session.scalar(still) is None:
        account = act.session.get_one(Account, row.judge.account_id)
        competition = act.session.get_one(Competition, contest.competition_id)
        accounts.withdraw_grant(act, account, Role.CHIEF_JUDGE, competition)


def _never_marked(act: Act, row: PanelSeat) -> bool:
    """Whether nothing refers to this seat but untouched sheets."""
    touched = select(Sheet.id).where(Sheet.seat_id == row.id, Sheet.version > 0).limit(1)
    minuted = select(PanelMinute.id).where(PanelMinute.seat_id == row.id).limit(1)
    return act.session.scalar(touched) is None and act.session.scalar(minuted) is None
