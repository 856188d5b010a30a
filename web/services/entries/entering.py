"""报名: entering, changing, withdrawing. The same rule guards the page and the file."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from web.db import queries
from web.db.models import Contest, Entrant, Entry, EntryCoauthor, Person, RaceResult, ResultLine, Sheet, SheetMark
from web.services import audit
from web.services.act import Act
from web.services.entries.admission import Participation
from web.services.refusals import Fault, Refusal, refuse

LONGEST_TITLE = 120


def enter(
    act: Act,
    contest: Contest,
    entrant: Entrant,
    title: str = "",
    coauthors: Sequence[Person] = (),
    seed_mark: int | None = None,
    *,
    participation: Participation | None = None,
) -> Entry:
    """Enter an entrant in a contest; an entry that was withdrawn stands again.

    `seed_mark` is an earlier result in the unit of the race. `participation` may be handed in when many enter.
    Refuses with every reason: entries_closed, already_entered, rules_missing, entrant_kind_not_admitted, what
    `Participation.admission` finds, coauthor_is_author, coauthor_twice, coauthor_elsewhere,
    coauthor_too_many_contests, title_too_long.
    """
    if participation is None:
        participation = Participation(act, queries.competition(act.session, contest.competition_id))
    entry = act.session.scalar(select(Entry).filter_by(contest_id=contest.id, entrant_id=entrant.id))
    if entry is not None and entry.state == "entered":
        raise refuse("already_entered", name=entrant.name)
    faults = [*entrant_faults(contest, entrant, participation), *work_faults(contest, entrant, title, coauthors)]
    faults += _coauthor_limits(contest, coauthors, participation)
    if contest.entries_closed_at is not None:
        faults.insert(0, Fault("entries_closed", {"contest": contest.name}))
    if faults:
        raise Refusal(*faults)
    if entry is None:
        entry = Entry(contest_id=contest.id, entrant_id=entrant.id, created_at=act.now)
        act.session.add(entry)
    entry.state, entry.title, entry.seed_mark = "entered", title.strip(), seed_mark
    _set_coauthors(act, entry, coauthors)
    for person_id in {entrant.person_id, *(author.id for author in coauthors)} - {None}:
        participation.note(person_id, contest.id)  # type: ignore[arg-type]
    audit.record(act, "entered", contest, entry=entry.id, entrant=entrant.id, coauthors=len(coauthors))
    return entry


def change_entry(act: Act, entry: Entry, title: str, coauthors: Sequence[Person], seed_mark: int | None) -> None:
    """Change what an entry says before entries close; refuses entries_closed and the faults of the work."""
    contest = entry.contest
    participation = Participation(act, queries.competition(act.session, contest.competition_id))
    faults = [
        *work_faults(contest, entry.entrant, title, coauthors),
        *_coauthor_limits(contest, coauthors, participation),
    ]
    if contest.entries_closed_at is not None:
        faults.insert(0, Fault("entries_closed", {"contest": contest.name}))
    if faults:
        raise Refusal(*faults)
    entry.title, entry.seed_mark = title.strip(), seed_mark
    _set_coauthors(act, entry, coauthors)
    audit.record(act, "entry_changed", contest, entry=entry.id, coauthors=len(coauthors))


def withdraw(act: Act, entry: Entry, reason: str) -> None:
    """Withdraw an entry, with its reason in the log; the row stays, so the entry can be made again.

    Refuses already_withdrawn, reason_missing, and entry_has_results once it was marked or timed in this run: then only
    a status (DNS, DQ) or a committee's decision tells what happened.
    """
    if entry.state != "entered":
        raise refuse("already_withdrawn", name=entry.entrant.name)
    if not reason.strip():
        raise Refusal(Fault("reason_missing", {}, "reason"))
    if _has_results(act, entry):
        raise refuse("entry_has_results", name=entry.entrant.name)
    entry.state = "withdrawn"
    written = audit.commitment(act, entry.contest, reason.strip())
    audit.record(act, "entry_withdrawn", entry.contest, entry=entry.id, reason=written)


def entry_of(act: Act, contest: Contest, entry_id: int) -> Entry:
    """An entry of this contest, with its co-authors."""
    queries.one(act.session, Entry, id=entry_id, contest_id=contest.id)
    chosen = select(Entry).where(Entry.id == entry_id).options(selectinload(Entry.coauthors))
    return act.session.scalars(chosen).one()


def entrant_faults(contest: Contest, entrant: Entrant, participation: Participation) -> list[Fault]:
    """Why this entrant may not enter: the wrong kind, or what speaks against the person."""
    rulebook = participation.rulebooks.get(contest.id)
    if rulebook is None:
        return [Fault("rules_missing", {"contest": contest.name})]
    admitted = rulebook.placed.value
    if entrant.kind != admitted:
        return [Fault("entrant_kind_not_admitted", {"found": entrant.kind, "admitted": admitted})]
    if entrant.person is None:
        return []
    return list(participation.admission(entrant.person, contest).reasons)


def work_faults(contest: Contest, entrant: Entrant, title: str, coauthors: Sequence[Person]) -> list[Fault]:
    """What is wrong with title and co-authors."""
    faults = []
    if len(title.strip()) > LONGEST_TITLE:
        faults.append(Fault("title_too_long", {"limit": LONGEST_TITLE}, "title"))
    if any(author.id == entrant.person_id for author in coauthors):
        faults.append(Fault("coauthor_is_author", {"name": entrant.name}, "coauthors"))
    if len({author.id for author in coauthors}) < len(coauthors):
        faults.append(Fault("coauthor_twice", {}, "coauthors"))
    home = entrant.person.trade_union_id if entrant.person else None
    if home is not None and any(author.trade_union_id != home for author in coauthors):
        faults.append(Fault("coauthor_elsewhere", {}, "coauthors"))
    return faults


def _coauthor_limits(contest: Contest, coauthors: Sequence[Person], participation: Participation) -> list[Fault]:
    return [fault for author in coauthors for fault in participation.coauthor_reasons(author, contest)]


def _set_coauthors(act: Act, entry: Entry, coauthors: Sequence[Person]) -> None:
    """Exchange the co-authors; the old rows go first, since a person may stand only once."""
    if [author.id for author in coauthors] == [known.person_id for known in entry.coauthors]:
        return
    entry.coauthors.clear()
    act.session.flush()
    entry.coauthors = [
        EntryCoauthor(position=position, person_id=author.id) for position, author in enumerate(coauthors, 1)
    ]


def _has_results(act: Act, entry: Entry) -> bool:
    run = entry.contest.run
    timed = select(RaceResult.id).where(RaceResult.entry_id == entry.id, RaceResult.run == run)
    marked = select(SheetMark.id).join(Sheet).where(Sheet.entry_id == entry.id, Sheet.run == run)
    written = select(ResultLine.id).where(
        ResultLine.entry_id == entry.id, ResultLine.run == run, ResultLine.struck.is_(False)
    )
    return any(act.session.scalars(chosen.limit(1)).first() is not None for chosen in (timed, marked, written))
