"""Rules of any format in plain boxes: nothing is lost, every value can be changed, faults stand beside their boxes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.errors import RuleFaults
from scoring.rulebook import Rulebook, fingerprint, parse
from tests.builders import a_competition
from tests.conftest import Office
from tests.web.rules.scenes import organizing
from web.db.models import RulebookVersion
from web.services.example_rules import ExampleRules, example, example_rules
from web.services.rulebook_values import parts_of, read_parts


def boxes(rulebook: Rulebook) -> dict[str, str]:
    return {box.name: box.text for part in parts_of(rulebook) for line in part.lines for box in line}


def rules_of(code: str) -> Rulebook:
    found = example(code)
    assert found is not None
    return found.rulebook


@pytest.mark.parametrize("one", example_rules(), ids=lambda one: one.code)
def test_untouched_boxes_give_the_very_same_rules(one: ExampleRules) -> None:
    assert fingerprint(read_parts(one.rulebook, boxes(one.rulebook))) == fingerprint(one.rulebook)


def test_values_change_lines_come_and_go() -> None:
    typed = boxes(rules_of("ankang_cup")) | {
        "kinds-0-cap": "25.5",
        "tally-ranked": "departments",
        "tally-per_head": "yes",
        "tally-decimals": "2",
        "prizes-0-value_fen": "150",
        "prizes-1-name": "先进班组",
        "prizes-1-count": "2",
        "credits-6-states": "重复、不实、撤回",
        "ranking-ties": "reports，shared",
    }
    gone = {name: "" for name in typed if name.startswith("credits-10-")}
    rules = read_parts(rules_of("ankang_cup"), typed | gone)
    assert (rules.kinds[0].cap, rules.placed.value) == (Fraction("25.5"), "department")
    assert [(prize.name, prize.count, prize.value) for prize in rules.awards.prizes] == [
        ("先进个人", 1, 15_000),
        ("先进班组", 2, 0),
    ]
    assert (len(rules.credits), rules.credits[6].states) == (11, ("重复", "不实", "撤回"))
    assert rules.ranking.ties == ("reports", "shared")


def test_faults_are_those_of_the_document() -> None:
    typed = boxes(rules_of("ballot_cadres")) | {"items-0-weight": "70", "ballot-decimals": "viele"}
    with pytest.raises(RuleFaults) as refused:
        read_parts(rules_of("ballot_cadres"), typed)
    assert [fault.where for fault in refused.value.faults] == ["ballot.decimals", "items"]


def test_an_organizer_reads_the_rules_first_and_changes_them_in_boxes(office: Office) -> None:
    with office.act() as act:
        competition_id = a_competition(act).id
    with organizing(office, competition_id) as browser:
        source = {"source": "ballot_cadres", "name": "干部测评", "code": "cadres"}
        made = browser.post(f"/c/{competition_id}/contests/new", data=source)
        home = made.headers["Location"].removesuffix("/review")
        assert "核对并冻结" in browser.get(f"{home}/review").text
        assert browser.get(home).headers["Location"] == f"{home}/values"
        page = browser.get(f"{home}/values").text
        assert ("有效所需的到会比例" in page, 'value="2/3"' in page) == (True, True)
        rulebook = rules_of("ballot_cadres")
        typed = boxes(rulebook) | {"ballot-quorum": "1/2", "base": fingerprint(rulebook)}
        wrong = browser.post(f"{home}/values", data=typed | {"items-0-weight": "abc"})
        assert (wrong.status_code, 'id="why-items-0-weight"' in wrong.text, "abc" in wrong.text) == (422, True, True)
        assert browser.post(f"{home}/values", data=typed).headers["Location"] == f"{home}/review"
        stale = browser.post(f"{home}/values", data=typed)
        assert stale.status_code == 409
    with office.act() as act:
        draft = act.session.query(RulebookVersion).one()
        assert 'quorum = "1/2"' in draft.document
        assert parse(draft.document).grades == rulebook.grades
