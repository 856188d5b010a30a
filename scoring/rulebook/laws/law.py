"""What every format says of itself."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from scoring.errors import Fault
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.sections import Section
from scoring.values import Hundredths


def _no_floor(rulebook: Rulebook) -> Hundredths | None:
    return None


def _none(rulebook: Rulebook) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Law:
    """One format: its own sections (in the document's order), and what its rules must keep.

    `required` names the model's fields that must be set. `check` returns the faults of the format's own tables.
    `ties` are all keys its tie chain may list, `usual_ties` the chain of a rulebook that lists none
    (`shared` is added). `highest_score` bounds a prize's floor; None where scores aren't marks, so that floors
    make no sense. `columns` are the format's own columns of PLACES (`Scored.facts`), `counts` the whole numbers it
    reads from ENTRIES (`Entry.counts`); `may_leave`: ENTRIES may say that an entry is out (`Entry.status`).
    """

    format: Format
    sections: tuple[Section, ...]
    required: tuple[str, ...]
    check: Callable[[Rulebook], list[Fault]]
    ties: Callable[[Rulebook], Sequence[str]]
    usual_ties: Callable[[Rulebook], Sequence[str]]
    notice: Notice
    certificate: Wording
    highest_score: Callable[[Rulebook], Hundredths | None] = _no_floor
    columns: Callable[[Rulebook], Sequence[str]] = _none
    counts: Callable[[Rulebook], Sequence[str]] = _none
    may_leave: bool = False


def duplicates(names: Iterable[str], where: str) -> list[Fault]:
    """Return a fault code_duplicate for every name that stands twice."""
    repeated = [name for name, count in Counter(names).items() if count > 1]
    return [Fault("code_duplicate", {"code": name}, where=where) for name in repeated]
