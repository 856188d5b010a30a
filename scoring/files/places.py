"""PLACES files: the standings as a table on the screen, CSV, JSON or xlsx, all with the same rows."""

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import Fault
from scoring.results import Row, SideTable, Standings
from scoring.rulebook.laws import law_of
from scoring.rulebook.model import Rulebook
from scoring.values import format_fraction

COLUMNS = ("group", "entry", "place", "score", "status", "decided_by")
SUFFIXES = (".csv", ".json", ".xlsx")
"""Endings of an output file."""


def columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns: the format's own, and prize and points only where the rulebook has them."""
    prize = ("prize",) if rulebook.awards.prizes else ()
    own = tuple(law_of(rulebook.format).columns(rulebook))
    return (*COLUMNS, *own, *prize, *(("points",) if rulebook.points is not None else ()))


def cells(row: Row, names: Sequence[str]) -> list[str]:
    """Return one row as text; an unplaced entry has an empty place."""
    texts = {
        "group": row.group,
        "entry": row.entry,
        "place": place_text(row),
        "score": row.score,
        "status": row.status.value,
        "decided_by": row.decided_by,
        "prize": row.prize or "",
        "points": "" if row.points is None else format_fraction(row.points),
        **row.facts,
    }
    return [texts.get(name, "") for name in names]


def place_text(row: Row) -> str:
    """Return the place as it is told: a number, 2.5 where the mean of shared places is told, empty without one."""
    if row.place is None:
        return ""
    return str(row.place) if row.shown_place is None else format_fraction(row.shown_place)


def write_places(path: Path, rulebook: Rulebook, standings: Standings) -> None:
    """Write the file its ending asks for; raises `ValueError` for another ending."""
    names = columns(rulebook)
    rows = [cells(row, names) for row in standings.rows]
    if path.suffix == ".json":
        path.write_text(as_json(rulebook, standings), encoding="utf-8")
    elif path.suffix == ".csv":
        path.write_text(_csv([list(names), *rows]), encoding="utf-8", newline="")
    elif path.suffix == ".xlsx":
        _write_xlsx(path, [("places", names, rows), *((one.name, one.columns, one.rows) for one in standings.tables)])
    else:
        raise ValueError(path.suffix)


def as_json(rulebook: Rulebook, standings: Standings) -> str:
    """Return the rows with faults, warnings, the rulebook's fingerprint, and the format's own lists."""
    names = columns(rulebook)
    rows: list[dict[str, object]] = []
    for row in standings.rows:
        texts: dict[str, object] = dict(zip(names, cells(row, names), strict=True))
        whole = row.shown_place is None or row.shown_place.denominator == 1
        rows.append({**texts, "place": row.place if whole else texts["place"]})
    document: dict[str, object] = {
        "fingerprint": standings.fingerprint,
        "rows": rows,
        "faults": [_fault(fault) for fault in standings.faults],
        "warnings": [_fault(fault) for fault in standings.warnings],
        "prize_faces": [
            {"group": f.group, "winners": f.winners, "participants": f.participants, "within_limit": f.within_limit}
            for f in standings.prize_faces
        ],
    }
    if standings.tables:
        document["tables"] = {
            one.name: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in standings.tables
        }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_table(rulebook: Rulebook, standings: Standings) -> str:
    """Return the rows, and the format's own lists below, in aligned columns; Chinese characters take two."""
    names = columns(rulebook)
    places = _aligned([list(names), *(cells(row, names) for row in standings.rows)])
    return "\n".join([places, *(f"{one.name}\n{_aligned([one.columns, *one.rows])}" for one in standings.tables)])


def as_tables(tables: Sequence[SideTable]) -> str:
    """Return tables one below the other, each under its name."""
    return "\n".join(f"{one.name}\n{_aligned([one.columns, *one.rows])}" for one in tables)


def write_tables(
    path: Path, name: str, tables: Sequence[SideTable], faults: Sequence[Fault], warnings: Sequence[Fault]
) -> None:
    """Write the tables as JSON with faults and warnings, or as xlsx with a sheet each; `ValueError` otherwise."""
    if path.suffix == ".xlsx":
        _write_xlsx(path, [(one.name, one.columns, one.rows) for one in tables])
    elif path.suffix == ".json":
        document = {
            "name": name,
            **{one.name: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in tables},
            "faults": [{"contest": fault.where, **_fault(fault)} for fault in faults],
            "warnings": [{"contest": warning.where, **_fault(warning)} for warning in warnings],
        }
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        raise ValueError(path.suffix)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(_padded(row, widths) for row in rows) + "\n"


def _padded(texts: Sequence[str], widths: Sequence[int]) -> str:
    padded = (text + " " * (width - _width(text)) for text, width in zip(texts, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _fault(fault: Fault) -> dict[str, object]:
    return {"code": fault.code, **fault.params}


def _csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _write_xlsx(path: Path, tables: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]]]]) -> None:
    """Write one sheet per table; places are numbers, everything else is text, so that no name becomes a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for title, names, rows in tables:
        sheet = book.create_sheet(title)
        sheet.append(list(names))
        for texts in rows:
            line = []
            for name, text in zip(names, texts, strict=True):
                cell = WriteOnlyCell(sheet, value=int(text) if name == "place" and text.isdigit() else text or None)
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                line.append(cell)
            sheet.append(line)
    book.save(path)
