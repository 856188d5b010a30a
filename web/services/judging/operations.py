"""A tablet's saves over an unreliable network: the same operation sent twice is done once and answered alike."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import rfc8785
from sqlalchemy import select

from web.db.models import Sheet, SheetOperation
from web.services.act import Act
from web.services.judging.sheets import Marks, lock, save_marks
from web.services.refusals import Conflict, Fault, Refusal

_OPERATION = re.compile(r"[0-9A-Za-z-]{8,36}")


@dataclass(frozen=True, slots=True)
class Operation:
    """One save as a tablet sends it; `operation` is the tablet's own random number for it."""

    operation: str
    base_version: int
    marks: Marks
    comment: str | None = None

    @property
    def body_hash(self) -> str:
        """What makes two sendings the same operation."""
        whole = {"base": self.base_version, "comment": self.comment, "marks": dict(self.marks)}
        return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()


def save_once(act: Act, sheet: Sheet, operation: Operation) -> dict[str, Any]:
    """Save marks once per operation number and give the answer {version, marked, saved_at (seconds since 1970)}.

    The same number with the same body gets the first answer again, even when the sheet has moved on since; with
    another body Conflict operation_reused. Refusal operation_malformed. Raises as `save_marks`.
    """
    if not _OPERATION.fullmatch(operation.operation):
        raise Refusal(Fault("operation_malformed"))
    lock(act, sheet)
    known = act.session.scalars(
        select(SheetOperation).where(
            SheetOperation.sheet_id == sheet.id, SheetOperation.operation == operation.operation
        )
    ).one_or_none()
    if known is not None:
        if known.body_hash != operation.body_hash:
            raise Conflict(Fault("operation_reused"))
        return dict(known.answer)
    save_marks(act, sheet, operation.marks, operation.base_version, operation.comment)
    answer = {"version": sheet.version, "marked": len(sheet.marks), "saved_at": int(act.now.timestamp())}
    act.session.add(
        SheetOperation(
            sheet_id=sheet.id,
            operation=operation.operation,
            body_hash=operation.body_hash,
            answer=answer,
            at=act.now,
        )
    )
    return answer
