"""Drafts read by the readers of the rules: every fault with the place where it was typed, and people by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.errors import Fault as RuleFault
from scoring.errors import RuleFaults
from scoring.files.people import read_entries
from scoring.races import Status
from scoring.rulebook import Rulebook
from web.services.filling.changes import Draft
from web.services.lines import ENTRIES, REPORTER, RESULTS, entry_code, names_reporters, reporter_code, results_of
from web.services.lines.reading import table_of
from web.services.refusals import Fault
from web.services.results.inputs import scoring_entries
from web.services.results.sources import Sources

Names = Mapping[int, str]
"""What entries are called here, by their numbers."""


def faults_of(rulebook: Rulebook, sources: Sources, drafts: Sequence[Draft], names: Names) -> list[Fault]:
    """Everything wrong with the lines as they would be, told once, in the order of the tables."""
    standing = [draft for draft in drafts if not draft.struck and (draft.entry_id is None or draft.entry_id in names)]
    entries = scoring_entries(rulebook, sources)
    found: list[Fault] = []
    try:
        read_entries(table_of(rulebook, ENTRIES, standing), rulebook)
    except RuleFaults as wrong:
        found += _placed(rulebook, ENTRIES, standing, wrong.faults, names)
    try:
        results_of(rulebook, standing, entries, crowd=sources.crowd)
    except RuleFaults as wrong:
        found += _placed(rulebook, RESULTS, standing, wrong.faults, names)
    more = _race_faults(standing, names) if rulebook.race else _nobody_named(standing, names, rulebook)
    return [*found, *more]


def _placed(
    rulebook: Rulebook, kind: str, drafts: Sequence[Draft], faults: Sequence[RuleFault], names: Names
) -> list[Fault]:
    columns = table_of(rulebook, kind, ()).columns
    lines = [draft for draft in drafts if draft.kind == kind]
    codes = {entry_code(number): name for number, name in names.items()}
    codes |= {
        reporter_code(draft.entry_id, draft.cells.get(REPORTER, "")): codes[entry_code(draft.entry_id)]
        for draft in lines
        if draft.entry_id is not None
    }
    told = []
    for fault in faults:
        draft = lines[fault.line - 1] if 0 < fault.line <= len(lines) else None
        column = columns[fault.column - 1] if fault.column else ""
        where = _where(draft, column, names) if draft else ""
        entry = str(fault.params.get("entry", ""))
        named = {"entry": codes[entry]} if entry in codes else {}
        told.append(Fault(fault.code, {**fault.params, **named}, where))
    return told


def _where(draft: Draft, column: str, names: Names) -> str:
    """The box or cell of the column; else the first one of the line; else whose line it is."""
    places = draft.places
    return places.get(column) or next(iter(places.values()), "") or names.get(draft.entry_id or 0, "")


def _nobody_named(drafts: Sequence[Draft], names: Names, rulebook: Rulebook) -> list[Fault]:
    """Where something is capped or owed by person every report names its reporter."""
    if not names_reporters(rulebook):
        return []
    nameless = [draft for draft in drafts if draft.kind == RESULTS and not draft.cells.get(REPORTER)]
    return [Fault("reporter_missing", {}, _where(draft, "", names)) for draft in nameless]


def _race_faults(drafts: Sequence[Draft], names: Names) -> list[Fault]:
    """What the race desk asks as well: nobody is DNS by a remark alone, and a DQ names its clause."""
    rounds: dict[tuple[int | None, str], list[Draft]] = {}
    for draft in drafts:
        if draft.kind == RESULTS:
            rounds.setdefault((draft.entry_id, draft.cells.get("round", "")), []).append(draft)
    found = []
    for (entry_id, _round), lines in rounds.items():
        name = {"name": names.get(entry_id or 0, "")}
        if not any(line.cells.get("result") or line.cells.get("status") for line in lines):
            found.append(Fault("line_without_result", name, _where(lines[0], "", names)))
        found += [
            Fault("result_dq_reason", name, _where(line, "reason", names))
            for line in lines
            if line.cells.get("status") == Status.DQ.value and not line.cells.get("reason")
        ]
    return found
