"""The one document of a result version: page, PDF, table, certificate all read it, and its fingerprint seals it.

Format `yibachi-result/1`, canonical JSON (RFC 8785). Whole numbers and texts only; exact values are texts such as
"13/2". No ID number, no birth date, no judge's name, no free text about anybody ever enters.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import rfc8785

from scoring.results import Row
from scoring.standings import GroupStanding
from scoring.values import format_fraction
from web.db.models import CommitteeDecision, Competition, Entry
from web.services.results.evidence import evidence, fraction_text
from web.services.results.sources import department_id_of, home_of, label_departments
from web.services.results.work import Worked

FORMAT = "yibachi-result/1"
_PUBLIC_REASONS = {"cut_off"}
"""Reasons that are codes of a rule; what the race desk typed stays in the office."""
PUBLIC_FACTS = ("stars", "reports")
"""Columns a format adds to a row that everybody may see; money and consequences stay in the office."""
PUBLIC_TABLES = ("turnout", "count", "advanced", "departments", "completion")
"""Lists beside the places that everybody may see; the counting report leaves out what too few ballots would betray."""
Json = dict[str, Any]


def build(worked: Worked, number: int, *, office: bool = False) -> Json:
    """The document of version `number`; the same rows and rules always give the same document.

    With `office` it also explains what is never published: use it for pages of the office alone.
    """
    contest = worked.contest
    labels = label_departments(list(worked.sources.departments.values()))
    rows = [_row(row, worked, labels) for row in worked.outcome.standings.rows]
    _tell_namesakes_apart(rows, worked.sources.entries)
    return {
        "format": FORMAT,
        "competition": _competition(contest.competition),
        "contest": {
            "code": contest.code,
            "name": contest.name,
            "format": worked.rulebook.format.value,
            "measure": worked.rulebook.race.measure.value if worked.rulebook.race else "marks",
        },
        "number": number,
        "run": contest.run,
        "rulebook": {"number": worked.version.number, "fingerprint": worked.version.fingerprint},
        "groups": [_group(group, worked) for group in worked.outcome.groups],
        "rows": rows,
        "decisions": [_decision(row) for row in worked.sources.decisions],
        "departments": _departments(rows, worked),
        "evidence": evidence(worked, office=office),
        **_tables(worked, labels),
    }


def canonical(document: Json) -> bytes:
    """The document's one spelling (RFC 8785)."""
    return rfc8785.dumps(document)


def fingerprint(document: Json) -> str:
    """SHA-256 of the canonical document, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


def same_result(one: Json, other: Json) -> bool:
    """Whether two documents say the same, whatever their numbers."""
    return {**one, "number": 0} == {**other, "number": 0}


def _competition(competition: Competition) -> Json:
    return {
        "code": competition.public_code,
        "name": competition.name,
        "issuer": competition.issuer,
        "year": competition.year,
    }


def _row(row: Row, worked: Worked, labels: Mapping[int, str]) -> Json:
    entry = worked.sources.by_code[row.entry]
    home = home_of(department_id_of(entry), worked.sources.departments)
    names = {group.code: group.name or group.code for group in worked.rulebook.groups}
    return {
        "entry": entry.id,
        "group": row.group,
        "group_name": names.get(row.group, row.group),
        "place": None if row.place is None else int(row.place),
        "tied": row.tied,
        "score": fraction_text(row.exact),
        "score_text": row.score,
        "status": row.status.value,
        "reason": row.reason if row.reason in _PUBLIC_REASONS else "",
        "decided_by": row.decided_by,
        "prize": row.prize,
        "prize_by": row.prize_by,
        "prize_note": row.prize_note,
        "certificate": worked.rulebook.awards.certificate.value,
        "points": fraction_text(row.points),
        "names": [entry.entrant.name, *(author.person.name for author in entry.coauthors)],
        "members": [member.name for member in entry.entrant.members],
        "namesake": "",
        "entrant_kind": entry.entrant.kind,
        "department": labels[home.id] if home else "",
        "title": entry.title,
        "bib": entry.entrant.bib,
        **_facts(row),
    }


def _facts(row: Row) -> Json:
    """A format's own columns, as far as everybody may see them."""
    facts = {name: text for name, text in row.facts.items() if name in PUBLIC_FACTS and text}
    return {"facts": facts} if facts else {}


def _tables(worked: Worked, labels: Mapping[int, str]) -> Json:
    """The lists beside the places, such as the counting report; entries by their numbers, the rest by names."""
    shown = {
        "entry": {code: str(entry.id) for code, entry in worked.sources.by_code.items()},
        "item": {one.code: one.name or one.code for one in worked.rulebook.items},
        "grade": {one.code: one.name or one.code for one in worked.rulebook.grades},
        "round": {one.code: one.name or one.code for one in worked.rulebook.round_list},
        "kind": {one.code: one.name or one.code for one in worked.rulebook.kinds},
        "department": {
            **{str(number): label for number, label in labels.items()},
            **{code: entry.entrant.name for code, entry in worked.sources.by_code.items()},
        },
    }
    tables = [
        {
            "name": table.name,
            "columns": list(table.columns),
            "rows": [
                [shown.get(name, {}).get(cell, cell) for name, cell in zip(table.columns, row, strict=True)]
                for row in table.rows
            ],
        }
        for table in worked.outcome.standings.tables
        if table.name in PUBLIC_TABLES and table.rows
    ]
    return {"tables": tables} if tables else {}


def _tell_namesakes_apart(rows: list[Json], entries: Iterable[Entry]) -> None:
    """Give people of one name and one department the tail of their staff number (practice.md 7.4: 工号尾号07)."""
    staff = {entry.id: (entry.entrant.person.staff_no or "") if entry.entrant.person else "" for entry in entries}
    alike: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for row in rows:
        alike[row["names"][0], row["department"]].append(row)
    for namesakes in alike.values():
        if len(namesakes) > 1:
            numbers = [staff[row["entry"]] for row in namesakes]
            length = _telling_length(numbers)
            for row, number in zip(namesakes, numbers, strict=True):
                row["namesake"] = number[-length:]


def _telling_length(numbers: list[str]) -> int:
    """The shortest tail, of two characters at least, that tells these staff numbers apart."""
    longest = max(2, *(len(number) for number in numbers))
    for length in range(2, longest):
        if max(Counter(number[-length:] for number in numbers).values()) == 1:
            return length
    return longest


def _group(group: GroupStanding, worked: Worked) -> Json:
    names = {band.code: band.name or band.code for band in worked.rulebook.groups}
    return {
        "code": group.group,
        "name": names.get(group.group, group.group),
        "ranked": len(group.ranked),
        "participants": group.face.participants,
        "winners": group.face.winners,
        "tiers": [{"prize": one.prize, "quota": one.quota, "given": one.given} for one in group.outcome.tiers],
        **_merged(group, worked, names),
    }


def _merged(group: GroupStanding, worked: Worked, names: Mapping[str, str]) -> Json:
    """The small groups whose entries were merged into this one when the entries closed."""
    reasons = [worked.sources.by_code[row.entry].group_reason or {} for row in group.rows]
    codes = sorted({reason["merged_from"] for reason in reasons if "merged_from" in reason})
    return {"merged": [names.get(code, code) for code in codes]} if codes else {}


def _decision(row: CommitteeDecision) -> Json:
    return {
        "entry": row.entry_id,
        "kind": row.kind,
        "tier": row.tier,
        "minute": row.minute,
        "decided_on": row.decided_on.isoformat(),
    }


def _departments(rows: list[Json], worked: Worked) -> list[Json]:
    """What this contest adds to the departments' totals; empty when the rulebook gives no points for them."""
    points = worked.rulebook.points
    if points is None or not points.department_total:
        return []
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        if row["department"] and row["points"] is not None:
            sums[row["department"]] += Fraction(row["points"])
    order = sorted((name for name in sums if sums[name]), key=lambda name: (-sums[name], name))
    return [{"department": n, "points": str(sums[n]), "points_text": format_fraction(sums[n])} for n in order]
