"""Faults of the planner's input: a code, its parameters and the place where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: ``code`` and ``params`` for a sentence, ``where`` a path (``venues[0].id``)."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    where: str = ""


class ProblemFaults(Exception):
    """Raised once with every fault found, never with the first one only."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.where}: {fault.code}" for fault in self.faults))
