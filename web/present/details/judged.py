"""评审 whose scores come in as lines: what each round, or each given part, came to."""

from __future__ import annotations

from collections.abc import Iterator

from web.present.details.lists import ENTRY, Detail, Json, Told, detail, part_title, round_title, short, spread
from web.present.messages.marking import N_


def lists(told: Told) -> Iterator[Detail]:
    """Rounds beside each other; without rounds the given parts and what was taken off."""
    if told.rulebook.rounds is not None:
        yield _rounds(told)
        return
    deduction = told.say(N_("扣分"))
    columns, rows = spread(
        told,
        {
            "given_part": lambda params: (part_title(told, params["code"]), params["operand"]),
            "deduction": lambda params: (deduction, params["operand"]),
        },
    )
    yield detail(told.say(N_("各分项得分")), [told.say(ENTRY), *columns], rows)


def _rounds(told: Told) -> Detail:
    def of_round(params: Json) -> tuple[str, str]:
        return round_title(told, params["round"]), short(told, params["value"])

    columns, rows = spread(told, {"round_counts": of_round, "round_left": of_round})
    return detail(told.say(N_("各轮得分")), [told.say(ENTRY), *columns], rows)
