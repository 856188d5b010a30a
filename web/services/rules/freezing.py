"""Freezing the rules before anything is scored, and the one way out afterwards: void the run and start again."""

from __future__ import annotations

from sqlalchemy import select, update

from web.db.models import Certificate, Contest, Entry, ResultVersion, RulebookVersion, Sheet
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse
from web.services.rules.scores import has_scores
from web.services.rules.versions import add_version, draft_version, frozen_version, hold, read, unconfirmed_date

__all__ = ["blockers", "freeze", "has_scores", "void_and_restart"]


def blockers(act: Act, contest: Contest) -> list[Fault]:
    """Everything that keeps the draft from being frozen (a missing reason apart).

    no_draft; rules_scored (marks or times exist: void and restart instead); reference_date_unconfirmed (date);
    entries_closed_by_old_rules (people were grouped by the version in force: open entries again first).
    """
    draft, old = draft_version(act, contest), frozen_version(act, contest)
    if draft is None:
        return [Fault("no_draft")]
    found = []
    if old is not None and has_scores(act, contest):
        found.append(Fault("rules_scored", {"contest": contest.name}))
    rulebook = read(draft.document)
    stale = unconfirmed_date(contest, rulebook)
    if stale is not None:
        found.append(Fault("reference_date_unconfirmed", {"date": stale.isoformat()}, where=contest.name))
    if contest.entries_closed_at is not None:
        found.append(Fault("entries_closed_by_old_rules", {"contest": contest.name}))
    return found


def freeze(act: Act, contest: Contest, reason: str = "") -> RulebookVersion:
    """Put the draft in force with its number and fingerprint; the version in force before is replaced, not changed.

    A second version of one run needs a `reason`. Raises Refusal with every blocker (see `blockers`) and reason_missing,
    RuleFaults when the document is faulty after all.
    """
    hold(act, contest)
    old = frozen_version(act, contest)
    faults = blockers(act, contest)
    if old is not None and not reason.strip():
        faults.append(Fault("reason_missing", where="reason"))
    draft = draft_version(act, contest)
    if faults or draft is None:
        raise Refusal(*faults)
    read(draft.document)
    if old is not None:
        old.state = "replaced"
    draft.state, draft.frozen_at, draft.frozen_by_id = "frozen", act.now, act.account_id
    draft.reason = reason.strip() or draft.reason
    audit.record(
        act,
        "rules_frozen",
        contest,
        number=draft.number,
        fingerprint=draft.fingerprint,
        run=contest.run,
        replaces=old.number if old else 0,
        reason=_committed(act, contest, draft.reason),
    )
    return draft


def void_and_restart(act: Act, contest: Contest, reason: str) -> RulebookVersion:
    """Void the current run and begin the next one with a new draft of the same rules (作废重赛), minuted.

    Sheets and result versions become void, certificates of those versions too; race results stay under their run.
    Nothing is deleted. Entries open again and lose their groups; blind codes stay. Raises Refusal reason_missing,
    rules_not_frozen, nothing_scored (without marks and times a new version is enough).
    """
    hold(act, contest)
    old = frozen_version(act, contest)
    if old is None:
        raise refuse("rules_not_frozen", contest=contest.name)
    if not has_scores(act, contest):
        raise refuse("nothing_scored", contest=contest.name)
    if not reason.strip():
        raise Refusal(Fault("reason_missing", where="reason"))
    counts = _void_run(act, contest)
    for version in (old, draft_version(act, contest)):
        if version is not None:
            version.state = "void"
    voided, contest.run, contest.entries_closed_at = contest.run, contest.run + 1, None
    act.session.execute(update(Entry).where(Entry.contest_id == contest.id).values(group_code=None, group_reason=None))
    draft = add_version(act, contest, read(old.document), reason.strip())
    minute = _committed(act, contest, draft.reason)
    audit.record(act, "run_voided", contest, run=voided, rules=old.number, reason=minute, draft=draft.number, **counts)
    return draft


def _void_run(act: Act, contest: Contest) -> dict[str, int]:
    """Mark the sheets, result versions and certificates of the current run void; how many of each."""
    entries = select(Entry.id).where(Entry.contest_id == contest.id)
    published = select(ResultVersion.id).where(ResultVersion.contest_id == contest.id, ResultVersion.run == contest.run)
    certificates = update(Certificate).where(Certificate.result_version_id.in_(published), Certificate.state == "valid")
    sheets = update(Sheet).where(Sheet.entry_id.in_(entries), Sheet.run == contest.run)
    results = update(ResultVersion).where(ResultVersion.contest_id == contest.id, ResultVersion.run == contest.run)
    named = {"certificates": certificates, "sheets": sheets, "results": results}
    return {name: _rows(act, change.values(state="void")) for name, change in named.items()}


def _rows(act: Act, change: object) -> int:
    outcome = act.session.execute(change)  # type: ignore[call-overload]
    return int(outcome.rowcount)


def _committed(act: Act, contest: Contest, reason: str) -> str:
    """The reason may name people, so the log holds its salted commitment; the text stands with the version."""
    return audit.commitment(act, contest, reason) if reason else ""
