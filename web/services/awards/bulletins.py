"""From published documents to the bulletin: numbers, states, notes and the sentence on objections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from scoring.values import format_fraction
from web.config import TIME_ZONE
from web.db.models import Competition, Contest, ResultVersion
from web.present.details.names import printed_name
from web.present.explanations.statuses import unplaced_source
from web.present.result_words import used_facts
from web.printing.bulletin import Bulletin, ContestResults, DepartmentLine, GroupTable, Line, Listing, fitted
from web.printing.wording import result_words
from web.services.act import Act
from web.services.awards.pages import trace
from web.services.result_lists import printed_details
from web.services.results import DepartmentTotals, current_versions, totals_of

_STATES = {"preliminary": "初步成绩", "notice": "公示", "final": "最终成绩"}
_TITLES = {"ballot": "测评结果公告", "index": "评估结果公告", "nomination": "评选结果公告"}
_DECIDED = {"extra_prize": "评委会决定增授", "withdraw_prize": "评委会决定撤销奖次"}
_MOST_PLACES_COUNTED = 3
Json = Mapping[str, Any]


def contest_bulletin(act: Act, competition: Competition, version: ResultVersion) -> Bulletin:
    """成绩公告(第N号) of one contest."""
    number = bulletin_numbers(act, competition)[version.id]
    return Bulletin(
        title=f"{_TITLES.get(version.document['contest']['format'], '成绩公告')}（第{number}号）",
        subtitle=version.document["contest"]["name"],
        contests=(_contest(act, version, number),),
        issuer=competition.issuer,
        date=_date(_signed_at(version)),
    )


def whole_bulletin(act: Act, competition: Competition) -> Bulletin | None:
    """Every published contest and the departments' totals; None when nothing is published."""
    versions = current_versions(act, competition)
    if not versions:
        return None
    numbers, totals = bulletin_numbers(act, competition), totals_of(versions)
    return Bulletin(
        title="成绩公告（汇总）",
        subtitle=competition.name,
        contests=tuple(_contest(act, version, numbers[version.id]) for version in versions),
        issuer=competition.issuer,
        date=_date(max(_signed_at(version) for version in versions)),
        total_contests=tuple(name for _code, name, _state in totals.contests),
        totals=_totals(totals),
        totals_note="" if totals.final else "部分项目尚未终局，团体总分为阶段成绩。",
    )


def bulletin_numbers(act: Act, competition: Competition) -> dict[int, int]:
    """第N号: every published version of the competition in order of publication, corrections too."""
    rows = act.session.scalars(
        select(ResultVersion.id)
        .join(Contest)
        .where(Contest.competition_id == competition.id)
        .order_by(ResultVersion.created_at, ResultVersion.id)
    )
    return {version: number for number, version in enumerate(rows, 1)}


def _contest(act: Act, version: ResultVersion, number: int) -> ContestResults:
    document = version.document
    lists = [
        Listing(one.title, one.columns, one.rows, one.words, one.notes) for one in printed_details(act.session, version)
    ]
    return ContestResults(
        name=document["contest"]["name"],
        number=number,
        state=_STATES[version.state],
        groups=_groups(document),
        columns=frozenset(_columns(document)),
        headings=_headings(document),
        published=_moment(version.published_at or version.created_at),
        objection=_objection(version),
        trace=trace(version),
        decisions=tuple(_decision(document, one) for one in document["decisions"]),
        details=tuple(part for one in lists for part in fitted(one)),
    )


def _columns(document: Json) -> Iterator[str]:
    """The optional columns some row fills; numbers on backs belong to races."""
    keys = {"prize": "prize"} | ({"bib": "bib"} if _is_race(document) else {})
    keys |= {} if _of_kind(document, "department") else {"home": "department"}
    yield from (column for column, key in keys.items() if any(row[key] for row in document["rows"]))
    if any(_note(row, document["contest"]["format"]) for row in document["rows"]):
        yield "note"


def _headings(document: Json) -> tuple[str, ...]:
    who = "名称" if _of_kind(document, "union") else "部门" if _of_kind(document, "department") else "姓名"
    facts = (title for _key, title in used_facts(document["rows"]))
    return (who, "成绩" if _is_race(document) else "得分", *facts)


def _of_kind(document: Json, kind: str) -> bool:
    return all(row["entrant_kind"] == kind for row in document["rows"])


def _is_race(document: Json) -> bool:
    return bool(document["contest"]["measure"] != "marks")


def _groups(document: Json) -> tuple[GroupTable, ...]:
    """The rows by group in their order; who could not be grouped comes last, unnamed."""
    by_group: dict[str, list[Json]] = {}
    for row in document["rows"]:
        by_group.setdefault(row["group"], []).append(row)
    return tuple(
        GroupTable(rows[0]["group_name"] if len(by_group) > 1 else "", tuple(_line(row, document) for row in rows))
        for rows in by_group.values()
    )


def _line(row: Json, document: Json) -> Line:
    measure = document["contest"]["measure"]
    facts = row.get("facts", {})
    return Line(
        place=str(row["place"]) if row["place"] is not None else "",
        bib=f"{row['bib']:04d}" if row["bib"] is not None else "",
        name=printed_name(row),
        department=row["department"],
        result=(result_words(row["score_text"], measure) or row["score_text"]) if row["place"] is not None else "",
        facts=tuple(facts.get(key, "") for key, _title in used_facts(document["rows"])),
        prize=row["prize"] or "",
        note=_note(row, document["contest"]["format"]),
    )


def _note(row: Json, form: str) -> str:
    notes = [unplaced_source(row, form) if row["place"] is None else ""]
    if row["tied"]:
        notes.append("并列")
    if row["prize_by"] == "committee":
        notes.append("评委会合议")
    return "、".join(note for note in notes if note)


def _decision(document: Json, decision: Json) -> str:
    """A committee's decision with its day; its minute may name people and stays in the office."""
    names = next(("、".join(row["names"]) for row in document["rows"] if row["entry"] == decision["entry"]), "")
    year, month, day = (int(part) for part in decision["decided_on"].split("-"))
    return f"{names}：{_DECIDED[decision['kind']]}{decision['tier']}（{year}年{month}月{day}日）。"


def _objection(version: ResultVersion) -> str:
    what = "结果" if version.document["contest"]["format"] in _TITLES else "成绩"
    if version.state == "final":
        return f"公示期已满，本{what}为最终{what}。"
    if version.notice_until is None:
        return f"本{what}为初步{what}，公示时间另行公布。"
    return f"对{what}有异议的，请于{_moment(version.notice_until)}前以书面形式、署真实姓名向工会委员会提出。"


def _totals(totals: DepartmentTotals) -> tuple[DepartmentLine, ...]:
    codes = [code for code, _name, _state in totals.contests]
    lines = []
    for row in totals.rows:
        points: dict[str, Fraction] = dict(row.by_contest)
        lines.append(
            DepartmentLine(
                place=f"{row.place}{'(并列)' if row.tied else ''}",
                department=row.department,
                by_contest=tuple(format_fraction(points[code]) if points.get(code) else "" for code in codes),
                total=format_fraction(row.total),
                firsts=" ".join(str(count) for count in row.places[:_MOST_PLACES_COUNTED]),
            )
        )
    return tuple(lines)


def _signed_at(version: ResultVersion) -> datetime:
    """When the bulletin's last statement became true: a final one is not dated before its notice was over."""
    return version.final_at or version.published_at or version.created_at


def _date(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(TIME_ZONE))
    return f"{local.year}年{local.month}月{local.day}日"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(TIME_ZONE))
    return f"{_date(moment)}{local.hour}时{local.minute:02d}分"
