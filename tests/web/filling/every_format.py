"""One contest of each format in one competition, filled, published, final: what pages, paper and tables show."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.builders import a_person
from tests.web.filling import scenes
from tests.web.results.scenes import Stage, a_stage, seat_judges
from web.db.models import Contest, Entry, Person, Sheet, SheetMark
from web.services import entries, filling, groups, publication
from web.services.act import Act

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "results"
NAMES = ["张明", "李芳", "王建国", "赵丽", "陈强", "周敏", "吴刚", "孙伟", "郑洁", "冯涛", "蒋丽华", "尼格拉·阿不都"]
HOMES = ["设备科", "后勤处", "教务处", "语文教研组"]
UNIONS = [f"第{n}基层工会" for n in "一二三四五六七"]
HEATS = {
    "预赛": {"张明": ("11.52", "1"), "李芳": ("11.60", "1"), "王建国": ("11.48", "1"), "赵丽": ("11.97", "1"),
           "陈强": ("11.71", "2"), "周敏": ("11.55", "2"), "吴刚": ("11.80", "2"), "孙伟": ("11.66", "2"),
           "郑洁": ("12.40", "1"), "冯涛": ("12.31", "2")},
    "复赛": {"张明": ("11.40", "1"), "王建国": ("11.42", "1"), "周敏": ("11.44", "1"), "李芳": ("11.52", "2"),
           "孙伟": ("11.58", "2"), "陈强": ("11.61", "2"), "赵丽": ("11.90", "1"), "吴刚": ("11.77", "2")},
    "决赛": {"张明": ("11.31", ""), "王建国": ("11.29", ""), "周敏": ("11.40", ""), "李芳": ("11.45", ""),
           "孙伟": ("11.52", ""), "陈强": ("11.60", ""), "吴刚": ("11.71", ""), "赵丽": ("DNF", "")},
}  # fmt: skip
"""A sprint of three rounds: times and heats."""


def rows_of(name: str) -> list[dict[str, str]]:
    """An example's file."""
    with (EXAMPLES / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def play(act: Act) -> tuple[Stage, dict[str, Contest]]:
    """Every contest by the code of its example, final, its certificates not yet issued."""
    stage = a_stage(act, *HOMES)
    people = [
        a_person(act, stage.union, name, department_id=stage.departments[HOMES[n % 4]].id, staff_no=f"T{n:03d}")
        for n, name in enumerate(NAMES)
    ]
    plays: Mapping[str, Callable[[Act, Stage, Contest, Sequence[Person]], None]] = {
        "ballot_cadres": _ballot,
        "vitality_index": _index,
        "ankang_cup": _cup,
        "proposals": _proposals,
        "nominate_worker": _nomination,
        "heats_and_final": _sprint,
        "long_jump": _jump,
        "diving": _diving,
        "gymnastics": _gymnastics,
    }
    played = {}
    for code, fill in plays.items():
        played[code] = scenes.an_example(act, stage, code)
        fill(act, stage, played[code], people)
        finish(act, played[code])
    return stage, played


def finish(act: Act, contest: Contest) -> None:
    """Publish a contest and let its notice run out."""
    publication.publish_preliminary(act, contest)
    publication.open_notice(act, contest)
    publication.finalize(replace(act, now=act.now + timedelta(days=15)), contest)


def enter(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> list[Entry]:
    """Entries of people; entries are closed."""
    made = [entries.enter(act, contest, entries.person_entrant(act, stage.competition, one)) for one in people]
    groups.close_entries(act, contest)
    return made


def bring_in(act: Act, contest: Contest, name: str, names: Mapping[str, str]) -> None:
    """An example's file with our names in place of its codes."""
    rows = [row for row in rows_of(name) if not row.get("judge")]
    columns = [column for column in rows[0] if column not in ("judge", "criterion", "mark")]
    table = [columns, *([names.get(row["entry"], row["entry"]), *(row[c] for c in columns[1:])] for row in rows)]
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "成绩.xlsx", scenes.a_workbook(table))
    assert filling.batch_faults(batch) == []
    filling.apply_lines(act, filling.open_desk(act, contest), batch)


def _codes(letter: str, count: int) -> dict[str, str]:
    return {f"{letter}{n:02d}": name for n, name in enumerate(NAMES[:count], 1)}


def _ballot(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    enter(act, stage, contest, people[:3])
    bring_in(act, contest, "ballot_cadres.csv", _codes("D", 3))


def _index(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    scenes.enter_unions(act, stage, contest, UNIONS)
    names = {f"U0{n}": name for n, name in enumerate(UNIONS, 1)}
    bring_in(act, contest, "vitality_index.entries.csv", names)
    bring_in(act, contest, "vitality_index.csv", names)


def _cup(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    enter(act, stage, contest, people[:6])
    bring_in(act, contest, "ankang_cup.csv", _codes("P", 6))


def _proposals(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    enter(act, stage, contest, people[:6])
    bring_in(act, contest, "proposals.csv", _codes("D", 6))


def _nomination(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    entered = dict(zip(_codes("W", 8), enter(act, stage, contest, people[:8]), strict=True))
    seats = {f"P{seat.number}": seat for seat in seat_judges(act, stage, contest)}
    sheets: dict[tuple[str, str], Sheet] = {}
    for row in rows_of("nominate_worker.csv"):
        if row["judge"]:
            entry, seat = entered[row["entry"]], seats[row["judge"]]
            new = Sheet(entry_id=entry.id, seat_id=seat.id, run=contest.run, state="sealed", marks=[])
            sheet = sheets.setdefault((row["entry"], row["judge"]), new)
            sheet.marks.append(SheetMark(criterion=row["criterion"], hundredths=round(float(row["mark"]) * 100)))
    act.session.add_all(sheets.values())
    act.session.add_all(
        Sheet(entry_id=entry.id, seat_id=seat.id, run=contest.run, state="recused", recusal_reason="declared:other")
        for code, entry in entered.items()
        for judge, seat in seats.items()
        if (code, judge) not in sheets
    )
    act.session.flush()
    bring_in(act, contest, "nominate_worker.csv", _codes("W", 8))


def _sprint(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    enter(act, stage, contest, people[:10])
    for part, (round_name, times) in enumerate(HEATS.items(), 1):
        empty = [] if round_name == "决赛" else [""]
        scenes.type_in(
            act,
            contest,
            part,
            {
                name: [time if time[0].isdigit() else "", "" if time[0].isdigit() else time, *([heat] if empty else [])]
                for name, (time, heat) in times.items()
            },
        )


def _jump(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    enter(act, stage, contest, people[:4])
    typed = {"张明": ["7.85", "X", "7.60"], "李芳": ["7.70", "785cm", "-"], "王建国": ["X", "X", "X"], "赵丽": ["DNS"]}
    scenes.type_in(act, contest, 1, typed)


def _diving(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    enter(act, stage, contest, people[:3])
    seat_judges(act, stage, contest, 7)
    for number, marks in enumerate(("7.5", "8", "6.5")):
        names = NAMES[:3]
        scenes.type_in(act, contest, 2 * number + 1, {n: [str(float(marks) - i / 2)] * 7 for i, n in enumerate(names)})
        scenes.type_in(act, contest, 2 * number + 2, {n: ["", "3.0" if i else "3.2"] for i, n in enumerate(names)})


def _gymnastics(act: Act, stage: Stage, contest: Contest, people: Sequence[Person]) -> None:
    enter(act, stage, contest, people[:3])
    typed = {"张明": ["5.6", "8.2", "0.1"], "李芳": ["5.4", "8.466"], "王建国": ["5.2", "8.4"]}
    scenes.type_in(act, contest, 1, typed)
