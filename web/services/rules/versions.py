"""The numbered versions of a contest's rulebook: one canonical document each, kept for good."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from sqlalchemy import func, select

from scoring.rulebook import Change, Rulebook, canonical, compare, fingerprint, parse
from web.db.models import Contest, RulebookVersion
from web.db.queries import one
from web.services import audit
from web.services.act import Act
from web.services.refusals import Conflict, Fault, refuse
from web.services.rules.scores import has_scores


@lru_cache(maxsize=256)
def read(document: str) -> Rulebook:
    """The rules of a document; the same text always gives the same frozen value. Raises RuleFaults."""
    return parse(document)


def is_judged(rulebook: Rulebook) -> bool:
    """Whether judges' marks decide."""
    return rulebook.judging is not None


def is_race(rulebook: Rulebook) -> bool:
    """Whether a time or a distance decides."""
    return rulebook.race is not None


def frozen(act: Act, contest: Contest) -> Rulebook:
    """The rules in force; Refusal rules_not_frozen before that, so that nothing is drawn, marked or timed too early."""
    version = frozen_version(act, contest)
    if version is None:
        raise refuse("rules_not_frozen", contest=contest.name)
    return read(version.document)


def frozen_version(act: Act, contest: Contest) -> RulebookVersion | None:
    """The version in force, if the rules are frozen."""
    return _in_state(act, contest, "frozen")


def draft_version(act: Act, contest: Contest) -> RulebookVersion | None:
    """The draft being worked on, if there is one."""
    return _in_state(act, contest, "draft")


def current(act: Act, contest: Contest) -> tuple[RulebookVersion, Rulebook] | None:
    """The version in force, else the draft, with its rules."""
    version = frozen_version(act, contest) or draft_version(act, contest)
    return None if version is None else (version, read(version.document))


def versions(act: Act, contest: Contest) -> list[RulebookVersion]:
    """All versions, the newest first."""
    chosen = select(RulebookVersion).where(RulebookVersion.contest_id == contest.id)
    return list(act.session.scalars(chosen.order_by(RulebookVersion.number.desc())))


def hold(act: Act, contest: Contest) -> None:
    """Lock the contest until the act ends and read it anew: rules, entries and scores of one contest change in turn."""
    act.session.refresh(contest, with_for_update={"of": Contest})


def save_draft(act: Act, contest: Contest, document: str, base: str | None = None) -> RulebookVersion:
    """Keep `document` as the contest's draft, in canonical form.

    Without a draft a new numbered one begins; versions frozen before stay untouched. A changed reference date counts
    as confirmed. `base` is the fingerprint the editor started from: Conflict stale_version when the draft has moved on.
    Raises RuleFaults for a faulty document, Refusal rules_scored once something was marked or timed.
    """
    rulebook = read(document)
    hold(act, contest)
    draft, old = draft_version(act, contest), frozen_version(act, contest)
    if old is not None and has_scores(act, contest):
        raise refuse("rules_scored", contest=contest.name)
    shown = draft or old
    if base is not None and shown is not None and shown.fingerprint != base:
        raise Conflict(Fault("stale_version"))
    if shown is not None and _reference_date(rulebook) != _reference_date(read(shown.document)):
        contest.reference_date_confirmed_at = act.now
    if draft is None:
        draft = add_version(act, contest, rulebook)
    draft.document, draft.fingerprint = canonical(rulebook), fingerprint(rulebook)
    audit.record(act, "rules_drafted", contest, number=draft.number, fingerprint=draft.fingerprint)
    return draft


def add_version(act: Act, contest: Contest, rulebook: Rulebook, reason: str = "") -> RulebookVersion:
    """Begin the next numbered draft with these rules."""
    last = act.session.scalar(select(func.max(RulebookVersion.number)).where(RulebookVersion.contest_id == contest.id))
    draft = RulebookVersion(
        contest_id=contest.id,
        number=(last or 0) + 1,
        state="draft",
        document=canonical(rulebook),
        fingerprint=fingerprint(rulebook),
        reason=reason,
        created_at=act.now,
    )
    act.session.add(draft)
    act.session.flush()
    return draft


def discard_draft(act: Act, contest: Contest) -> None:
    """Give up a draft while older rules are in force; it stays on record, void. Refusal no_draft, rules_not_frozen."""
    draft = draft_version(act, contest)
    if draft is None:
        raise refuse("no_draft")
    frozen(act, contest)
    draft.state = "void"
    audit.record(act, "rules_draft_discarded", contest, number=draft.number)


def compare_versions(
    act: Act, contest: Contest, old: int, new: int
) -> tuple[RulebookVersion, RulebookVersion, tuple[Change, ...]]:
    """Two versions of this contest by number, and every key that differs; Missing when there is no such number."""
    before = one(act.session, RulebookVersion, contest_id=contest.id, number=old)
    after = one(act.session, RulebookVersion, contest_id=contest.id, number=new)
    return before, after, compare(read(before.document), read(after.document))


def unconfirmed_date(contest: Contest, rulebook: Rulebook) -> date | None:
    """The reference date (年龄计算截止日) that still has to be confirmed, as after copying; else None."""
    if contest.reference_date_confirmed_at is not None:
        return None
    return _reference_date(rulebook)


def _reference_date(rulebook: Rulebook) -> date | None:
    return rulebook.age_rule.reference_date if rulebook.age_rule else None


def _in_state(act: Act, contest: Contest, state: str) -> RulebookVersion | None:
    chosen = select(RulebookVersion).where(RulebookVersion.contest_id == contest.id, RulebookVersion.state == state)
    return act.session.scalars(chosen.order_by(RulebookVersion.number.desc())).first()
