"""Files that are looked at before they are brought in: what was read waits as a batch, and each is brought in once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from web.db.models import Competition, Contest, ImportBatch
from web.services import audit
from web.services.act import Act
from web.services.refusals import refuse


class Found(Protocol):
    """A fault with its cell."""

    @property
    def code(self) -> str:
        """The code of its sentence."""

    @property
    def params(self) -> Mapping[str, Any]:
        """What stands in the sentence."""

    @property
    def where(self) -> str:
        """Its cell."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, and what it is a list of."""

    kind: str
    filename: str
    content: bytes


def stage(
    act: Act,
    home: Competition | Contest,
    upload: Upload,
    read: Sequence[Any],
    faults: Iterable[Mapping[str, Any]],
    counts: Mapping[str, Any],
    /,
    **told: int,
) -> ImportBatch:
    """Keep what was read of a file for a look at it; the log gets its fingerprint and the numbers `told`."""
    contest = home if isinstance(home, Contest) else None
    batch = ImportBatch(
        competition_id=home.competition_id if isinstance(home, Contest) else home.id,
        contest_id=contest.id if contest else None,
        kind=upload.kind,
        filename=upload.filename[-200:],
        sha256=hashlib.sha256(upload.content).hexdigest(),
        rows=list(read),
        faults=list(faults),
        counts=dict(counts),
        created_at=act.now,
        created_by_id=act.account_id,
    )
    act.session.add(batch)
    act.session.flush()
    audit.record(act, f"{upload.kind}_staged", home, **told, faults=len(batch.faults), file=batch.sha256)
    return batch


def demand_fresh(act: Act, batch: ImportBatch) -> None:
    """Hold the batch, so that two clicks don't bring it in twice. Refuses batch_applied."""
    act.session.flush()
    act.session.refresh(batch, with_for_update=True)
    if batch.state == "applied":
        raise refuse("batch_applied")


def told_fault(fault: Found) -> dict[str, Any]:
    """A fault as a batch keeps it."""
    return {"code": fault.code, "params": dict(fault.params), "where": fault.where}
