"""QR codes as vector pictures. The mask is fixed: choosing one takes five times as long and scanners don't mind."""

from __future__ import annotations

import base64
import io

import segno

_MASK = 3


def qr_image(text: str) -> str:
    """The QR code of `text` as a `data:` address for `<img>` (an inline `<svg>` cannot carry the text alternative)."""
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False, mask=_MASK).save(
        drawing, kind="svg", xmldecl=False, border=0, dark="#2b2320"
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.getvalue()).decode("ascii")
