"""部门排名: where a tally ranks departments, their people report. Who stands behind each, in the codes of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.people import EntrantKind, Entry
from scoring.rulebook import Format, Rulebook
from web.services.lines.line import Line, entry_code

REPORTER = "reporter"
"""The cell that names a reporter by number; empty: the department itself, with nobody named."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who works where: `homes` by person number, `departments` by their key in the rules; both give entry numbers."""

    homes: Mapping[int, int] = field(default_factory=dict)
    departments: Mapping[str, int] = field(default_factory=dict)

    def people(self, lines: Sequence[Line]) -> tuple[Entry, ...]:
        """Everybody who may report for a department, and who has: people of today, and those a line names."""
        here = {(str(person), entry) for person, entry in self.homes.items()}
        named = {(line.cells.get(REPORTER, ""), line.entry_id) for line in lines if line.entry_id is not None}
        codes = sorted((reporter_code(entry, reporter), entry_code(entry)) for reporter, entry in here | named)
        return tuple(Entry(code, department=home) for code, home in codes)

    def department(self, key: str) -> str:
        """A department by the code of its entry; one that did not enter stays as it is."""
        return entry_code(self.departments[key]) if key in self.departments else key


def ranks_departments(rulebook: Rulebook) -> bool:
    """Whether people report for departments that are ranked."""
    return rulebook.format is Format.TALLY and rulebook.placed is EntrantKind.DEPARTMENT


def names_reporters(rulebook: Rulebook) -> bool:
    """Whether every report needs its reporter: something is capped, or owed, by person."""
    limits = [limit for kind in rulebook.kinds for limit in (kind.cap, kind.reward_cap, kind.target)]
    return ranks_departments(rulebook) and any(limit is not None for limit in limits)


def reporter_code(entry_id: int, reporter: str) -> str:
    """A reporter in the rules: the department's code with the person's number."""
    return f"{entry_code(entry_id)}@{reporter}"
