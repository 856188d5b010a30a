"""Results from a file: read by the contest's unit, matched by staff number, stored all or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from scoring.errors import Fault as RuleFault
from scoring.errors import RuleFaults
from scoring.races import Status, parse_reading
from scoring.rulebook import Rulebook
from scoring.values import Metres, Millis
from web.db.models import Contest, Entrant, Entry
from web.services.act import Act
from web.services.intake import RESULTS, Row, read_rows
from web.services.races.results import (
    Finding,
    demand_race,
    finding_faults,
    is_published,
    race_of,
    results_of,
    store,
    unchanged,
)
from web.services.refusals import Fault, Refusal

FileRow = tuple[str, Millis | Metres | None, Status, str]
"""Entry key (staff number, or `#12` for the start number 12), reading, status, reason."""

_WORDS = {
    "": "",
    "完成": "FIN",
    "弃权": "DNS",
    "未参赛": "DNS",
    "中退": "DNF",
    "未完成": "DNF",
    "犯规": "DQ",
    "取消成绩": "DQ",
    "表演": "OOC",
    "待定": "PROV",
}


@dataclass(frozen=True, slots=True)
class _Line:
    entry: Entry
    finding: Finding


def enter_results_file(act: Act, contest: Contest, rows: Sequence[FileRow], change_reason: str = "") -> int:
    """Store the results of a list; how many were new or changed. What is stored already stays as it is.

    Refuses with the faults of all rows at once, the row's number (from 1) as the place: result_entry_unknown,
    result_row_twice, and what a single finding is refused for. Then nothing is stored.
    """
    rulebook = demand_race(act, contest)
    places = [str(number) for number in range(1, len(rows) + 1)]
    return _enter(
        act, contest, rulebook, [(place, *row) for place, row in zip(places, rows, strict=True)], change_reason
    )


def upload_results(act: Act, contest: Contest, filename: str, content: bytes, change_reason: str = "") -> int:
    """Store the results of an uploaded table (项目, 工号, 成绩, 状态, 原因); lines of other contests are passed over.

    Refuses with every fault of every line, each with its cell.
    """
    rulebook = demand_race(act, contest)
    wanted = {contest.code, contest.name}
    lines = [row for row in read_rows(filename, content, RESULTS) if row.text("contest") in wanted]
    if not lines:
        raise Refusal(Fault("results_no_lines", {"contest": contest.name}))
    faults: list[Fault] = []
    read: list[tuple[str, str, Millis | Metres | None, Status, str]] = []
    for row in lines:
        try:
            read.append((row.address("result"), row.text("staff_no"), *_read(row, rulebook)))
        except RuleFaults as error:
            faults += [Fault(fault.code, fault.params, fault.where) for fault in error.faults]
    return _enter(act, contest, rulebook, read, change_reason, faults)


def _enter(
    act: Act,
    contest: Contest,
    rulebook: Rulebook,
    rows: Iterable[tuple[str, str, Millis | Metres | None, Status, str]],
    change_reason: str,
    before: Sequence[Fault] = (),
) -> int:
    entries = _entries(act, contest)
    stored = results_of(act, contest, [entry.id for entry in entries.values()])
    lines, faults = _lines(rows, entries, rulebook)
    faults = [*before, *faults]
    changed = [line for line in lines if not unchanged(stored.get(line.entry.id), line.finding)]
    if changed and not change_reason.strip() and is_published(act, contest):
        faults.append(Fault("result_change_reason", {"contest": contest.name}))
    if faults:
        raise Refusal(*faults)
    for line in changed:
        store(act, line.entry, stored.get(line.entry.id), line.finding, rulebook, change_reason)
    return len(changed)


def _lines(
    rows: Iterable[tuple[str, str, Millis | Metres | None, Status, str]],
    entries: Mapping[str, Entry],
    rulebook: Rulebook,
) -> tuple[list[_Line], list[Fault]]:
    lines: list[_Line] = []
    faults: list[Fault] = []
    seen: set[int] = set()
    for place, key, reading, status, reason in rows:
        entry = entries.get(key.strip())
        if entry is None:
            faults.append(Fault("result_entry_unknown", {"key": key}, place))
            continue
        if entry.id in seen:
            faults.append(Fault("result_row_twice", {"key": key}, place))
        seen.add(entry.id)
        finding = Finding(status, reading, reason)
        faults += [Fault(each.code, each.params, place) for each in finding_faults(entry, finding, rulebook)]
        lines.append(_Line(entry, finding))
    return lines, faults


def _entries(act: Act, contest: Contest) -> dict[str, Entry]:
    """The contest's entries by staff number, and by `#` and start number."""
    entries = act.session.scalars(
        select(Entry)
        .where(Entry.contest_id == contest.id)
        .options(joinedload(Entry.entrant).joinedload(Entrant.person), joinedload(Entry.contest))
    )
    found: dict[str, Entry] = {}
    for entry in entries:
        person = entry.entrant.person
        if person is not None and person.staff_no:
            found[person.staff_no] = entry
        if entry.entrant.bib is not None:
            found[f"#{entry.entrant.bib}"] = entry
    return found


def _read(row: Row, rulebook: Rulebook) -> tuple[Millis | Metres | None, Status, str]:
    """Reading, status and reason of a line; raises RuleFaults with the cells as places."""
    text, word = row.text("result"), row.text("status").upper()
    code = _WORDS.get(word, word)
    if code and code not in Status.__members__:
        raise RuleFaults([RuleFault("result_status_word", {"status": word[:20]}, row.address("status"))])
    try:
        reading = parse_reading(text, race_of(rulebook)) if text else None
    except RuleFaults as error:
        raise RuleFaults([fault.at(row.address("result")) for fault in error.faults]) from error
    return reading, Status(code) if code else Status.FIN, row.text("reason")
