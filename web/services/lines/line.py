"""What a line is, stored or about to be, and the code its entry has in the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Line(Protocol):
    """A line that is stored, or about to be."""

    @property
    def kind(self) -> str:
        """Its table."""

    @property
    def entry_id(self) -> int | None:
        """Whose line it is; None: everybody's."""

    @property
    def cells(self) -> Mapping[str, str]:
        """Its other columns."""


def entry_code(entry_id: int) -> str:
    """The code an entry has in the rules: its number with leading zeros, so that codes sort as numbers do."""
    return f"{entry_id:08d}"
