"""Tallies (安康杯隐患与建议、教代会提案): reports counted by state and level."""

from collections import Counter
from collections.abc import Sequence

from scoring.errors import Fault
from scoring.rulebook.keys import FLAG, Key, choice, code, exact, listed, text, whole
from scoring.rulebook.laws.law import Law, duplicates
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.sections import Section
from scoring.rulebook.tallying import NOTHING, Credit, Kind, Ranked, Tally
from scoring.tie_keys import KIND, LEVEL, REPORTS, SHARED, UNROUNDED

MOST = 100_000
"""No points are more, in either direction."""
MOST_FEN = 1_000_000_000

TALLY_SECTION = Section(
    "tally",
    (
        Key("ranked", choice(Ranked), Ranked.ENTRIES),
        Key("per_head", FLAG, default=False),
        Key("decimals", whole(0, 4), 0),
    ),
    Tally,
)
KINDS = Section(
    "kinds",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("cap", exact(0, MOST)),
        Key("reward_cap_fen", whole(0, MOST_FEN), field="reward_cap"),
        Key("target", whole(1, 10_000)),
    ),
    Kind,
    many=True,
)
CREDITS = Section(
    "credits",
    (
        Key("kind", text(40), "", required=True),
        Key("states", listed(code()), (), required=True),
        Key("levels", listed(code()), ()),
        Key("points", exact(-MOST, MOST), NOTHING),
        Key("department_points", exact(-MOST, MOST), NOTHING),
        Key("reward_fen", whole(0, MOST_FEN), 0, field="reward"),
        Key("fulfils", FLAG),
    ),
    Credit,
    many=True,
)


def _check(rulebook: Rulebook) -> list[Fault]:
    """Check that every kind has credits, and no report two of them."""
    known = {kind.code for kind in rulebook.kinds}
    faults = duplicates((kind.code for kind in rulebook.kinds), "kinds")
    for line, credit in enumerate(rulebook.credits, 1):
        where = f"credits[{line}]"
        if credit.kind not in known:
            faults.append(Fault("report_kind_unknown", {"kind": credit.kind}, where=f"{where}.kind"))
        if not credit.states:
            faults.append(Fault("states_empty", where=f"{where}.states"))
    worth = Counter(
        (credit.kind, state, level)
        for credit in rulebook.credits
        for state in credit.states
        for level in credit.levels or ("",)
    )
    faults += [
        Fault("credit_twice", {"kind": kind, "state": state, "level": level}, where="credits")
        for (kind, state, level), count in worth.items()
        if count > 1
    ]
    idle = known - {credit.kind for credit in rulebook.credits}
    faults += [Fault("kind_without_credits", {"kind": kind}, where="kinds") for kind in sorted(idle)]
    return faults + ([] if rulebook.kinds else [Fault("kinds_missing", where="kinds")]) + _decimals_faults(rulebook)


def _decimals_faults(rulebook: Rulebook) -> list[Fault]:
    """Points that the published score could not say would place people by a hidden digit."""
    tally = rulebook.tally
    if tally is None or tally.per_head:
        return []
    scale = 10**tally.decimals
    caps = [kind.cap for kind in rulebook.kinds if kind.cap is not None]
    values = [*caps, *(value for one in rulebook.credits for value in (one.points, one.department_points))]
    fine = all((value * scale).denominator == 1 for value in values)
    return [] if fine else [Fault("points_decimals", {"decimals": tally.decimals}, where="tally.decimals")]


def _ties(rulebook: Rulebook) -> Sequence[str]:
    levels = dict.fromkeys(level for credit in rulebook.credits for level in credit.levels)
    kinds = [KIND + kind.code for kind in rulebook.kinds]
    return [*kinds, *(LEVEL + level for level in levels), REPORTS, UNROUNDED, SHARED]


def _columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return reports, and money and completion where the rules have them."""
    reward = ("reward",) if any(credit.reward for credit in rulebook.credits) else ()
    done = ("done",) if any(kind.target for kind in rulebook.kinds) else ()
    return ("reports", *reward, *done)


TALLY = Law(
    format=Format.TALLY,
    sections=(TALLY_SECTION, KINDS, CREDITS),
    required=("tally",),
    check=_check,
    ties=_ties,
    usual_ties=lambda rulebook: (),
    notice=Notice(days=5),
    certificate=Wording.TITLE,
    columns=_columns,
    counts=lambda rulebook: ("heads",),
)
