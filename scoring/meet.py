"""一届赛事: several contests together: team contests, one award per person, 优秀组织奖, and the fund that pays."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scoring.awards import (
    Change,
    DepartmentField,
    OnceOutcome,
    OrganisingOutcome,
    OrganisingRule,
    Preference,
    Prizegiving,
    award,
    one_award_per_person,
    organising_awards,
)
from scoring.errors import Fault
from scoring.fund import Fund, FundAccount, PrizeBill, account
from scoring.people import Entry
from scoring.races import Status
from scoring.results import Results
from scoring.rulebook.model import Rulebook
from scoring.standings import Contest, work_out
from scoring.teams import Adjustment, Counts, TeamContest, TeamPoint, TeamStanding, team_standings

ONCE = Fraction(1)


@dataclass(frozen=True, slots=True)
class MeetContest:
    """One contest of the meet under its own rules; `factor` multiplies its points in the team contests (relays: 2)."""

    code: str
    rulebook: Rulebook
    results: Results
    factor: Fraction = ONCE


@dataclass(frozen=True, slots=True)
class MeetAdjustment:
    """加分、扣分 of a department, or of the department of an entry (a record): points, or so many times its own points.

    `teams` are the team contests it is for; empty means all. Exactly one of `points` and `times` is set, and `times`
    needs the contest and the entry.
    """

    reason: str
    department: str = ""
    contest: str = ""
    entry: str = ""
    points: Fraction | None = None
    times: Fraction | None = None
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Meet:
    """The rules of the whole meet; `once` None lets a person win several prizes. `staff` is each department's."""

    name: str
    contests: tuple[MeetContest, ...]
    teams: tuple[TeamContest, ...] = ()
    adjustments: tuple[MeetAdjustment, ...] = ()
    once: Preference | None = None
    organising: OrganisingRule | None = None
    staff: Mapping[str, int] = field(default_factory=dict, hash=False)
    fund: Fund | None = None


@dataclass(frozen=True, slots=True)
class GivenPrize:
    """One prize that is given, by contest and group."""

    contest: str
    group: str
    entry: str
    department: str
    prize: str
    note: str


@dataclass(frozen=True, slots=True)
class MeetOutcome:
    """Everything the meet came to. `changes` are those of one award per person; faults block publication."""

    teams: tuple[tuple[TeamContest, tuple[TeamStanding, ...]], ...]
    prizes: tuple[GivenPrize, ...]
    changes: tuple[Change, ...]
    organising: OrganisingOutcome | None
    account: FundAccount | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def work_out_meet(meet: Meet) -> MeetOutcome:
    """Return the whole meet: every contest is worked out by its own rulebook, and then taken together.

    Faults: each contest's own (with `contest`), adjustment_unknown (contest, entry), those of the organising award and
    of the fund.
    """
    worked = {one.code: work_out(one.rulebook, one.results) for one in meet.contests}
    givings = [giving for one in meet.contests for giving in _givings(one, worked[one.code])]
    once = _awarded(givings, meet.once)
    prizes = tuple(_prizes(givings, once))
    adjustments, faults = _adjustments(meet, worked)
    organising = None if meet.organising is None else organising_awards(_fields(meet, worked), meet.organising)
    paid = None if meet.fund is None else account(meet.fund, _bills(meet, givings, once))
    return MeetOutcome(
        teams=tuple((rule, _team(rule, meet, worked, adjustments)) for rule in meet.teams),
        prizes=prizes,
        changes=once.changes,
        organising=organising,
        account=paid,
        faults=(
            *(_of(fault, code) for code, contest in worked.items() for fault in contest.standings.faults),
            *faults,
            *(() if organising is None else organising.faults),
            *(() if paid is None else paid.faults),
        ),
        warnings=(
            *(_of(fault, code) for code, contest in worked.items() for fault in contest.standings.warnings),
            *once.warnings,
        ),
    )


def team_points(contest: MeetContest, worked: Contest) -> tuple[TeamPoint, ...]:
    """Return what every placed entry of a contest earns, before factors; without `[points]` only its place counts."""
    people = {entry.code: entry for entry in contest.results.entries}
    equal = Counter((row.group, row.place) for row in worked.standings.rows if row.place is not None)
    return tuple(
        TeamPoint(
            contest.code,
            row.department,
            row.place,
            row.points or Fraction(0),
            row.entry,
            row.group,
            people[row.entry].person.gender,
            row.place + Fraction(equal[row.group, row.place] - 1, 2),
        )
        for row in worked.standings.rows
        if row.place is not None
    )


def _team(
    rule: TeamContest,
    meet: Meet,
    worked: Mapping[str, Contest],
    adjustments: Sequence[tuple[MeetAdjustment, Adjustment]],
) -> tuple[TeamStanding, ...]:
    """Return one team contest; a contest that doesn't count for departments takes part where it is named."""
    earned = [point for one in meet.contests if _counts(one, rule) for point in team_points(one, worked[one.code])]
    mine = [made for said, made in adjustments if not said.teams or rule.code in said.teams]
    factors = {one.code: one.factor for one in meet.contests}
    return team_standings(replace(rule, factors=factors), earned, mine)


def _counts(contest: MeetContest, rule: TeamContest) -> bool:
    if rule.counts is Counts.PLACES:
        return not rule.contests or contest.code in rule.contests
    points = contest.rulebook.points
    return points is not None and (points.department_total or contest.code in rule.contests)


def _givings(contest: MeetContest, worked: Contest) -> Iterator[Prizegiving]:
    awards = contest.rulebook.awards
    for group in worked.groups:
        yield Prizegiving(contest.code, group.candidates, awards, group.group, group.decisions, group.face.participants)


def _awarded(givings: Sequence[Prizegiving], once: Preference | None) -> OnceOutcome:
    if once is not None:
        return one_award_per_person(givings, once)
    outcomes = [award(one.candidates, one.awards, one.decisions, one.participants) for one in givings]
    return OnceOutcome(tuple(outcomes), ())


def _prizes(givings: Sequence[Prizegiving], once: OnceOutcome) -> Iterator[GivenPrize]:
    for giving, outcome in zip(givings, once.outcomes, strict=True):
        for candidate, given in zip(giving.candidates, outcome.awards, strict=True):
            if given.prize is not None:
                yield GivenPrize(
                    giving.contest, giving.group, given.entry, candidate.department, given.prize, given.note
                )


def _bills(meet: Meet, givings: Sequence[Prizegiving], once: OnceOutcome) -> list[PrizeBill]:
    bills = []
    for giving, outcome in zip(givings, once.outcomes, strict=True):
        values = {prize.name: prize.value for prize in giving.awards.prizes}
        for candidate, given in zip(giving.candidates, outcome.awards, strict=True):
            if given.prize is not None:
                bills.append(PrizeBill(giving.contest, given.entry, given.prize, values[given.prize], candidate.people))
    return bills


def _adjustments(
    meet: Meet, worked: Mapping[str, Contest]
) -> tuple[list[tuple[MeetAdjustment, Adjustment]], list[Fault]]:
    """Put adjustments into points of departments; an entry or contest nobody knows is a fault."""
    factors = {one.code: one.factor for one in meet.contests}
    made, faults = [], []
    for said in meet.adjustments:
        rows = worked[said.contest].standings.rows if said.contest in worked else ()
        row = next((row for row in rows if row.entry == said.entry), None)
        if said.entry and row is None:
            faults.append(Fault("adjustment_unknown", {"contest": said.contest, "entry": said.entry}))
            continue
        department = said.department if row is None else row.department
        own = Fraction(0) if row is None else (row.points or 0) * factors[said.contest]
        points = said.points if said.times is None else (said.times - 1) * own
        made.append((said, Adjustment(department, points or Fraction(0), said.reason)))
    return made, faults


def _fields(meet: Meet, worked: Mapping[str, Contest]) -> list[DepartmentField]:
    """Return what every department did over all contests; a person counts once however many contests were entered."""
    entries = [(one.code, entry) for one in meet.contests for entry in one.results.entries if entry.department]
    finished = {
        (code, row.entry)
        for code, contest in worked.items()
        for row in contest.standings.rows
        if row.status in (Status.FIN, Status.PROV)
    }
    departments = sorted({*meet.staff, *(entry.department for _, entry in entries)})
    return [
        DepartmentField(
            department=name,
            staff=meet.staff.get(name, 0),
            persons=len({person for _, entry in entries if entry.department == name for person in _people(entry)}),
            entries=sum(1 for _, entry in entries if entry.department == name),
            finished=sum(1 for code, entry in entries if entry.department == name and (code, entry.code) in finished),
        )
        for name in departments
    ]


def _people(entry: Entry) -> frozenset[str]:
    return entry.persons or frozenset({entry.code})


def _of(fault: Fault, contest: str) -> Fault:
    return fault.at(contest)
