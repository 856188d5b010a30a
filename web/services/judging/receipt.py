"""回执: a short code that stands for exactly these marks at this moment."""

from __future__ import annotations

import hashlib

import rfc8785

from web.db.models import Sheet


def receipt_code(sheet: Sheet) -> str:
    """Three groups of four hexadecimal digits from the SHA-256 of sheet, version, sealing time and marks.

    The judge keeps it; sealing different marks, or sealing again, gives another code. "" for an unsealed sheet.
    """
    if sheet.sealed_at is None or sheet.state != "sealed":
        return ""
    whole = {
        "at": int(sheet.sealed_at.timestamp()),
        "marks": {mark.criterion: mark.hundredths for mark in sheet.marks},
        "sheet": sheet.id,
        "version": sheet.version,
    }
    digest = hashlib.sha256(rfc8785.dumps(whole)).hexdigest()[:12].upper()  # type: ignore[arg-type]
    return "-".join(digest[start : start + 4] for start in range(0, 12, 4))
