"""The account's JSON: what is read back is what was written, and it is told in the same words."""

import json

import pytest

from scoring.fairness.account import Part, account
from scoring.files.fairness.document import as_document, as_json
from scoring.files.fairness.reading import account_from
from scoring.files.fairness.telling import tell, told
from scoring.files.fairness.voice import Names
from tests.scoring.builders import judged, judged_rulebook
from tests.scoring.fairness.test_account import RULES, contest

LONE = judged({"A": [80], "B": [70]})
EQUAL = judged({"A": [8000, 8000, 8000], "B": [8000, 8000, 8000]})


@pytest.mark.parametrize("results", [contest(), contest(6, 3), LONE, EQUAL], ids=["panel", "few", "lone", "equal"])
def test_an_account_read_back_is_written_and_told_as_before(results):
    found = account(RULES, results, 7)
    document = json.loads(as_json(as_document(found)))
    again = account_from(document)
    assert account_from(as_document(again)) == again
    assert again.comparison == found.comparison
    assert [told(again, language) for language in ("zh", "en")] == [told(found, language) for language in ("zh", "en")]


def test_entries_judges_and_groups_are_called_as_the_page_calls_them():
    found = account(RULES, contest(12, 5), 7)
    whole = tell(found, "zh", Names(lambda code: f"作品{int(code[1:])}", lambda code: code[1:], str))
    pairs = (*whole.judges, *whole.ranks, *whole.close, *whole.flags)
    text = " ".join([*(line for line, _ in whole.verdicts), *(line for _, line in pairs)])
    assert ("E0" in text, "J1" in text, "作品1" in text, "评委 1：" in text) == (False, False, True, True)
    assert [judge.judge for judge, _ in whole.judges] == ["J1", "J2", "J3", "J4", "J5"]
    assert [line for _, line in whole.ranks] == sorted(
        (line for _, line in whole.ranks), key=lambda line: int(line.split("第 ")[1].split(" ")[0])
    )


def test_too_few_judges_and_marks_that_tell_nothing_are_said_in_words():
    lone, few = (tell(account(RULES, results, 1), "zh") for results in (LONE, contest(6, 2)))
    assert lone.marks[-1] == "只有一位评委：看不出松严，也分不出哪些差别来自评委、哪些来自偶然。"
    assert few.marks[-1] == "评委不到 3 位或作品不到 10 件，下面的数字只能看个大概。"
    assert lone.agreement[0].startswith("分数没有差别，或每件作品只有一份评分")
    assert (lone.gap, lone.no_ranks) == (
        "没有评委给本部门的作品打分，没有可比较的。",
        ("每件作品只有一份评分，分不出评委松严和偶然，不计算名次区间。",),
    )


def test_whoever_watches_hears_each_part_and_may_end_the_work():
    heard = []
    account(RULES, contest(6, 3), 1, watch=heard.append)
    assert heard == list(Part)

    def stop(part):
        raise KeyboardInterrupt(part)

    with pytest.raises(KeyboardInterrupt, match="severity"):
        account(judged_rulebook(), contest(6, 3), 1, watch=stop)
