"""评委会决定: an extra prize or a withdrawn one, recorded with its minute and shown beside the result."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from scoring.rulebook import Rulebook
from web.config import TIME_ZONE
from web.db.models import CommitteeDecision, Contest, Entry
from web.services import audit, results
from web.services.act import Act
from web.services.refusals import Fault, NotFound, Refusal

KINDS = ("extra_prize", "withdraw_prize")
_LONGEST_MINUTE = 500


def decide(
    act: Act, contest: Contest, entry: Entry, kind: str, tier: str, minute: str, decided_on: date
) -> CommitteeDecision:
    """Record a decision on one entry; nothing published changes until the next version carries it.

    The last decision on an entry counts, earlier ones stay. Faults: decision_kind_unknown, decision_tier_unknown
    (tier), decision_minute_missing, decision_minute_long (longest), decision_in_future, decision_without_prize (none
    to withdraw), decision_same_prize, decision_unplaced; NotFound for an entry of another contest or a withdrawn one.
    """
    worked = results.work(act, contest)
    code = results.entry_code(entry.id)
    if code not in worked.sources.by_code:
        raise NotFound(Fault("not_found"))
    row = worked.outcome.standings.row(code)
    faults = [*_form_faults(worked.rulebook, kind, tier, minute), *_day_faults(act, decided_on)]
    if not faults and row.place is None:
        faults.append(Fault("decision_unplaced"))
    if not faults:
        faults += _sense_faults(kind, tier, row.prize, settles=row.prize_note == "tie_open")
    if faults:
        raise Refusal(*faults)
    decision = CommitteeDecision(
        contest_id=contest.id,
        run=contest.run,
        entry_id=entry.id,
        kind=kind,
        tier=tier if kind == "extra_prize" else "",
        minute=minute.strip(),
        decided_on=decided_on,
        recorded_by_id=act.account_id,
        recorded_at=act.now,
    )
    act.session.add(decision)
    act.session.flush()
    committed = audit.commitment(act, contest, decision.minute)
    audit.record(
        act, "committee_decision", contest, decision=decision.id, entry=entry.id, decided=kind, minute=committed
    )
    return decision


def _form_faults(rulebook: Rulebook, kind: str, tier: str, minute: str) -> list[Fault]:
    faults = []
    if kind not in KINDS:
        faults.append(Fault("decision_kind_unknown"))
    if kind == "extra_prize" and tier not in {prize.name for prize in rulebook.awards.prizes}:
        faults.append(Fault("decision_tier_unknown", {"tier": tier}))
    if not minute.strip():
        faults.append(Fault("decision_minute_missing"))
    elif len(minute.strip()) > _LONGEST_MINUTE:
        faults.append(Fault("decision_minute_long", {"longest": _LONGEST_MINUTE}))
    return faults


def _day_faults(act: Act, decided_on: date) -> list[Fault]:
    today = act.now.astimezone(ZoneInfo(TIME_ZONE)).date()
    return [Fault("decision_in_future")] if decided_on > today else []


def _sense_faults(kind: str, tier: str, prize: str | None, *, settles: bool) -> list[Fault]:
    """A decision that would change nothing is a slip; withdrawing from an open tie settles it with no prize."""
    if kind == "withdraw_prize" and prize is None and not settles:
        return [Fault("decision_without_prize")]
    if kind == "extra_prize" and prize == tier:
        return [Fault("decision_same_prize", {"tier": tier})]
    return []
