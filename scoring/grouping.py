"""The entries of a contest sorted into its groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.errors import Fault
from scoring.groups.bands import Assignment, assign
from scoring.people import Entry
from scoring.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Grouping:
    """`order` lists the group codes that have entries, in the rulebook's order; `""` is the whole field."""

    order: tuple[str, ...]
    members: Mapping[str, tuple[Entry, ...]]
    assignments: Mapping[str, Assignment]
    unassigned: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def assignment_of(entry: Entry, rulebook: Rulebook) -> Assignment:
    """Return the group an entry was drawn in, or the one the rulebook's groups give it.

    A group that was drawn must be one of the rulebook's, if it has any (reason `group_unknown`).
    """
    if entry.group is None:
        return assign(entry.person, rulebook.groups, rulebook.age_rule)
    known = {group.code for group in rulebook.groups}
    if known and entry.group not in known:
        return Assignment(None, "group_unknown", candidates=(entry.group,))
    return Assignment(entry.group, "drawn")


def group_entries(rulebook: Rulebook, entries: Sequence[Entry]) -> Grouping:
    """Return everybody's group; an entry without one is a fault entry_unassigned (entry, reason)."""
    assignments = {entry.code: assignment_of(entry, rulebook) for entry in entries}
    members: dict[str, list[Entry]] = {group.code: [] for group in rulebook.groups}
    unassigned = []
    for entry in sorted(entries, key=lambda entry: entry.code):
        group = assignments[entry.code].group
        if group is None:
            unassigned.append(entry)
        else:
            members.setdefault(group, []).append(entry)
    drawn = sorted(set(members) - {group.code for group in rulebook.groups})
    order = [code for code in (*(group.code for group in rulebook.groups), *drawn) if members[code]]
    return Grouping(
        order=tuple(order),
        members={code: tuple(members[code]) for code in order},
        assignments=assignments,
        unassigned=tuple(unassigned),
        faults=tuple(
            Fault("entry_unassigned", {"entry": entry.code, "reason": assignments[entry.code].reason})
            for entry in unassigned
        ),
    )
