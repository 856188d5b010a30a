"""The entries of a contest sorted into its groups, small ones merged by rule."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.errors import Fault
from scoring.groups.bands import Assignment, assign
from scoring.groups.merging import Merged, merge_groups
from scoring.people import Entry, Person
from scoring.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Grouping:
    """`order` lists the group codes that have entries, in the rulebook's order; `""` is the whole field."""

    order: tuple[str, ...]
    members: Mapping[str, tuple[Entry, ...]]
    assignments: Mapping[str, Assignment]
    unassigned: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()

    def without(self, away: Collection[str]) -> "Grouping":
        """Return the same groups without some entries: they are left out of every comparison."""
        members = {group: tuple(e for e in found if e.code not in away) for group, found in self.members.items()}
        left = tuple(entry for entry in self.unassigned if entry.code not in away)
        return replace(self, members=members, unassigned=left)


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


def merged(assignments: Mapping[str, Assignment], rulebook: Rulebook) -> tuple[dict[str, Assignment], Merged]:
    """Return the assignments with small groups merged as the rulebook says; groups once drawn stand as drawn.

    The one function for the file interface, the board and the office.
    """
    counts = Counter(one.group for one in assignments.values() if one.group is not None)
    drawn = any(one.reason == "drawn" for one in assignments.values())
    found = Merged({}) if drawn else merge_groups(rulebook.groups, counts, rulebook.merging)
    return {entry: _moved(one, found) for entry, one in assignments.items()}, found


def _moved(assignment: Assignment, found: Merged) -> Assignment:
    home = found.homes.get(assignment.group or "", assignment.group)
    if home == assignment.group:
        return assignment
    return replace(assignment, group=home, reason="merged", merged_from=assignment.group or "")


def group_entries(rulebook: Rulebook, entries: Sequence[Entry]) -> Grouping:
    """Return everybody's group; an entry without one is a fault entry_unassigned (entry, reason).

    Warnings: groups_merged (group, into, number, needed) for each step, group_small (group, needed) for what stays.
    """
    same: dict[tuple[str | None, Person], Assignment] = {}
    for entry in entries:
        if (entry.group, entry.person) not in same:
            same[entry.group, entry.person] = assignment_of(entry, rulebook)
    assignments, found = merged({entry.code: same[entry.group, entry.person] for entry in entries}, rulebook)
    members: dict[str, list[Entry]] = {group.code: [] for group in rulebook.groups}
    unassigned = []
    for entry in sorted(entries, key=lambda entry: entry.code):
        group = assignments[entry.code].group
        if group is None:
            unassigned.append(entry)
        else:
            members.setdefault(group, []).append(entry)
    listed = [*(group.code for group in rulebook.groups), *(rulebook.index.classes if rulebook.index else ())]
    order = [code for code in (*listed, *sorted(set(members) - set(listed))) if members.get(code)]
    return Grouping(
        order=tuple(order),
        members={code: tuple(members[code]) for code in order},
        assignments=assignments,
        unassigned=tuple(unassigned),
        faults=tuple(
            Fault("entry_unassigned", {"entry": entry.code, "reason": assignments[entry.code].reason})
            for entry in unassigned
        ),
        warnings=merge_warnings(found, rulebook),
    )


def merge_warnings(found: Merged, rulebook: Rulebook) -> tuple[Fault, ...]:
    """Return what to tell of the merging: groups_merged for each step, group_small for what stays too small."""
    needed = rulebook.merging.below or 0
    steps = [
        Fault("groups_merged", {"group": one.group, "into": one.into, "number": one.entries, "needed": needed})
        for one in found.steps
    ]
    return (*steps, *(Fault("group_small", {"group": code, "needed": needed}) for code in found.small))
