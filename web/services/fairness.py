"""公平性说明: asked for a contest, worked out in the background, kept beside the result and never in it.

Off until an organizer asks; asking, working out and switching off are logged. Judges see none of it, and nothing is
worked out while a sheet is still open: figures about judges would reach those who are still marking.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import rfc8785
from sqlalchemy import select

from scoring.errors import RuleFaults
from scoring.fairness.admission import judging_of
from scoring.results import Results
from scoring.rulebook import Rulebook, fingerprint
from web.db.models import Contest, FairnessAccount, Job
from web.db.queries import one
from web.jobs import ledger
from web.services import audit, rules
from web.services.act import Act
from web.services.job_context import JobContext
from web.services.refusals import Fault, Refusal, refuse
from web.services.results.inputs import scoring_inputs
from web.services.results.sources import read_sources

if TYPE_CHECKING:
    from scoring.fairness.account import Part

KIND = "account_fairness"
_SEEDS = 2**31
_FOR_NOW = ("fairness_sheets_open", "fairness_no_marks")
"""Obstacles that go away as the contest goes on."""
_PERMILLE = {"severity": 100, "methods": 250, "draws": 600, "agreement": 800, "departments": 850}
"""Progress when a part begins."""


@dataclass(frozen=True, slots=True)
class FairnessStanding:
    """How a contest's account stands: what was asked and worked out, the job at it, why it cannot be worked out now,
    and what has moved since (`rules`, `marks`)."""

    row: FairnessAccount | None
    job: Job | None
    obstacle: Fault | None
    moved: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether an organizer has switched it on."""
        return self.row is not None and self.row.asked_at is not None

    @property
    def ruled_out(self) -> bool:
        """Whether the rules leave no account, whatever is marked yet."""
        return self.obstacle is not None and self.obstacle.code not in _FOR_NOW

    @property
    def running(self) -> bool:
        """Whether it is being worked out."""
        return self.job is not None and self.job.state in ("queued", "running")

    @property
    def document(self) -> dict[str, Any] | None:
        """The account as it was worked out last."""
        return self.row.document if self.row is not None and self.asked else None


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What an account is made of."""

    rulebook: Rulebook
    results: Results

    @property
    def rules_fingerprint(self) -> str:
        """That of the frozen rulebook."""
        return fingerprint(self.rulebook)

    @property
    def marks_fingerprint(self) -> str:
        """SHA-256 of the canonical JSON of everything but the rules: marks, states, entries, departments, decisions."""
        return hashlib.sha256(rfc8785.dumps(_plain(self.results))).hexdigest()


def standing(act: Act, contest: Contest) -> FairnessStanding:
    """How the account of a contest stands."""
    row = act.session.scalar(select(FairnessAccount).where(FairnessAccount.contest_id == contest.id))
    job = act.session.get(Job, row.job_id) if row is not None and row.job_id else None
    try:
        inputs = _inputs(act, contest)
    except Refusal as refusal:
        return FairnessStanding(row, job, refusal.faults[0], ("marks",) if row is not None and row.document else ())
    return FairnessStanding(row, job, None, _moved(row, inputs) if row is not None and row.document else ())


def ask(act: Act, contest: Contest) -> None:
    """Switch the account on and work it out as soon as every sheet is sealed.

    Refusals: rules_not_frozen, and where a contest has no account fairness_not_judged, fairness_no_panel,
    fairness_places_given, fairness_several_rounds.
    """
    _ruled(act, contest)
    rules.hold(act, contest)
    found = standing(act, contest)
    row = found.row
    if row is None:
        row = FairnessAccount(contest_id=contest.id, seed=secrets.randbelow(_SEEDS))
        act.session.add(row)
    if row.asked_at is None:
        row.asked_at = act.now
        audit.record(act, "fairness_asked", contest, seed=row.seed)
    if found.obstacle is None and not found.running:
        _enqueue(act, contest, row)


def work_again(act: Act, contest: Contest) -> None:
    """Work it out again with the same seed. Refusals: fairness_off, fairness_sheets_open and those of `ask`."""
    rules.hold(act, contest)
    found = standing(act, contest)
    if found.row is None or not found.asked:
        raise refuse("fairness_off")
    if found.obstacle is not None:
        raise Refusal(found.obstacle)
    if not found.running:
        _enqueue(act, contest, found.row)


def switch_off(act: Act, contest: Contest) -> None:
    """Switch it off: what was worked out is deleted, the seed is kept, so that asking again gives the same figures."""
    rules.hold(act, contest)
    found = standing(act, contest)
    if found.row is None or not found.asked:
        return
    if found.job is not None:
        ledger.ask_to_stop(act.session, found.job, act.now)
    row = found.row
    row.asked_at = row.document = row.worked_at = None
    row.rules_fingerprint = row.marks_fingerprint = ""
    audit.record(act, "fairness_switched_off", contest)


class _Stopped(Exception):
    """Somebody asked the job to stop."""


def run_account(ctx: JobContext) -> None:
    """The job "account_fairness": read, work out, then keep the account and end the job in one transaction."""
    contest_id = ctx.order["contest_id"]
    with ctx.reading() as act:
        inputs = _inputs(act, one(act.session, Contest, id=contest_id))
        seed = one(act.session, FairnessAccount, contest_id=contest_id).seed
    try:
        document = _worked_out(ctx, inputs, seed)
    except _Stopped:
        document = None
    with ctx.finishing(stopped=document is None) as act:
        if document is not None:
            _keep(act, contest_id, inputs, document)


def _worked_out(ctx: JobContext, inputs: _Inputs, seed: int) -> dict[str, Any]:
    from scoring.fairness.account import account  # loads NumPy and SciPy: in the worker, when asked
    from scoring.files.fairness.document import as_document

    def watch(part: Part) -> None:
        if not ctx.progress(_PERMILLE[part.value], f"fairness_{part.value}"):
            raise _Stopped

    try:
        return as_document(account(inputs.rulebook, inputs.results, seed, watch=watch))
    except RuleFaults as found:
        raise _as_refusal(found) from found


def _keep(act: Act, contest_id: int, inputs: _Inputs, document: dict[str, Any]) -> None:
    """Store the account, unless it was switched off meanwhile."""
    contest = one(act.session, Contest, id=contest_id)
    rules.hold(act, contest)
    row = one(act.session, FairnessAccount, contest_id=contest_id)
    if row.asked_at is None:
        return
    row.document, row.worked_at = document, act.now
    row.rules_fingerprint, row.marks_fingerprint = inputs.rules_fingerprint, inputs.marks_fingerprint
    fingerprints = {"rules": row.rules_fingerprint, "marks": row.marks_fingerprint}
    audit.record(act, "fairness_worked_out", contest, seed=row.seed, **fingerprints)


def _enqueue(act: Act, contest: Contest, row: FairnessAccount) -> None:
    where = {"competition_id": contest.competition_id, "account_id": act.account_id}
    row.job_id = ledger.enqueue(act.session, act.now, KIND, {"contest_id": contest.id}, **where).id


def _ruled(act: Act, contest: Contest) -> Rulebook:
    """The frozen rules of a contest that has an account."""
    rulebook = rules.frozen(act, contest)
    try:
        judging_of(rulebook)
    except RuleFaults as found:
        raise _as_refusal(found) from found
    return rulebook


def _inputs(act: Act, contest: Contest) -> _Inputs:
    """What the account is made of now. Refusals: those of `_ruled`, fairness_sheets_open, fairness_no_marks."""
    rulebook = _ruled(act, contest)
    sources = read_sources(act.session, contest)
    waiting = sources.unsealed + sources.sheets_missing
    if waiting:
        raise refuse("fairness_sheets_open", n=waiting)
    if not any(sheet.state == "sealed" for sheet in sources.sheets):
        raise refuse("fairness_no_marks")
    return _Inputs(rulebook, scoring_inputs(rulebook, sources))


def _moved(row: FairnessAccount, inputs: _Inputs) -> tuple[str, ...]:
    """What differs from the rules and marks the stored account was made of."""
    pairs = {
        "rules": (row.rules_fingerprint, inputs.rules_fingerprint),
        "marks": (row.marks_fingerprint, inputs.marks_fingerprint),
    }
    return tuple(name for name, (then, now) in pairs.items() if then != now)


def _as_refusal(found: RuleFaults) -> Refusal:
    return Refusal(*(Fault(fault.code, fault.params) for fault in found.faults))


def _plain(value: Any) -> Any:
    """A value of the rules as JSON with one spelling: sets sorted, anything but numbers and truth as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(str(inner) for inner in value)
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    return value if value is None or isinstance(value, int | bool) else str(value)
