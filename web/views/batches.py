"""What the pages of brought-in lists have in common: uploading, the preview, the corrected workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.accounts import start_over
from web.db import queries
from web.db.models import Competition, ImportBatch
from web.forms.people import UploadForm
from web.present.messages import CATALOGUE, Coded, sentence
from web.services.act import Act
from web.services.intake import CellFault, Layout
from web.services.intake.sheets_out import MIMETYPE
from web.services.people import fault_from
from web.services.refusals import Fault, Refusal

_SHOWN_FAULTS = 300
_SHOWN_ROWS = 100
"""Longer lists are in the workbook; a page of thousands helps nobody."""


def upload_page(
    competition: Competition,
    template: str,
    chapter: str,
    stage: Callable[[str, bytes], ImportBatch],
    address: Callable[[int], str],
    *,
    recent: Sequence[ImportBatch],
) -> ResponseReturnValue:
    """Show the upload form, or stage the file and go to its preview; a refused file is told about on the same page."""
    form = UploadForm()
    faults: Sequence[Fault] = ()
    if form.validate_on_submit():
        try:
            return redirect(address(_staged(form, stage)))
        except Refusal as refusal:
            start_over()
            faults = refusal.faults
    page = render_template(template, competition=competition, chapter=chapter, form=form, faults=faults, recent=recent)
    return page, 422 if faults or form.errors else 200


def batch_of(act: Act, competition: Competition, kind: str, batch_id: int) -> ImportBatch:
    """A batch of this competition and kind."""
    return queries.one(act.session, ImportBatch, id=batch_id, competition_id=competition.id, kind=kind)


def preview(batch: ImportBatch, layout: Layout) -> dict[str, Any]:
    """What a preview page shows of a batch."""
    faults = [fault_from(document) for document in batch.faults]
    faults.sort(key=lambda fault: (fault.row, fault.cell))
    by_status: dict[str, list[Any]] = {"new": [], "changed": [], "faulty": [], "unchanged": []}
    for row in batch.rows:
        by_status[row["status"]].append(row)
    columns = {row["row"]: _columns(row, layout) for row in by_status["faulty"]}
    return {
        "batch": batch,
        "counts": batch.counts,
        "faults": faults[:_SHOWN_FAULTS],
        "all_faults": len(faults),
        "columns": columns,
        "remedy": remedy,
        "fresh": by_status["new"][:_SHOWN_ROWS],
        "changed": by_status["changed"][:_SHOWN_ROWS],
        "good": len(by_status["new"]) + len(by_status["changed"]),
    }


def remedy(fault: Coded) -> str:
    """How to put a fault right; "" when its sentence says so already."""
    code = f"remedy_{fault.code}"
    return sentence(Fault(code, fault.params)) if code in CATALOGUE else ""


def words(fault: CellFault) -> str:
    """A fault for the corrected workbook: what is wrong, and what to do."""
    told = sentence(fault)
    way = remedy(fault)
    return f"{told} → {way}" if way else told


def applied_text(counts: dict[str, Any]) -> str:
    """What applying a batch came to."""
    done: str = _(
        "已导入：新增 %(new)s，更新 %(changed)s，未变 %(unchanged)s。",
        new=counts["new"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
    )
    waiting: str = _("还有 %(n)s 行待改正。", n=counts["faulty"]) if counts["faulty"] else ""
    return f"{done} {waiting}".strip()


def workbook(content: bytes, name: str) -> Response:
    """A workbook as a download."""
    answer = make_response(content)
    answer.mimetype = MIMETYPE
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _columns(row: dict[str, Any], layout: Layout) -> dict[str, str]:
    """Title of the column of each cell of a faulty row."""
    return {cell: layout.title(field) for field, cell in row["places"].items()}


def _staged(form: UploadForm, stage: Callable[[str, bytes], ImportBatch]) -> int:
    upload = form.file.data
    if not upload or not upload.filename:
        raise Refusal(Fault("file_missing"))
    batch = stage(upload.filename, upload.stream.read())
    return int(batch.id)
