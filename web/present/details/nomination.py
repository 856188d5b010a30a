"""推荐评选: the panel's value and the votes of everybody who was voted on; what the review asked, but of nobody."""

from __future__ import annotations

from collections.abc import Iterator

from web.present.details.lists import ENTRY, Detail, Json, Told, detail, short, spread
from web.present.messages.marking import N_

_VERDICTS = {"vote_passed": N_("通过"), "vote_failed": N_("未通过")}


def lists(told: Told) -> Iterator[Detail]:
    """One row for each nominee: 评委评分, then every vote as `80/108（74.07%）`."""
    panel = told.say(N_("评委评分"))
    columns, rows = spread(
        told,
        {
            "vote": lambda params: (params["name"], _vote(told, params)),
            "panel": lambda params: (panel, short(told, params["value"])),
        },
    )
    title = told.say(N_("评分与得票"))
    yield detail(title, [told.say(ENTRY), *columns], rows, words=len(columns) + 1, notes=_asked(told))


def _vote(told: Told, params: Json) -> str:
    text = str(params.get("votes", ""))
    if params.get("percent"):
        text = told.say(N_("%(votes)s/%(voters)s（%(percent)s%%）")) % params
    verdict = told.word(params["verdict"], _VERDICTS) if params["verdict"] in _VERDICTS else ""
    return f"{text} {verdict}".strip()


def _asked(told: Told) -> list[str]:
    """Which conditions and vetoes everybody was reviewed by; who failed what stays in the office."""
    asked = (
        (N_("资格条件：%(items)s。"), told.rulebook.conditions),
        (N_("一票否决：%(items)s。"), told.rulebook.vetoes),
    )
    separator = told.say(N_("；"))
    named = [(pattern, separator.join(one.name or one.code for one in listed)) for pattern, listed in asked]
    return [told.say(pattern) % {"items": items} for pattern, items in named if items]
