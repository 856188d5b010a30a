"""How the rules say that something is wrong: a code with parameters, never a sentence.

The sentence for a person is found by `web/present/messages.py` or, for the file interface, `scoring/files`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    `code` names the kind, `params` fill its sentence, `where` is the place in the document (`judging.drop`,
    `criteria[2].step`, a cell), `line` and `column` count from 1 and are 0 when unknown.
    """

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    where: str = ""
    line: int = 0
    column: int = 0

    def at(self, where: str) -> "Fault":
        """Return the same fault with its place named."""
        return replace(self, where=where)


class RuleFaults(Exception):
    """Raised with every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(", ".join(f"{fault.where}:{fault.code}" for fault in self.faults))


def refuse(code: str, /, **params: str | int) -> RuleFaults:
    """Return the exception for one single fault, ready to be raised."""
    return RuleFaults([Fault(code, params)])
