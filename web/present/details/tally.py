"""安康杯、提案: what everybody reported, by kind, state and level; what departments earned; who did what was owed."""

from __future__ import annotations

from collections.abc import Iterator

from web.present.details.lists import ENTRY, Detail, Json, Told, detail
from web.present.messages.marking import N_

_DEPARTMENT, _KIND = N_("部门"), N_("报告类别")
_EARNED = {
    "people": N_("人数"),
    "reports": N_("件数"),
    "points": N_("职工得分"),
    "bonus": N_("承办得分"),
    "total": N_("合计"),
}
_OWED = (N_("应提人数"), N_("已完成"), N_("完成率"))


def lists(told: Told) -> Iterator[Detail]:
    """One row for each reporter and kind, then the departments, then the completion of each kind that is owed."""
    columns = [ENTRY, _KIND, N_("状态与件数"), N_("件数"), N_("计入得分")]
    rows = [row for entry, steps in told.steps() for row in _reporter(told, entry, steps)]
    yield detail(told.say(N_("报送情况")), [told.say(one) for one in columns], rows, words=3)
    earned = [[row["department"] or "—", *(row[key] for key in _EARNED)] for row in told.table("departments")]
    yield detail(told.say(N_("部门得分")), [told.say(one) for one in (_DEPARTMENT, *_EARNED.values())], earned)
    owed = [
        [row["department"] or "—", row["kind"], row["due"], row["done"], f"{row['percent']}%"]
        for row in told.table("completion")
    ]
    yield detail(told.say(N_("完成情况")), [told.say(one) for one in (_DEPARTMENT, _KIND, *_OWED)], owed, words=2)


def _reporter(told: Told, entry: int, steps: list[tuple[str, Json]]) -> Iterator[tuple[str, ...]]:
    codes = {one.name or one.code: one.code for one in told.rulebook.kinds}
    for word, params in steps:
        if word == "kind" and params["reports"]:
            mine = [one for other, one in steps if other == "credit" and one["kind"] == codes[params["name"]]]
            worth = str(params.get("counted") or params["points"])
            said = told.say(N_("、")).join(_state(one) for one in mine)
            yield told.name(entry), params["name"], said, str(params["reports"]), worth


def _state(params: Json) -> str:
    level = f"·{params['level']}" if params["level"] else ""
    return f"{params['state']}{level} {params['count']}"
