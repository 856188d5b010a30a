"""How a service says no: a code with parameters; `web.present.messages` owns the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: code, parameters, and where it stands (a field, a cell, a line)."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    where: str = ""


class Refusal(Exception):
    """The act cannot be done; every reason at once. The transaction is rolled back."""

    status = 422

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults: Sequence[Fault] = faults


class NotFound(Refusal):
    """No such row under this parent (also when it stands under another one: existence is not told)."""

    status = 404


class Forbidden(Refusal):
    """The actor may not do this."""

    status = 403


class Conflict(Refusal):
    """Somebody else changed it since it was read; nothing was overwritten."""

    status = 409


def refuse(code: str, **params: object) -> Refusal:
    """A refusal with one reason."""
    return Refusal(Fault(code, params))
