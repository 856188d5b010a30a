"""Change slips as values: a small card for everybody whose start is another one, with the old and the new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlipChange:
    """One start: what it is, how it was and how it is now; an empty text means there was or is none."""

    event: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's card."""

    name: str
    bib: str
    department: str
    changes: tuple[SlipChange, ...]


@dataclass(frozen=True, slots=True)
class Slips:
    """A set of cards; `version` says which versions they lie between and when the new one came into force."""

    title: str
    competition: str
    version: str
    reason: str
    slips: tuple[Slip, ...]

    def texts(self) -> Iterator[str]:
        """Every varying text, for the preflight."""
        yield from (self.competition, self.version, self.reason)
        for slip in self.slips:
            yield from (slip.name, slip.department)
            for change in slip.changes:
                yield from (change.event, change.before, change.after)
