"""Copying a whole competition for another year: the rules come along as drafts, their dates do not."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select

from web.db.models import (
    Account,
    Competition,
    Contest,
    ContestOrder,
    Fund,
    FundLine,
    HeatFormat,
    StaffNeed,
    TimetableWishes,
    Venue,
)
from web.services import accounts, audit
from web.services.act import Act, Role
from web.services.competitions import new_public_code
from web.services.refusals import Fault, Refusal
from web.services.rules import current, read
from web.services.rules.versions import add_version
from web.services.timetable import wishes_of

_LONGEST_NAME = 120
Row = TypeVar("Row", HeatFormat, Venue, Fund, TimetableWishes, ContestOrder, StaffNeed)


def copy_competition(act: Act, competition: Competition, name: str, year: int) -> Competition:
    """A new competition of the same union with the same contests, rules (as drafts), heat formats, wishes, venues
    and fund.

    Every reference date is unconfirmed, so that nothing can be frozen or drawn by last year's date (practice.md 0,
    finding 1). Entries, judges, sessions and results are not copied. Whoever copies becomes its organizer.
    Raises Refusal competition_name_wrong, year_wrong.
    """
    _check(name, year)
    copy = Competition(
        trade_union_id=competition.trade_union_id,
        name=name.strip(),
        issuer=competition.issuer,
        year=year,
        public_code=new_public_code(),
        certificate_prefix=competition.certificate_prefix,
        copied_from_id=competition.id,
        created_at=act.now,
    )
    act.session.add(copy)
    act.session.flush()
    audit.record(act, "competition_copied", copy, source=competition.id)
    for contest in _contests(act, competition):
        _copy_contest(act, contest, copy)
    _copy_wishes(act, competition, copy)
    _copy_venues(act, competition, copy)
    _copy_fund(act, competition, copy)
    if act.account_id:
        accounts.grant(act, act.session.get_one(Account, act.account_id), Role.ORGANIZER, copy)
    act.session.flush()
    return copy


def _check(name: str, year: int) -> None:
    faults = []
    if not 0 < len(name.strip()) <= _LONGEST_NAME:
        faults.append(Fault("competition_name_wrong", {"longest": _LONGEST_NAME}, where="name"))
    if not 2000 <= year <= 2100:
        faults.append(Fault("year_wrong", {"year": year}, where="year"))
    if faults:
        raise Refusal(*faults)


def _contests(act: Act, competition: Competition) -> list[Contest]:
    chosen = select(Contest).where(Contest.competition_id == competition.id)
    return list(act.session.scalars(chosen.order_by(Contest.position, Contest.id)))


def _copy_contest(act: Act, contest: Contest, competition: Competition) -> None:
    copy = Contest(competition_id=competition.id, code=contest.code, name=contest.name, position=contest.position)
    act.session.add(copy)
    act.session.flush()
    found = current(act, contest)
    if found is not None:
        draft = add_version(act, copy, read(found[0].document))
        audit.record(act, "contest_copied", copy, source=contest.id, fingerprint=draft.fingerprint)
    heats = act.session.scalar(select(HeatFormat).where(HeatFormat.contest_id == contest.id))
    if heats is not None:
        act.session.add(_twin(heats, contest_id=copy.id))


def _copy_wishes(act: Act, competition: Competition, copy: Competition) -> None:
    """Rest, limits, order of contests and officials needed; whom and when (officials, times wished) stays behind."""
    wishes = wishes_of(act, competition)
    twins = {contest.code: contest.id for contest in _contests(act, copy)}
    row = act.session.scalar(select(TimetableWishes).where(TimetableWishes.competition_id == competition.id))
    if row is not None:
        act.session.add(_twin(row, competition_id=copy.id))
    for order in wishes.orders:
        act.session.add(_twin(order, contest_id=twins[order.contest.code], before_id=twins[order.before.code]))
    for need in wishes.needs:
        act.session.add(_twin(need, contest_id=twins[need.contest.code]))


def _copy_venues(act: Act, competition: Competition, copy: Competition) -> None:
    for venue in act.session.scalars(select(Venue).where(Venue.competition_id == competition.id).order_by(Venue.id)):
        act.session.add(_twin(venue, competition_id=copy.id))


def _copy_fund(act: Act, competition: Competition, copy: Competition) -> None:
    fund = act.session.scalar(select(Fund).where(Fund.competition_id == competition.id))
    if fund is None:
        return
    twin = _twin(fund, competition_id=copy.id)
    twin.lines = [FundLine(label=line.label, fen=line.fen) for line in fund.lines]
    act.session.add(twin)


def _twin(row: Row, **changed: int) -> Row:
    """A new row with the same columns, but for its number and the `changed` ones."""
    columns = {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}
    return type(row)(**{**columns, "id": None, **changed})
