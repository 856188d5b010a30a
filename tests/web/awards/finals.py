"""Final results straight in the tables, in the shape publication writes: what certificates start from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

from scoring.rulebook import canonical, parse
from tests.builders import a_competition, a_contest, a_department, a_person, a_union, an_entry
from tests.web.results.scenes import ESSAY, RUN
from web.db.models import Competition, Contest, Entry, ResultVersion, RulebookVersion
from web.services.act import Act

Row = dict[str, Any]


def a_row(entry: int = 1, **more: object) -> Row:
    """One row of a document: an alone-standing first with a first prize, unless said otherwise."""
    row: Row = {
        "entry": entry,
        "group": "",
        "group_name": "",
        "place": 1,
        "tied": False,
        "score": "92",
        "score_text": "92.00",
        "status": "FIN",
        "reason": "",
        "decided_by": "score",
        "prize": "一等奖",
        "prize_by": "rule",
        "prize_note": "",
        "certificate": "tier",
        "points": "9",
        "names": ["张明"],
        "members": [],
        "namesake": "",
        "entrant_kind": "person",
        "department": "语文教研组",
        "title": "",
        "bib": None,
    }
    assert more.keys() <= row.keys(), more.keys() - row.keys()
    return row | more


def a_document(
    rows: Sequence[Row], contest: str = "2026年新教案评比", measure: str = "marks", number: int = 1, **more: object
) -> dict[str, Any]:
    """A document with these rows; `more` replaces whole parts of it."""
    earned: dict[str, int] = {}
    for row in rows:
        if row["department"] and row["points"]:
            earned[row["department"]] = earned.get(row["department"], 0) + int(row["points"])
    document: dict[str, Any] = {
        "format": "yibachi-result/1",
        "competition": {
            "code": "abc2345678",
            "name": "2026年职工竞赛",
            "issuer": "启明学校工会委员会",
            "year": 2026,
        },
        "contest": {
            "code": "plan",
            "name": contest,
            "format": "judged" if measure == "marks" else "race",
            "measure": measure,
        },
        "number": number,
        "run": 1,
        "rulebook": {"number": 1, "fingerprint": "ab" * 32},
        "groups": [],
        "rows": list(rows),
        "decisions": [],
        "departments": [{"department": d, "points": str(p), "points_text": str(p)} for d, p in earned.items()],
        "evidence": [],
    }
    return document | more


def a_version(act: Act, contest: Contest, document: Mapping[str, Any], state: str = "final") -> ResultVersion:
    """A stored version of the contest with this document, and the rules it names."""
    if not contest.rulebooks:
        text = canonical(parse(ESSAY if document["contest"]["measure"] == "marks" else RUN))
        rules = RulebookVersion(number=1, state="frozen", document=text, fingerprint="ab" * 32, created_at=act.now)
        contest.rulebooks.append(rules)
    version = ResultVersion(
        contest_id=contest.id,
        number=document["number"],
        run=contest.run,
        state=state,
        document=dict(document),
        fingerprint=hashlib.sha256(rfc8785.dumps(dict(document))).hexdigest(),
        created_at=act.now,
        published_at=act.now,
        notice_until=act.now,
        final_at=act.now if state == "final" else None,
    )
    act.session.add(version)
    act.session.flush()
    return version


def a_field(act: Act, names: Sequence[str], **contest: str) -> tuple[Competition, Contest, list[Entry]]:
    """A competition with one contest and an entry for each name."""
    union = a_union(act)
    competition = a_competition(act, union)
    department = a_department(act, union)
    made = a_contest(act, competition, **({"code": "plan", "name": "2026年新教案评比"} | contest))
    people = [a_person(act, union, name, department_id=department.id) for name in names]
    return competition, made, [an_entry(act, made, person) for person in people]


def a_final(
    act: Act,
    names: Sequence[str] = ("张明", "李芳", "王建国"),
    prizes: Sequence[str | None] = ("一等奖", "二等奖", None),
) -> tuple[Competition, Contest, list[Entry]]:
    """A contest whose final version gives these people these prizes, in order of places."""
    competition, contest, entries = a_field(act, names)
    rows = [
        a_row(entry.id, names=[name], place=place, prize=prize, points=str(10 - place))
        for place, (entry, name, prize) in enumerate(zip(entries, names, prizes, strict=True), 1)
    ]
    a_version(act, contest, a_document(rows))
    return competition, contest, entries
