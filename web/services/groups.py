"""组别: everybody's group by the rules, closing the entries for the draw, opening them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from scoring import errors
from scoring.grouping import merged
from scoring.groups import Assignment, NearLimit, assign, eligibility, near_limit, partition_faults
from scoring.people import Gender, PostCategory
from scoring.people import Person as Facts
from scoring.rulebook import Rulebook
from web.db.models import Contest, Entrant, Entry, Person
from web.services import audit
from web.services.act import Act
from web.services.blind_codes import new_blind_code
from web.services.refusals import Fault, Refusal, refuse
from web.services.rules import current, frozen, has_scores, hold, unconfirmed_date

NEAR_DAYS = 30
"""People born within so many days of a limit are listed, so that their birth date is checked before the draw."""
_GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE}
_POSTS = {post.value: post for post in PostCategory}


@dataclass(frozen=True, slots=True)
class GroupAssignment:
    """One entry's group (None: unassigned) with the whole reason; `bars` are conditions of entry it does not meet."""

    entry: Entry
    assignment: Assignment
    bars: tuple[errors.Fault, ...] = ()

    @property
    def group_code(self) -> str | None:
        """The group, "" in a contest without groups, None when it cannot be told."""
        return self.assignment.group

    @property
    def reason(self) -> str:
        """The code of the reason."""
        return self.assignment.reason

    @property
    def blocks(self) -> tuple[Fault, ...]:
        """What keeps the draw from being made, named after the entrant."""
        name = self.entry.entrant.name
        unassigned = () if self.group_code is not None else (Fault(self.reason, {}, where=name),)
        return (*unassigned, *(Fault(bar.code, bar.params, where=name) for bar in self.bars))


@dataclass(frozen=True, slots=True)
class NearPerson:
    """An entry whose person was born near a limit between groups."""

    entry: Entry
    limits: tuple[NearLimit, ...]


def assign_all(act: Act, contest: Contest) -> list[GroupAssignment]:
    """Everybody's group by the rules in force (before freezing: by the draft), in order of names' rows.

    Raises Refusal rules_not_frozen when there are no rules at all.
    """
    found = current(act, contest)
    if found is None:
        raise refuse("rules_not_frozen", contest=contest.name)
    return assign_entries(standing_entries(act, contest), found[1])


def assign_entries(entries: Sequence[Entry], rulebook: Rulebook) -> list[GroupAssignment]:
    """Each entry's group by these rules, small groups merged where they say so (`scoring.grouping.merged`)."""
    found = [assign_entry(entry, rulebook) for entry in entries]
    together, _merged = merged({str(one.entry.id): one.assignment for one in found}, rulebook)
    return [replace(one, assignment=together[str(one.entry.id)]) for one in found]


def assign_entry(entry: Entry, rulebook: Rulebook) -> GroupAssignment:
    """One entry's group by these rules alone, computed from the person, never typed in (practice.md 2, C10)."""
    facts = facts_of(entry.entrant.person)
    assignment = assign(facts, rulebook.groups, rulebook.age_rule)
    if entry.entrant.kind != rulebook.placed.value:
        kinds = {"found": entry.entrant.kind, "admitted": rulebook.placed.value}
        return GroupAssignment(entry, assignment, (errors.Fault("entrant_kind_not_admitted", kinds),))
    if entry.entrant.kind != "person":
        return GroupAssignment(entry, assignment)
    bars = eligibility(facts, rulebook.eligibility, rulebook.age_rule)
    known = {assignment.reason} if assignment.group is None else set()
    return GroupAssignment(entry, assignment, tuple(bar for bar in bars if bar.code not in known))


def facts_of(person: Person | None) -> Facts:
    """What the rules know of a person; nobody (a family, a department) is all unknown."""
    if person is None:
        return Facts()
    return Facts(
        gender=_GENDERS.get(person.gender or ""),
        birth_date=person.birth_date,
        post_category=_POSTS.get(person.post_category or ""),
    )


def standing_entries(act: Act, contest: Contest) -> list[Entry]:
    """The entries that have not been withdrawn, with entrant and person, in one query."""
    chosen = select(Entry).where(Entry.contest_id == contest.id, Entry.state == "entered").order_by(Entry.id)
    return list(act.session.scalars(chosen.options(joinedload(Entry.entrant).joinedload(Entrant.person))))


def draw_faults(rulebook: Rulebook, assignments: Sequence[GroupAssignment]) -> list[Fault]:
    """Why the draw cannot be made: an unproven partition, nobody entered, people without a group or right of entry."""
    clashes = partition_faults(rulebook.groups, rulebook.age_rule, rulebook.eligibility)
    faults = [Fault(clash.code, clash.params, where=clash.where) for clash in clashes]
    if not assignments:
        faults.append(Fault("no_entries"))
    return [*faults, *(block for one in assignments for block in one.blocks)]


def close_entries(act: Act, contest: Contest) -> list[GroupAssignment]:
    """Close the entries: write everybody's group with its reason, and blind codes where works are judged blind.

    Raises Refusal rules_not_frozen, entries_already_closed, reference_date_unconfirmed, or all of `draw_faults`.
    """
    hold(act, contest)
    rulebook = frozen(act, contest)
    if contest.entries_closed_at is not None:
        raise refuse("entries_already_closed", contest=contest.name)
    assignments = assign_all(act, contest)
    faults = draw_faults(rulebook, assignments)
    stale = unconfirmed_date(contest, rulebook)
    if stale is not None:
        faults.insert(0, Fault("reference_date_unconfirmed", {"date": stale.isoformat()}, where=contest.name))
    if faults:
        raise Refusal(*faults)
    for one in assignments:
        one.entry.group_code, one.entry.group_reason = one.group_code, reason_record(one.assignment)
    codes = _give_blind_codes(act, contest) if rulebook.blind else 0
    contest.entries_closed_at = act.now
    audit.record(act, "entries_closed", contest, entries=len(assignments), codes=codes, run=contest.run)
    return assignments


def reopen_entries(act: Act, contest: Contest, reason: str) -> None:
    """Open the entries again; groups are cleared and will be computed anew, blind codes stay with their works.

    Raises Refusal entries_not_closed, scores_exist (marks or times were given to these groups), reason_missing.
    """
    hold(act, contest)
    if contest.entries_closed_at is None:
        raise refuse("entries_not_closed", contest=contest.name)
    if has_scores(act, contest):
        raise refuse("scores_exist", contest=contest.name)
    if not reason.strip():
        raise Refusal(Fault("reason_missing", where="reason"))
    for entry in act.session.scalars(select(Entry).where(Entry.contest_id == contest.id)):
        entry.group_code = entry.group_reason = None
    contest.entries_closed_at = None
    audit.record(act, "entries_reopened", contest, reason=audit.commitment(act, contest, reason.strip()))


def near_limits(act: Act, contest: Contest) -> list[NearPerson]:
    """The entries whose person was born within 30 days of a limit between groups, nearest first."""
    found = current(act, contest)
    return [] if found is None else near_people(found[1], standing_entries(act, contest))


def near_people(rulebook: Rulebook, entries: Sequence[Entry]) -> list[NearPerson]:
    """As `near_limits`, for rules and entries at hand."""
    if rulebook.age_rule is None:
        return []
    near = []
    for entry in entries:
        born = entry.entrant.person.birth_date if entry.entrant.person else None
        limits = near_limit(born, rulebook.groups, rulebook.age_rule, NEAR_DAYS) if born else ()
        if limits:
            near.append(NearPerson(entry, limits))
    return sorted(near, key=lambda one: (one.limits[0].days, one.entry.id))


def reason_record(assignment: Assignment) -> dict[str, Any]:
    """The reason as it is stored: age, reference date, convention and the group's birth dates, never the person's."""
    span = assignment.span
    record = {
        "reason": assignment.reason,
        "age": assignment.age,
        "reference_date": assignment.reference_date and assignment.reference_date.isoformat(),
        "convention": assignment.convention and assignment.convention.value,
        "born_first": span and span.first and span.first.isoformat(),
        "born_last": span and span.last and span.last.isoformat(),
        "merged_from": assignment.merged_from or None,
    }
    return {key: value for key, value in record.items() if value is not None}


def _give_blind_codes(act: Act, contest: Contest) -> int:
    """Give every entry without one a random code of its own; return how many were given."""
    entries = list(act.session.scalars(select(Entry).where(Entry.contest_id == contest.id)))
    taken = {entry.blind_code for entry in entries if entry.blind_code}
    bare = [entry for entry in entries if entry.blind_code is None]
    for entry in bare:
        entry.blind_code = new_blind_code(taken)
        taken.add(entry.blind_code)
    return len(bare)
