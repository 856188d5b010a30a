"""民主测评 from the ready example: counted by hand and by file, ranked as on the command line, told and published."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.web.filling import scenes
from tests.web.results.scenes import Stage, a_stage
from web.db.models import AuditEvent, Contest, ResultLine
from web.services import filling, publication, result_document, results
from web.services.act import Act
from web.services.refusals import Conflict, Refusal

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "results"
NAMES = {"D01": "张明", "D02": "李芳", "D03": "王建国"}


@pytest.fixture
def stage(act: Act) -> Stage:
    return a_stage(act)


def a_ballot(act: Act, stage: Stage) -> Contest:
    contest = scenes.an_example(act, stage, "ballot_cadres")
    scenes.enter_people(act, stage, contest, list(NAMES.values()))
    return contest


def example_lines() -> list[dict[str, str]]:
    with (EXAMPLES / "ballot_cadres.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def the_example_file() -> bytes:
    """The example's RESULTS with our people in place of its codes."""
    rows = example_lines()
    columns = list(rows[0])
    return scenes.a_workbook(
        [columns, *([NAMES.get(row["entry"], row["entry"]), *(row[name] for name in columns[1:])] for row in rows)]
    )


EXPECTED = [("张明", 1, "92.06"), ("李芳", 2, "73.76"), ("王建国", 3, "60.19")]


def test_the_example_file_gives_the_places_of_the_command_line(act: Act, stage: Stage) -> None:
    contest = a_ballot(act, stage)
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "票.xlsx", the_example_file())
    assert (batch.faults, act.session.query(ResultLine).count()) == ([], 0)
    filling.apply_lines(act, filling.open_desk(act, contest), batch)
    assert scenes.places(act, contest) == EXPECTED
    assert results.blockers(results.work(act, contest)) == []


def test_counts_typed_grid_by_grid_give_the_same_places(act: Act, stage: Stage) -> None:
    contest = a_ballot(act, stage)
    desk = filling.open_desk(act, contest)
    wanted = {
        (NAMES.get(line["entry"], ""), line["item"], line["class"], line["grade"]): line["count"]
        for line in example_lines()
    }
    for number, grid in enumerate(desk.grids, 1):
        typed = {}
        for row in desk.rows(grid):
            key = dict(grid.fixed[int(row.code[1:])].key) if grid.fixed else {}
            cells = [{**dict(column.key), **key} for column in grid.columns]
            name = row.label.text if row.entry else ""
            typed[row.label.text] = [
                wanted.pop((name, one.get("item", ""), one.get("class", ""), one["grade"]), "") for one in cells
            ]
        scenes.type_in(act, contest, number, typed)
    assert wanted == {}
    assert scenes.places(act, contest) == EXPECTED


def test_faults_stand_at_their_boxes_and_nothing_is_stored(act: Act, stage: Stage) -> None:
    contest = a_ballot(act, stage)
    with pytest.raises(Refusal) as refused:
        scenes.type_in(act, contest, 2, {"张明": ["三票", "-1", "2.5", "4"], "李芳": ["1"]})
    desk = filling.open_desk(act, contest)
    row = desk.rows(desk.grids[1])[0].code
    assert [(fault.code, fault.where) for fault in refused.value.faults] == [
        ("count_not_a_number", f"{row}-c0"),
        ("count_negative", f"{row}-c1"),
        ("count_decimals", f"{row}-c2"),
    ]
    assert act.session.query(ResultLine).count() == 0


def test_two_counters_do_not_overwrite_each_other(act: Act, stage: Stage) -> None:
    contest = a_ballot(act, stage)
    desk = filling.open_desk(act, contest)
    grid = desk.grids[1]
    first, second = desk.rows(grid)[:2]
    bases = {row.code: row.base for row in desk.rows(grid)}
    filling.enter_grid(act, desk, grid, {filling.box(first, 0): "5"}, bases)
    later = filling.open_desk(act, contest)
    with pytest.raises(Conflict) as refused:
        filling.enter_grid(act, later, grid, {filling.box(first, 0): "6"}, bases)
    assert [fault.where for fault in refused.value.faults] == [first.code]
    assert filling.enter_grid(act, later, grid, {filling.box(first, 0): "5", filling.box(second, 0): "7"}, bases) == 1


def test_every_change_is_in_the_log_with_the_earlier_value(act: Act, stage: Stage) -> None:
    contest = a_ballot(act, stage)
    scenes.type_in(act, contest, 2, {"张明": ["5"]})
    scenes.type_in(act, contest, 2, {"张明": ["6"]})
    scenes.type_in(act, contest, 2, {"张明": [""]})
    found = [event.body for event in act.session.query(AuditEvent).filter_by(kind="result_lines")]
    assert [body.count('"count":"5"') for body in found] == [1, 1, 0]
    assert [body.count('"new":null') for body in found] == [0, 0, 1]
    line = act.session.query(ResultLine).one()
    assert (line.struck, line.version) == (True, 3)


def test_the_document_hides_consequences_and_tells_every_step(act: Act, stage: Stage) -> None:
    contest = a_ballot(act, stage)
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "票.xlsx", the_example_file())
    filling.apply_lines(act, filling.open_desk(act, contest), batch)
    version = publication.publish_preliminary(act, contest)
    kinds = {kind for one in version.document["evidence"] for kind, _params in one["told"]}
    assert kinds == {"turnout", "item_count", "item_index", "part", "ballot_score"}
    assert [table["name"] for table in version.document["tables"]] == ["turnout", "count"]
    assert "提醒谈话" not in result_document.canonical(version.document).decode()
    warned = [fault.code for fault in results.warnings(results.work(act, contest))]
    assert warned == ["threshold_reached", "threshold_reached"]


def test_a_change_after_publication_needs_its_reason(act: Act, stage: Stage) -> None:
    contest = a_ballot(act, stage)
    batch = filling.stage_lines(act, filling.open_desk(act, contest), "票.xlsx", the_example_file())
    filling.apply_lines(act, filling.open_desk(act, contest), batch)
    publication.publish_preliminary(act, contest)
    publication.open_notice(act, contest)
    with pytest.raises(Refusal) as refused:
        scenes.type_in(act, contest, 2, {"张明": ["1"]})
    assert [fault.code for fault in refused.value.faults] == ["result_change_reason"]
    assert scenes.type_in(act, contest, 2, {"张明": ["1"]}, "唱票记录抄错") == 1
