"""逐张选票: one ballot after the other as the tellers read them out; empty boxes are abstentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scoring.ballots.votes import BLANK, VOID
from scoring.rulebook import Rulebook
from scoring.rulebook.balloting import BallotItem, Grade
from scoring.rulebook.laws.ballot import items_of
from web.db.models import Entry, ResultLine
from web.services import rules
from web.services.act import Act
from web.services.filling.changes import Change
from web.services.filling.desk import FillingDesk, store_changes
from web.services.filling.numbered import strike, struck
from web.services.lines import RESULTS, key_of
from web.services.refusals import Conflict, Fault, Refusal

LONGEST_NUMBER = 20
"""Characters of a ballot's number."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot: whose votes by (entry, item), whether it is void as a whole; `base` is the state it was read in."""

    number: str
    voter_class: str = ""
    void: bool = False
    marks: Mapping[tuple[int, str], str] = field(default_factory=dict)
    base: str = ""


def papers_of(desk: FillingDesk) -> list[Paper]:
    """Every ballot typed or brought in, by number."""
    by_number: dict[str, list[ResultLine]] = {}
    for line in desk.lines.values():
        if line.cells.get("ballot"):
            by_number.setdefault(line.cells["ballot"], []).append(line)
    return [_read(number, lines) for number, lines in sorted(by_number.items(), key=lambda one: _ordinal(one[0]))]


def paper_of(desk: FillingDesk, number: str) -> Paper:
    """One ballot, empty where there is none of this number yet."""
    return next((one for one in papers_of(desk) if one.number == number), Paper(number))


def next_number(desk: FillingDesk) -> str:
    """The number after the highest one."""
    return str(max((_ordinal(one.number)[0] for one in papers_of(desk)), default=0) + 1)


def boxes(rulebook: Rulebook) -> list[tuple[BallotItem, list[Grade]]]:
    """Every item with the grades of its scale, and 废票."""
    void = [Grade(VOID)]
    return [
        (item, [*(grade for grade in rulebook.grades if grade.scale == item.scale), *void])
        for item in items_of(rulebook)
    ]


def enter_paper(act: Act, desk: FillingDesk, paper: Paper, reason: str = "") -> int:
    """Store a ballot as it was read; how many lines changed.

    Refusal ballot_number_missing, ballot_number_long, ballot_class_missing, each at its field, and as `store_changes`;
    Conflict ballot_stale when somebody else typed this number.
    """
    rules.hold(act, desk.contest)
    if faults := list(_faults(desk.rulebook, paper)):
        raise Refusal(*faults)
    before = paper_of(desk, paper.number)
    if before.base != paper.base:
        raise Conflict(Fault("ballot_stale", {"number": paper.number}, "number"))
    wanted = {change.slot: change for change in _wanted(desk, paper)}
    typed = [(slot, line) for slot, line in desk.lines.items() if line.cells.get("ballot") == paper.number]
    gone = [struck(desk, "ballot", line) for slot, line in typed if slot not in wanted]
    return store_changes(act, desk, [*gone, *wanted.values()], reason)


def strike_paper(act: Act, desk: FillingDesk, number: str, reason: str = "") -> int:
    """Take a ballot out of the count; how many lines are struck. Refusal ballot_unknown."""
    return strike(act, desk, "ballot", number, reason)


def _faults(rulebook: Rulebook, paper: Paper) -> Iterator[Fault]:
    """What is wrong with the ballot as such, before its marks are looked at."""
    if not paper.number:
        yield Fault("ballot_number_missing", {}, "number")
    if len(paper.number) > LONGEST_NUMBER:
        yield Fault("ballot_number_long", {"limit": LONGEST_NUMBER}, "number")
    if rulebook.voter_classes and not paper.voter_class:
        yield Fault("ballot_class_missing", {}, "class")


def _wanted(desk: FillingDesk, paper: Paper) -> Iterator[Change]:
    for item, _grades in boxes(desk.rulebook):
        for entry in desk.sources.entries:
            grade = paper.marks.get((entry.id, item.code)) or BLANK
            yield _change(desk, paper, entry, item.code, grade)
    if paper.void:
        yield _change(desk, paper, None, "", VOID)


def _change(desk: FillingDesk, paper: Paper, entry: Entry | None, item: str, grade: str) -> Change:
    told = {"ballot": paper.number, "item": item, "class": paper.voter_class, "grade": grade}
    cells = {name: text for name, text in told.items() if text}
    place = box_name(entry.id, item) if entry else "void"
    number = entry.id if entry else None
    return Change(RESULTS, number, key_of(desk.rulebook, RESULTS, cells), cells, {"grade": place, "class": "class"})


def _read(number: str, lines: list[ResultLine]) -> Paper:
    marks: dict[tuple[int, str], str] = {}
    for line in lines:
        if line.entry_id is not None:
            box, grade = (line.entry_id, line.cells.get("item", "")), line.cells.get("grade", BLANK)
            marks[box] = VOID if box in marks else grade  # several marks in one box
    return Paper(
        number=number,
        voter_class=next((line.cells["class"] for line in lines if line.cells.get("class")), ""),
        void=any(line.entry_id is None for line in lines),
        marks=marks,
        base=".".join(f"{line.id}-{line.version}" for line in sorted(lines, key=lambda line: line.id)),
    )


def box_name(entry_id: int, item: str) -> str:
    """The name of a box on the page."""
    return f"e{entry_id}-{item}"


def _ordinal(number: str) -> tuple[int, str]:
    """Numbers in their order, other words after them."""
    return (int(number), "") if number.isdecimal() else (0, number)
