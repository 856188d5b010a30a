"""逐件台账: numbered reports of a tally, one after the other; a report keeps its number while its state changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.rulebook import Rulebook
from web.db.models import ResultLine
from web.services import rules
from web.services.act import Act
from web.services.filling.changes import Change
from web.services.filling.desk import FillingDesk, store_changes
from web.services.filling.finding import Finder
from web.services.filling.numbered import lines_of, strike, struck
from web.services.lines import REPORTER, RESULTS, key_of
from web.services.refusals import Conflict, Fault, Refusal

FIELDS = ("report", "whose", "kind", "state", "level", "department")
NEEDED = {"report": "report_number_missing", "kind": "report_kind_missing", "state": "report_state_missing"}
"""The fields without which a report says nothing, and how their lack is told."""
LONGEST = 40
"""Characters of one field."""


@dataclass(frozen=True, slots=True)
class Report:
    """One numbered report as people read it: `texts` by the names of `FIELDS`; `base` is the state it was read in.

    `meant` tells its reporter from namesakes.
    """

    number: str
    texts: Mapping[str, str]
    base: str
    meant: str = ""


def reports_of(desk: FillingDesk, words: str = "") -> list[Report]:
    """The numbered reports, the latest first, as far as one of their fields contains the words."""
    people = _people(desk)
    lines = [line for line in desk.lines.values() if line.cells.get("report")]
    found = [_read(desk, line, people) for line in sorted(lines, key=lambda line: -line.id)]
    return [one for one in found if not words or any(words in text for text in one.texts.values())]


def report_of(desk: FillingDesk, number: str) -> Report:
    """One report, empty where there is none of this number."""
    return next((one for one in reports_of(desk) if one.number == number), Report(number, {"report": number}, ""))


def choices(rulebook: Rulebook) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What kind, state and level may say: (code, name)."""
    states = dict.fromkeys(state for credit in rulebook.credits for state in credit.states)
    levels = dict.fromkeys(level for credit in rulebook.credits for level in credit.levels)
    return {
        "kind": [(kind.code, kind.name or kind.code) for kind in rulebook.kinds],
        "state": [(state, state) for state in states],
        "level": [(level, level) for level in levels],
    }


def enter_report(act: Act, desk: FillingDesk, texts: Mapping[str, str], base: str, reason: str = "") -> int:
    """Store one report, new or known by its number; how many lines changed.

    Refusal report_number_missing, report_kind_missing, report_state_missing, line_entry_unknown and its kin,
    field_long, and as `store_changes`, each at its field; Conflict report_stale when somebody else changed it.
    """
    rules.hold(act, desk.contest)
    known = report_of(desk, texts["report"])
    if texts["report"] and known.base != base:
        raise Conflict(Fault("report_stale", {"number": texts["report"]}, "report"))
    faults = [Fault("field_long", {"limit": LONGEST}, name) for name in FIELDS if len(texts.get(name, "")) > LONGEST]
    faults += [Fault(code, {}, name) for name, code in NEEDED.items() if not texts.get(name)]
    finder = Finder(desk)
    try:
        entry_id, named = finder.whose(texts["whose"])
    except Refusal as refusal:
        raise Refusal(*faults, *(Fault(one.code, one.params, "whose") for one in refusal.faults)) from None
    if faults:
        raise Refusal(*faults)
    known_lines = lines_of(desk, "report", texts["report"])
    cells = {name: finder.coded(name, texts.get(name, "")) for name in FIELDS if name != "whose"} | dict(named)
    key = key_of(desk.rulebook, RESULTS, cells)
    places = {name: name for name in FIELDS} | {REPORTER: "whose"}
    moved = [struck(desk, "report", line) for line in known_lines if line.entry_id != entry_id]
    return store_changes(act, desk, [*moved, Change(RESULTS, entry_id, key, cells, places)], reason)


def strike_report(act: Act, desk: FillingDesk, number: str, reason: str = "") -> int:
    """Take a report out of the count. Refusal report_unknown."""
    return strike(act, desk, "report", number, reason)


def _people(desk: FillingDesk) -> dict[str, tuple[str, str]]:
    """Name and staff number of everybody a line may name, by entry or reporter."""
    named = {f"r{person.id}": (person.name, person.staff_no or "") for _entry, person in desk.reporters}
    for entry in desk.sources.entries:
        person = entry.entrant.person
        named[f"e{entry.id}"] = (desk.names[entry.id], (person.staff_no or "") if person else "")
    return named


def _read(desk: FillingDesk, line: ResultLine, people: Mapping[str, tuple[str, str]]) -> Report:
    cells = line.cells
    who = f"r{cells[REPORTER]}" if cells.get(REPORTER) else f"e{line.entry_id}"
    name, staff_no = people.get(who, ("", ""))
    kinds = dict(choices(desk.rulebook)["kind"])
    home = cells.get("department", "")
    department = desk.sources.departments.get(int(home)) if home.isdecimal() else None
    texts = {
        "report": cells["report"],
        "whose": name,
        "kind": kinds.get(cells.get("kind", ""), cells.get("kind", "")),
        "state": cells.get("state", ""),
        "level": cells.get("level", ""),
        "department": department.name if department else home,
    }
    return Report(cells["report"], texts, f"{line.id}-{line.version}", staff_no or name)
