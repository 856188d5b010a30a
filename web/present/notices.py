"""公示 and 成绩公告 in the customary wording (practice.md 7.3, 7.4), made from a published document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scoring.rulebook import Format, Method, Rulebook
from web.config import TIME_ZONE
from web.present.formatting import day, moment
from web.present.rule_words import say as _

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice as it is put up."""

    title: str
    salutation: str
    paragraphs: tuple[str, ...]
    issuer: str
    dated: str


@dataclass(frozen=True, slots=True)
class Published:
    """What a notice is made from: the document, its rules, and the moments of the version."""

    document: Json
    rulebook: Rulebook
    state: str
    shown_at: datetime
    notice_from: datetime | None
    notice_until: datetime | None
    final_at: datetime | None
    replaces: int | None
    reason: str


def _signed_at(version: Published) -> datetime:
    """When what the notice says became true: a final one is not dated before its notice was over."""
    return version.final_at or version.notice_from or version.shown_at


def notice_text(version: Published) -> NoticeText:
    """The notice of a preliminary, noticed or final version."""
    document = version.document
    paragraphs = [_opening(version), *_correction(version), *_objections(version)]
    return NoticeText(
        title=_title(version),
        salutation=_("各部门、全体职工："),
        paragraphs=tuple(paragraphs),
        issuer=document["competition"]["issuer"],
        dated=day(_signed_at(version).astimezone(ZoneInfo(TIME_ZONE)).date()),
    )


def _title(version: Published) -> str:
    name, number = version.document["contest"]["name"], version.document["number"]
    if version.rulebook.race is not None:
        return _("成绩公告（%(contest)s，第%(number)s号）", contest=name, number=number)
    plain = not version.rulebook.awards.prizes and version.rulebook.judging is None
    if plain or version.rulebook.nomination is not None:
        final = version.state == "final"
        return _("关于%(contest)s结果的公告", contest=name) if final else _("关于%(contest)s结果的公示", contest=name)
    if version.state == "final":
        return _("关于%(contest)s获奖名单的公告", contest=name)
    return _("关于%(contest)s拟获奖名单的公示", contest=name)


def _opening(version: Published) -> str:
    named = {"rules": version.rulebook.name, "number": version.document["rulebook"]["number"]}
    prizes = _prizes(version)
    if version.rulebook.race is not None:
        return _("根据《%(rules)s规则》（第%(number)s版），现将比赛成绩予以公布。") % named
    words = {**named, "way": _way(version), "prizes": prizes}
    if not prizes and version.rulebook.judging is None:
        return _("根据《%(rules)s规则》（第%(number)s版），%(way)s，现将结果予以公布。") % words
    if not prizes:
        return _("根据《%(rules)s规则》（第%(number)s版），%(way)s，现将评审结果予以公布。") % words
    if version.state == "final":
        return _("根据《%(rules)s规则》（第%(number)s版），%(way)s，并经公示，评出%(prizes)s，现予公布。") % words
    return _("根据《%(rules)s规则》（第%(number)s版），%(way)s，拟评出%(prizes)s，现将名单予以公示。") % words


def _way(version: Published) -> str:
    """By what the result came about."""
    if version.rulebook.nomination is not None:
        return _nominated(version.rulebook)
    if version.rulebook.judging is not None:
        return _("经匿名评审、评委会审议") if version.rulebook.blind else _("经评审、评委会审议")
    ways = {Format.BALLOT: _("经民主测评、计票核对"), Format.INDEX: _("经评估、核对")}
    return ways.get(version.rulebook.format, _("经统计、核对"))


def _nominated(rulebook: Rulebook) -> str:
    """A nomination is marked by a panel, voted on, or both."""
    panel = rulebook.judging is not None and rulebook.judging.method is not Method.NONE
    if panel and rulebook.votes:
        return _("经推荐、资格审查、评审和表决")
    return _("经推荐、资格审查和评审") if panel else _("经推荐、资格审查和表决")


def _prizes(version: Published) -> str:
    given = Counter(row["prize"] for row in version.document["rows"] if row["prize"])
    tiers = [prize.name for prize in version.rulebook.awards.prizes if given[prize.name]]
    return _("、").join(_("%(prize)s%(n)s名", prize=tier, n=given[tier]) for tier in tiers)


def _correction(version: Published) -> list[str]:
    if version.replaces is None or not version.reason:
        return []
    return [
        _(
            "更正：本版更正第%(old)s版，原因：%(reason)s。第%(old)s版由本版替代，仍可查阅。",
            old=version.replaces,
            reason=version.reason.rstrip("。."),
        )
    ]


def _objections(version: Published) -> list[str]:
    if version.state == "final":
        return [_period(version)] if version.notice_from else []
    if version.notice_from is None or version.notice_until is None:
        return [_("这是初步结果，公示期尚未开始；公示期间可以提出异议，公示结束后才成为最终结果。")]
    if not version.rulebook.notice.days:
        return [_race_window(version)]
    issuer = version.document["competition"]["issuer"]
    objections = _(
        "公示期内如有异议，请以书面形式署真实姓名并附证明材料向%(issuer)s反映；以单位名义反映的须加盖公章。我们将为反映人保密。",
        issuer=issuer,
    )
    return [_period(version), objections]


def _period(version: Published) -> str:
    """自…至…: the notice ends with the last day in full, so the day before a midnight end is named."""
    if not version.rulebook.notice.days:
        return _race_window(version)
    first, last = _days(version)
    return _(
        "公示期自%(first)s至%(last)s（%(n)s个工作日）。",
        first=day(first),
        last=day(last),
        n=version.rulebook.notice.days,
    )


def _days(version: Published) -> tuple[date, date]:
    start = version.notice_from or version.shown_at
    until = version.notice_until or start
    end = until.astimezone(ZoneInfo(TIME_ZONE)) - timedelta(microseconds=1)
    return start.astimezone(ZoneInfo(TIME_ZONE)).date(), max(end.date(), start.astimezone(ZoneInfo(TIME_ZONE)).date())


def _race_window(version: Published) -> str:
    at, until = moment(version.notice_from or version.shown_at), moment(version.notice_until or version.shown_at)
    if version.state == "final":
        return _("公布时间：%(at)s；异议期已于%(until)s结束。", at=at, until=until)
    return _(
        "公布时间：%(at)s。对成绩有异议的，请于公布后%(n)s分钟内（%(until)s前）由领队书面提出。",
        at=at,
        n=version.rulebook.notice.minutes,
        until=until,
    )
