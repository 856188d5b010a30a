"""竞赛: rounds with their heats and who goes on (Q by place, q by time); attempts and runs beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.rulebook.rounds import Combine
from web.present.details.lists import ENTRY, Detail, Json, Told, detail, round_title, spread
from web.present.filling_words import WORDS
from web.present.messages.marking import N_

_DRAW = N_("待抽签")
_MARKS: Mapping[str, str] = {"place": "Q", "time": "q", "tie": "q", "draw": _DRAW, "out": ""}
_LEGEND = N_("Q：按名次晋级；q：按成绩晋级。")
_INSTEAD = {"DNF (foul)": "X", "DNF (pass)": "–", "DNF (no_mark)": "–"}
"""What stands in place of the distance of an attempt."""


def lists(told: Told) -> Iterator[Detail]:
    """Nothing for a race of one round."""
    if told.rulebook.rounds is None:
        return
    if told.rulebook.rounds.combine is not Combine.LAST:
        yield _beside(told)
        return
    rounds: dict[str, list[Mapping[str, str]]] = {}
    for row in told.table("advanced"):
        rounds.setdefault(row["round"], []).append(row)
    for name, rows in rounds.items():
        yield _round(told, name, rows)


def _round(told: Told, name: str, rows: list[Mapping[str, str]]) -> Detail:
    columns = [ENTRY, N_("组别"), WORDS["heat"], N_("组内名次"), WORDS["result"], N_("晋级")]
    groups = {one.code: one.name or one.code for one in told.rulebook.groups}
    cells = [
        (
            told.name(row["entry"]),
            groups.get(row["group"], row["group"]),
            row["heat"],
            row["place"],
            told.word(row["result"], WORDS),
            told.word(_MARKS[row["advanced_by"]], {_DRAW: _DRAW}),
        )
        for row in rows
    ]
    return detail(name, [told.say(title) for title in columns], cells, words=2, notes=[told.say(_LEGEND)])


def _beside(told: Told) -> Detail:
    """Attempts, or runs that are added: a column for each."""
    columns, rows = spread(told, {"raced": lambda params: (round_title(told, params["round"]), _result(told, params))})
    failed = any("X" in row for row in rows)
    notes = [told.say(N_("X：失败；–：免试或没有有效成绩。"))] if failed else ()
    return detail(told.say(N_("各轮成绩")), [told.say(ENTRY), *columns], rows, notes=notes)


def _result(told: Told, params: Json) -> str:
    """`7.85`, `X`, 弃权: without the reason, which is the desk's."""
    result = str(params["result"])
    return _INSTEAD.get(result) or told.word(result.partition(" (")[0], WORDS)
