"""Printed files: bytes in the data folder, and a row that says what they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from web.config import Settings
from web.db.models import PrintedFile
from web.printing.typography import widened
from web.services.act import Act

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
_LONGEST = 70  # characters of a name: 3 bytes each in UTF-8, and file systems stop at 255


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file that isn't stored yet; `pages` is None for tables."""

    kind: str
    name: str
    body: bytes
    pages: int | None = None
    contest_id: int | None = None
    entrant_id: int | None = None


def safe_name(stem: str, suffix: str) -> str:
    """A file name every system takes: separators, reserved and invisible characters out, not too long."""
    clean = _UNSAFE.sub("_", widened(stem)).strip(" .")[:_LONGEST].strip(" .")
    return f"{clean or '文件'}{suffix}"


def path_of(settings: Settings, file: PrintedFile) -> Path:
    """Where the bytes lie: under the competition's number and the first twelve digits of their SHA-256."""
    return settings.printed / str(file.competition_id) / file.sha256[:12] / file.filename


def keep(act: Act, competition_id: int, made: Sequence[Made]) -> list[PrintedFile]:
    """Store files and their rows; bytes that are already there get no second row."""
    return [_keep_one(act, competition_id, one) for one in made]


def newest_files(act: Act, competition_id: int) -> list[PrintedFile]:
    """The latest file of each kind, contest and entrant, the newest first."""
    rows = act.session.scalars(
        select(PrintedFile).where(PrintedFile.competition_id == competition_id).order_by(PrintedFile.id.desc())
    )
    found: dict[tuple[str, int | None, int | None], PrintedFile] = {}
    for row in rows:
        found.setdefault((row.kind, row.contest_id, row.entrant_id), row)
    return list(found.values())


def _keep_one(act: Act, competition_id: int, made: Made) -> PrintedFile:
    digest = hashlib.sha256(made.body).hexdigest()
    file = PrintedFile(
        competition_id=competition_id,
        contest_id=made.contest_id,
        entrant_id=made.entrant_id,
        kind=made.kind,
        filename=made.name,
        sha256=digest,
        pages=made.pages,
        created_at=act.now,
    )
    path = path_of(act.settings, file)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_bytes(made.body)
    draft.replace(path)
    newest = _same_place(act, file)
    if newest is not None and (newest.sha256, newest.filename) == (digest, made.name):
        return newest
    act.session.add(file)
    act.session.flush()
    return file


def _same_place(act: Act, file: PrintedFile) -> PrintedFile | None:
    """The latest row of the same kind, contest and entrant."""
    return act.session.scalars(
        select(PrintedFile)
        .where(
            PrintedFile.competition_id == file.competition_id,
            PrintedFile.kind == file.kind,
            PrintedFile.contest_id.is_not_distinct_from(file.contest_id),
            PrintedFile.entrant_id.is_not_distinct_from(file.entrant_id),
        )
        .order_by(PrintedFile.id.desc())
        .limit(1)
    ).one_or_none()
