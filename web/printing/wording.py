"""The words of a certificate (practice.md 7.6), made from one row of a frozen result document.

Certificates are Chinese; figures stand without blanks round them, since justified lines stretch only ASCII blanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from web.printing.typography import widened

HEADING = "荣誉证书"
ENCOURAGED = "特发此证，以资鼓励。"
COMMENDED = "特颁此证，以资表彰。"
_COMRADE = "同志"
_DIGITS = "零一二三四五六七八九"
_ACTIVITIES = ("tally", "index")
"""Formats whose titles mean little without the name of the activity: 先进个人 of what?"""
_WORKS = ("论文", "教案", "案例", "征文")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the sentence: `text`, `strong` (the award) or `work` (the title of a work)."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything a certificate says, apart from its number, code and date.

    `names` and `suffix` make the recipient's line; `runs` the sentence; `copies` how many are printed (one an author).
    """

    names: tuple[str, ...]
    suffix: str
    runs: tuple[Run, ...]
    closing: str
    award: str
    contest: str
    issuer: str
    copies: int = 1
    heading: str = HEADING

    @property
    def recipient(self) -> str:
        """The recipient's line without its colon."""
        return "、".join(self.names) + self.suffix

    @property
    def sentence(self) -> str:
        """The sentence as plain text."""
        return "".join(run.text for run in self.runs)

    def as_json(self) -> dict[str, Any]:
        """For the certificate's row."""
        return {**asdict(self), "names": list(self.names), "runs": [asdict(run) for run in self.runs]}


def wording_from_json(stored: Mapping[str, Any]) -> Wording:
    """The inverse of `as_json`; keys added later (such as what replaced it) are left out."""
    fields = {key: stored[key] for key in Wording.__slots__ if key in stored}
    runs = tuple(Run(**run) for run in stored["runs"])
    return Wording(**{**fields, "names": tuple(stored["names"]), "runs": runs})


def award_wording(document: Mapping[str, Any], row: Mapping[str, Any], year: int) -> Wording:
    """The certificate of one prize row: by place, tier or title, as the rulebook's `certificate` says."""
    makers = {"place": _placed, "title": _titled}
    lead, award, tail, closing = makers.get(str(row["certificate"]), _tiered)(document, row, year)
    names = tuple(str(name) for name in row["names"])
    person = row["entrant_kind"] == "person"
    return Wording(
        names=names,
        suffix=_suffix(str(row["entrant_kind"]), names),
        runs=_widened((*lead, Run("strong", award), Run("text", tail))),
        closing=widened(closing),
        award=widened(award),
        contest=str(document["contest"]["name"]),
        issuer=str(document["competition"]["issuer"]),
        copies=max(1, len(names)) if person else 1,
    )


def department_wording(competition: str, issuer: str, department: str, place: int, tied: bool, total: str) -> Wording:
    """团体总分第N名; `total` is the points as they are published."""
    award = f"团体总分{place_words(place)}{'(并列)' if tied else ''}"
    return Wording(
        names=(department,),
        suffix="",
        runs=_widened(
            (
                Run("text", f"在{competition}中团结拼搏、成绩优异，荣获"),
                Run("strong", award),
                Run("text", f"（{total}分）。"),
            )
        ),
        closing=widened(ENCOURAGED),
        award=widened(award),
        contest="团体总分",
        issuer=issuer,
    )


_Parts = tuple[Sequence[Run], str, str, str]


def _placed(document: Mapping[str, Any], row: Mapping[str, Any], year: int) -> _Parts:
    """在…比赛…组中成绩优异,荣获第二名(并列)(1860米)。"""
    award = place_words(int(row["place"])) + ("（并列）" if row.get("tied") else "")
    result = result_words(str(row["score_text"]), str(document["contest"]["measure"]))
    lead = Run("text", f"在{_event(document, year)}{_group(document, row)}中成绩优异，荣获")
    return (lead,), award, f"({result})。" if result else "。", ENCOURAGED


def _tiered(document: Mapping[str, Any], row: Mapping[str, Any], year: int) -> _Parts:
    """在“…”活动中,作品《…》荣获一等奖。"""
    lead = [Run("text", f"在{_quoted(_event(document, year))}活动{_group(document, row)}中，")]
    title = _inner_title(str(row.get("title") or ""))
    if title:
        joint = "合作完成的" if len(row["names"]) > 1 and row["entrant_kind"] == "person" else ""
        lead += [Run("text", joint + _work_word(document)), Run("work", f"《{title}》")]
    else:
        lead += [Run("text", "成绩优异，")]
    return (*lead, Run("text", "荣获")), str(row["prize"]), "。", ENCOURAGED


def _titled(document: Mapping[str, Any], row: Mapping[str, Any], year: int) -> _Parts:
    """被评为2026年度“…”; a family gets its own opening."""
    award = f"“{str(row['prize']).strip('“”')}”"
    if row["entrant_kind"] == "family":
        lead = f"家风淳厚，和睦友爱，在{_event(document, year)}中被评为"
    elif row["entrant_kind"] == "person" and document["contest"]["format"] not in _ACTIVITIES:
        lead = f"被评为{year}年度"
    else:
        lead = f"在{_event(document, year)}中表现突出，被评为"
    return (Run("text", lead),), award, "。", COMMENDED


def _widened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Full-width marks in our own words; the title of a work stays as its author typed it."""
    return tuple(run if run.style == "work" else Run(run.style, widened(run.text)) for run in runs)


def _inner_title(title: str) -> str:
    """A title without its outer 《》; marks that stand inside it become 〈〉 (GB/T 15834-2011)."""
    plain = title.strip()
    if plain.startswith("《") and plain.find("》") == len(plain) - 1:
        plain = plain[1:-1]
    return plain.translate(str.maketrans("《》", "〈〉"))


def _event(document: Mapping[str, Any], year: int) -> str:
    """The contest's name with its year in front, once."""
    name = str(document["contest"]["name"])
    return name if re.match(r"\d{4}", name) else f"{year}年{name}"


def _quoted(event: str) -> str:
    """Quote marks round the name, unless it carries some inside: Chinese has no third kind to nest."""
    return event if "“" in event else f"“{event}”"


def _group(document: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The group's name when the contest has several."""
    groups = {str(one.get("group")) for one in document["rows"]}
    return str(row.get("group_name") or "") if len(groups) > 1 else ""


def _work_word(document: Mapping[str, Any]) -> str:
    name = str(document["contest"]["name"])
    return next((word for word in _WORKS if word in name), "作品")


def _suffix(kind: str, names: Sequence[str]) -> str:
    if kind == "person":
        return _COMRADE
    return "家庭" if kind == "family" and not names[-1].endswith("家庭") else ""


def place_words(place: int) -> str:
    """第N名 in characters, as certificates write it, up to 99.

    >>> [place_words(n) for n in (1, 10, 12, 20, 31)]
    ['第一名', '第十名', '第十二名', '第二十名', '第三十一名']
    """
    tens, ones = divmod(place, 10)
    if place > 99:
        return f"第{place}名"
    front = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return f"第{front}{_DIGITS[ones] if ones or not tens else ''}名"


def result_words(text: str, measure: str) -> str:
    """A race result in words; a judged score says nothing to an outsider and is left out.

    >>> [result_words(t, "time") for t in ("58.4", "3:20.4", "1:02:08")]
    ['58.4秒', '3分20.4秒', '1时02分08秒']
    >>> result_words("1860", "distance"), result_words("92.50", "marks")
    ('1860米', '')
    """
    plain = text.replace(" ", "")
    if measure not in ("time", "distance") or not plain:
        return ""
    if measure == "distance":
        return plain if plain.endswith("米") else f"{plain}米"
    clock = _CLOCK.fullmatch(plain)
    if clock is None:
        return plain if plain.endswith("秒") else f"{plain}秒"
    return f"{clock[1] + '时' if clock[1] else ''}{clock[2]}分{clock[3]}秒"
