"""What a box with choices holds, whichever of its words was written."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.files.people import NO_WORDS, YES_WORDS
from scoring.files.statuses import STATUS_WORDS
from web.present.filling_words import in_chinese
from web.services.grids.grid import Column

_ALSO: Mapping[str, tuple[str, ...]] = {
    "yes": YES_WORDS,
    "no": NO_WORDS,
    **{status.value: words for status, words in STATUS_WORDS.items()},
}
"""Words the readers of files know besides a choice's own."""


def chosen(column: Column, text: str) -> str:
    """The code of the choice meant; a text that is none stays as it was written, for a reader to judge."""
    for code, label in column.choices:
        if text and text.lower() in (code.lower(), label.text.lower(), in_chinese(label), *_ALSO.get(code, ())):
            return code
    return text


def worded(column: Column, text: str) -> str:
    """A choice as people write it into a workbook."""
    code = chosen(column, text)
    return next((in_chinese(label) for known, label in column.choices if known == code), text)
