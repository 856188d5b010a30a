"""项目: creating, copying, naming and ordering the contests of a competition."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import func, select

from scoring.rulebook import as_tables, canonical, read_tables
from web.db.models import Competition, Contest
from web.services import audit
from web.services.act import Act
from web.services.contest_copies import copy_competition
from web.services.refusals import Fault, Refusal, refuse
from web.services.rules import current, draft_version, read, save_draft, unconfirmed_date
from web.services.rules.versions import add_version

__all__ = [
    "confirm_reference_date",
    "copy_competition",
    "create_contest",
    "free_code",
    "move_contest",
    "rename_contest",
]

_CODE = re.compile(r"[A-Za-z0-9_]{1,40}")
_LONGEST_NAME = 120


def create_contest(
    act: Act, competition: Competition, code: str, name: str, document: str, *, confirmed: bool = True
) -> Contest:
    """A new contest, last in order, with `document` as the draft of its rules.

    `confirmed` False marks the reference date as taken over from elsewhere: it must be confirmed before freezing.
    Raises Refusal contest_code_wrong, contest_code_taken, contest_name_wrong; RuleFaults for the document.
    """
    faults = [*_code_faults(act, competition, code), *_name_faults(name)]
    if faults:
        raise Refusal(*faults)
    rulebook = read(document)
    last = act.session.scalar(select(func.max(Contest.position)).where(Contest.competition_id == competition.id))
    contest = Contest(
        competition_id=competition.id,
        code=code,
        name=name.strip(),
        position=(last or 0) + 1,
        reference_date_confirmed_at=act.now if confirmed else None,
    )
    act.session.add(contest)
    act.session.flush()
    act.session.expire(competition, ["contests"])
    draft = add_version(act, contest, rulebook)
    audit.record(act, "contest_created", contest, contest=contest.id, fingerprint=draft.fingerprint)
    return contest


def free_code(competition: Competition, wished: str) -> str:
    """The wished code, with a number behind it when a contest has it already."""
    taken = {contest.code for contest in competition.contests}
    return next(code for n in range(1, len(taken) + 2) if (code := wished if n == 1 else f"{wished}_{n}") not in taken)


def rename_contest(act: Act, contest: Contest, name: str) -> None:
    """Give the contest another name; rules in force keep the title they were frozen with."""
    faults = _name_faults(name)
    if faults:
        raise Refusal(*faults)
    contest.name = name.strip()
    audit.record(act, "contest_renamed", contest, name=audit.commitment(act, contest, contest.name))


def move_contest(act: Act, contest: Contest, step: int) -> None:
    """Exchange the contest with its neighbour above (`step` -1) or below (1); at the end of the list nothing moves."""
    chosen = select(Contest).where(Contest.competition_id == contest.competition_id)
    listed = list(act.session.scalars(chosen.order_by(Contest.position, Contest.id)))
    at = listed.index(contest)
    if not 0 <= at + step < len(listed):
        return
    listed[at], listed[at + step] = listed[at + step], listed[at]
    for position, one in enumerate(listed, 1):
        one.position = position


def confirm_reference_date(act: Act, contest: Contest, day: date) -> None:
    """Confirm the reference date (年龄计算截止日), or change it to `day` in the draft.

    Raises Refusal no_reference_date (the rules count no ages), and what `save_draft` raises for a changed date.
    """
    found = current(act, contest)
    draft = draft_version(act, contest)
    rulebook = read(draft.document) if draft else found[1] if found else None
    if rulebook is None or rulebook.age_rule is None:
        raise refuse("no_reference_date", contest=contest.name)
    if rulebook.age_rule.reference_date != day:
        tables = as_tables(rulebook)
        tables["groups"] = {**tables["groups"], "reference_date": day}
        save_draft(act, contest, canonical(read_tables(tables)))
    if unconfirmed_date(contest, rulebook) is not None:
        contest.reference_date_confirmed_at = act.now
    audit.record(act, "reference_date_confirmed", contest, date=day.isoformat())


def _code_faults(act: Act, competition: Competition, code: str) -> list[Fault]:
    if not _CODE.fullmatch(code):
        return [Fault("contest_code_wrong", {"code": code[:40]}, where="code")]
    taken = act.session.scalar(select(Contest.id).where(Contest.competition_id == competition.id, Contest.code == code))
    return [Fault("contest_code_taken", {"code": code}, where="code")] if taken else []


def _name_faults(name: str) -> list[Fault]:
    if 0 < len(name.strip()) <= _LONGEST_NAME:
        return []
    return [Fault("contest_name_wrong", {"longest": _LONGEST_NAME}, where="name")]
