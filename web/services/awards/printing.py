"""印制: certificates and bulletins as files. Rows are read, pages laid out outside a transaction, files kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from web.db.models import Competition, Contest, Entrant, Job, PrintedFile
from web.jobs import ledger
from web.printing.faults import Stopped
from web.services.act import Act
from web.services.awards.collecting import Folder, collect, collect_bulletin, collect_certificates, collect_person
from web.services.awards.making import Report, checked, made_from, shelf_of
from web.services.exports import tables_of
from web.services.job_context import JobContext
from web.services.printed_files import Made, keep

KIND = "print_awards"


def print_certificates(
    act: Act, competition: Competition, contests: Sequence[Contest], *, printed_stock: bool = False
) -> list[PrintedFile]:
    """Print the issued, valid certificates of these contests: one file a contest, the departments', and one of all.

    With `printed_stock` the drawn border and heading are left out. Refusals: awards_nothing_issued, glyph_missing (all
    names at once), faces_missing.
    """
    folder = collect_certificates(act, competition, contests, printed_stock=printed_stock)
    return keep(act, competition.id, _make(act, folder))


def print_person(act: Act, entrant: Entrant) -> PrintedFile:
    """Print every valid certificate of one entrant, own works and shared ones, as one file; refusals as above."""
    return keep(act, entrant.competition_id, _make(act, collect_person(act, entrant)))[0]


def print_bulletin(act: Act, competition: Competition, contest: Contest | None = None) -> PrintedFile:
    """Print the results bulletin of one contest, or with None of all with the departments' totals.

    Refusals: bulletin_nothing_published, glyph_missing, faces_missing.
    """
    return keep(act, competition.id, _make(act, collect_bulletin(act, competition, contest)))[0]


def print_all(act: Act, competition: Competition, contests: Sequence[Contest]) -> list[PrintedFile]:
    """Certificates, bulletins and tables of these contests in one go."""
    folder = collect(act, competition, contests)
    return keep(act, competition.id, [*_make(act, folder), *tables_of(act, competition)])


def preflight(act: Act, competition: Competition, contests: Sequence[Contest]) -> None:
    """Look for characters that no face draws before anything is asked for; Refusal glyph_missing lists them all."""
    checked(shelf_of(act), collect(act, competition, contests))


def request_print(
    act: Act, competition: Competition, contests: Sequence[Contest], *, printed_stock: bool = False
) -> Job:
    """Ask the worker for certificates, bulletins and tables, after the preflight; part of this transaction."""
    preflight(act, competition, contests)
    order = {
        "competition": competition.id,
        "contests": [contest.id for contest in contests],
        "printed_stock": printed_stock,
    }
    return ledger.enqueue(act.session, act.now, KIND, order, competition_id=competition.id, account_id=act.account_id)


def run_print(ctx: JobContext) -> None:
    """The job "print_awards": read, lay out, then keep the files and end the job in one transaction."""
    order: Mapping[str, Any] = ctx.order
    with ctx.reading() as act:
        competition = act.session.get_one(Competition, order["competition"])
        contests = [contest for contest in competition.contests if contest.id in order["contests"]]
        folder = collect(act, competition, contests, printed_stock=bool(order.get("printed_stock")))
        tables = tables_of(act, competition)
    try:
        made = _make(act, folder, lambda done, due: ctx.progress(1000 * done // max(1, due), "printing"))
    except Stopped:
        made, tables = [], []
    with ctx.finishing(files=len(made) + len(tables)) as act:
        keep(act, order["competition"], [*made, *tables])


def _make(act: Act, folder: Folder, report: Report = lambda _done, _due: True) -> list[Made]:
    """Check every text, then lay out; needs nothing of the act but where the fonts are."""
    return made_from(shelf_of(act), folder, report)
