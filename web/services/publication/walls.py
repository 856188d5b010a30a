"""Until the first version stands, whoever judges a contest sees nothing of its standings."""

from __future__ import annotations

from web.db.models import Contest
from web.services.act import Act
from web.services.publication.versions import version_in_force
from web.services.refusals import Fault, Forbidden
from web.services.results import judges_here


def behind_wall(act: Act, contest: Contest) -> bool:
    """Whether the actor has a seat in the panel of a contest of which nothing is published yet."""
    return version_in_force(act.session, contest) is None and judges_here(act, contest)


def demand_no_wall(act: Act, contest: Contest) -> None:
    """Raise Forbidden judge_behind_wall for whoever is behind it."""
    if behind_wall(act, contest):
        raise Forbidden(Fault("judge_behind_wall"))
