"""活力指数: what each indicator gave, and what was added and taken off."""

from __future__ import annotations

from collections.abc import Iterator

from web.present.details.lists import ENTRY, Detail, Json, Told, detail
from web.present.messages.marking import N_

_BASE, _BONUS, _DEDUCTION = N_("基础分"), N_("加分"), N_("扣分")


def lists(told: Told) -> Iterator[Detail]:
    """One row for each union: points by indicator, then their sum, bonuses and deductions as they count."""
    names = [one.name or one.code for one in told.rulebook.indicators]
    sums = [(_BASE, "base"), (_BONUS, "bonus"), (_DEDUCTION, "deduction")]
    rows = []
    for entry, steps in told.steps():
        points = {params["name"]: params["part"] for kind, params in steps if kind == "indicator"}
        totals: Json = next((params for kind, params in steps if kind == "index_sum"), {})
        if points:
            rows.append([told.name(entry), *(points.get(n, "") for n in names), *(totals.get(k, "") for _t, k in sums)])
    columns = [told.say(ENTRY), *names, *(told.say(title) for title, _key in sums)]
    yield detail(told.say(N_("各项指标得分")), columns, rows)
